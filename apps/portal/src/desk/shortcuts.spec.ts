import { ACTIONS, DEFAULT_SHORTCUTS, digitOf, meaningOf, parseShortcuts, whyNot, withKey } from './shortcuts';

it('gives the items the digits in their order, ten of them', () => {
  expect([0, 8, 9, 10].map(digitOf)).toEqual(['1', '9', '0', null]);
  expect(['1', '9', '0'].map((key) => meaningOf(key, DEFAULT_SHORTCUTS))).toEqual([0, 8, 9]);
});

it('knows its actions, with and without capitals, and leaves other keys alone', () => {
  expect(['n', 'N', '?', 'x', '', 'Enter'].map((key) => meaningOf(key, DEFAULT_SHORTCUTS))).toEqual([
    'next',
    'next',
    'help',
    null,
    null,
    null,
  ]);
  const changed = withKey(DEFAULT_SHORTCUTS, 'next', 'X');
  expect(['x', 'n'].map((key) => meaningOf(key, changed))).toEqual(['next', null]);
});

it.each([
  ['x', null],
  ['N', null],
  ['p', 'previous'],
  ['5', 'digit'],
  ['', 'one-key'],
  [' ', 'one-key'],
  ['ab', 'one-key'],
])('says whether next may have the key %j', (key, why) => {
  expect(whyNot(key, 'next', DEFAULT_SHORTCUTS)).toBe(why);
});

it('keeps what was chosen, and falls back to the usual keys where what is kept is no good', () => {
  const chosen = { ...withKey(DEFAULT_SHORTCUTS, 'comment', 'm'), enabled: false };
  expect(parseShortcuts(JSON.stringify(chosen))).toEqual(chosen);
  for (const kept of [null, '', '{', '7', '"x"', '{"keys":null}', '{"keys":{"next":5}}']) {
    expect(parseShortcuts(kept)).toEqual(DEFAULT_SHORTCUTS);
  }
  const twice = { enabled: false, keys: { ...DEFAULT_SHORTCUTS.keys, next: 'p' } };
  expect(parseShortcuts(JSON.stringify(twice))).toEqual({ ...DEFAULT_SHORTCUTS, enabled: false });
  expect(new Set(Object.values(DEFAULT_SHORTCUTS.keys)).size).toBe(ACTIONS.length);
});
