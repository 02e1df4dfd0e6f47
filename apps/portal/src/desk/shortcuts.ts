/**
 * Single keys for what reviewers do most. They can be changed and switched off, and never fire while one types: WCAG 2.2,
 * 2.1.4 (character key shortcuts) asks for that, and so does everybody whose note marked a submission.
 */
export const ACTIONS = [
  'next',
  'previous',
  'finish',
  'undo',
  'comment',
  'line-down',
  'line-up',
  'help',
] as const;
export type Action = (typeof ACTIONS)[number];

export interface Shortcuts {
  readonly enabled: boolean;
  readonly keys: Readonly<Record<Action, string>>;
}

export const DEFAULT_SHORTCUTS: Shortcuts = {
  enabled: true,
  keys: {
    next: 'n',
    previous: 'p',
    finish: 'g',
    undo: 'z',
    comment: 'c',
    'line-down': 'j',
    'line-up': 'k',
    help: '?',
  },
};

/** Items of the rubric have the digits, in their order. */
const DIGITS = '1234567890';

export const digitOf = (index: number): string | null => DIGITS[index] ?? null;

/** What a key means: an action, the place of a rubric item, or nothing. */
export function meaningOf(key: string, { keys }: Shortcuts): Action | number | null {
  const digit = DIGITS.indexOf(key);
  if (key.length === 1 && digit >= 0) return digit;
  return ACTIONS.find((action) => keys[action] === key.toLowerCase()) ?? null;
}

/** Null: the key can be taken; else why not. */
export function whyNot(
  key: string,
  action: Action,
  { keys }: Shortcuts,
): 'one-key' | 'digit' | Action | null {
  if (Array.from(key).length !== 1 || key.trim() === '') return 'one-key';
  if (DIGITS.includes(key)) return 'digit';
  return ACTIONS.find((other) => other !== action && keys[other] === key.toLowerCase()) ?? null;
}

export function withKey(shortcuts: Shortcuts, action: Action, key: string): Shortcuts {
  return { ...shortcuts, keys: { ...shortcuts.keys, [action]: key.toLowerCase() } };
}

/** What was kept in this browser; the usual keys where it is no good. */
export function parseShortcuts(kept: string | null): Shortcuts {
  let raw: unknown;
  try {
    raw = JSON.parse(kept ?? 'null');
  } catch {
    return DEFAULT_SHORTCUTS;
  }
  if (typeof raw !== 'object' || raw === null) return DEFAULT_SHORTCUTS;
  const { enabled, keys } = raw as { enabled?: unknown; keys?: unknown };
  const given = typeof keys === 'object' && keys !== null ? (keys as Readonly<Record<string, unknown>>) : {};
  const start: Shortcuts = { ...DEFAULT_SHORTCUTS, enabled: enabled !== false };
  const wanted = ACTIONS.reduce<Shortcuts>((shortcuts, action) => {
    const key = given[action];
    return typeof key === 'string' ? withKey(shortcuts, action, key) : shortcuts;
  }, start);
  const isSound = ACTIONS.every((action) => whyNot(wanted.keys[action], action, wanted) === null);
  return isSound ? wanted : start;
}

/** Where a key is text, or belongs to what has the focus. */
const TYPING =
  'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="combobox"]';

interface Press {
  readonly target: EventTarget | null;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  readonly defaultPrevented: boolean;
}

export function isShortcut(press: Press): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing || press.defaultPrevented)
    return false;
  const { target } = press;
  return !(target instanceof Element && target.closest(`${TYPING}, [role="dialog"], [role="menu"]`) !== null);
}
