import { useEffect, useEffectEvent, useState } from 'react';
import { type Action, isShortcut, meaningOf, parseShortcuts, type Shortcuts } from './shortcuts';

const KEPT = 'assay.review.shortcuts';

/** The keys as they were chosen in this browser, and how to choose others. */
export function useKeptShortcuts(): [Shortcuts, (chosen: Shortcuts) => void] {
  const [shortcuts, setShortcuts] = useState(() => parseShortcuts(localStorage.getItem(KEPT)));
  return [
    shortcuts,
    (chosen) => {
      localStorage.setItem(KEPT, JSON.stringify(chosen));
      setShortcuts(chosen);
    },
  ];
}

/** Does on a key what it means: an action, or an item of the rubric by its place. */
export function useShortcuts(
  shortcuts: Shortcuts,
  on: { readonly action: (action: Action) => void; readonly item: (index: number) => void },
): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!shortcuts.enabled || !isShortcut(event)) return;
    const meaning = meaningOf(event.key, shortcuts);
    if (meaning === null) return;
    event.preventDefault();
    if (typeof meaning === 'number') on.item(meaning);
    else on.action(meaning);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      press(event);
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
    };
  }, []);
}
