import { useCallback, useState } from 'react';

/**
 * Unsent work, kept on this machine so that a closed tab or a lost session loses nothing. Signing out removes it.
 * Storage may be full or forbidden; then a draft lives only as long as its page.
 */
const PREFIX = 'assay-draft:';

function read(key: string): string {
  try {
    return localStorage.getItem(PREFIX + key) ?? '';
  } catch {
    return '';
  }
}

function write(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, text);
  } catch {
    // See above: the page still holds the text.
  }
}

export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to forget.
  }
}

export type Drafts = Readonly<Record<string, string>>;

/** The texts of a form by name, which survive reloading; an absent text is ''. */
export function useDrafts(
  owner: string,
  names: readonly string[],
): [Drafts, (name: string, text: string) => void] {
  const [drafts, setDrafts] = useState<Drafts>(() =>
    Object.fromEntries(names.map((name) => [name, read(`${owner}/${name}`)])),
  );
  const change = useCallback(
    (name: string, text: string) => {
      setDrafts((before) => ({ ...before, [name]: text }));
      write(`${owner}/${name}`, text);
    },
    [owner],
  );
  return [drafts, change];
}
