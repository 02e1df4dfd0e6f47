import { Pack } from './pack';
import { changesBetween } from './pack-changes';

const MANIFEST = 'title: T\nproblems: [{ id: p, title: P, grader: g, points: 10, config: { a: 1 } }]\n';
const FILES = {
  'assignment.yaml': MANIFEST,
  'handout.md': 'Hello',
  'problems/p/statement.md': 'Do it.',
  'problems/p/checks/secret.txt': '42',
  'problems/p/solution/x.txt': '42',
};

function changes(edited: Readonly<Record<string, string>>) {
  const pack = (files: Readonly<Record<string, string>>) =>
    Pack.fromFiles(
      new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
    );
  return changesBetween(pack(FILES), pack({ ...FILES, ...edited }));
}

const manifest = (from: string, to: string) => ({ 'assignment.yaml': MANIFEST.replace(from, to) });

it.each([
  ['nothing', {}, []],
  ['the title', manifest('title: T', 'title: U'), [{ kind: 'title', before: 'T', after: 'U' }]],
  ['the handout', { 'handout.md': 'Bye' }, [{ kind: 'handout' }]],
  [
    'the deadline',
    manifest('title: T', 'title: T\ndueAt: 2026-01-02T00:00:00+01:00'),
    [{ kind: 'due', before: null, after: '2026-01-01T23:00:00.000Z' }],
  ],
  ['points', manifest('points: 10', 'points: 12'), [{ kind: 'points', problem: 'p', before: 10, after: 12 }]],
  ['a statement', { 'problems/p/statement.md': 'Do that.' }, [{ kind: 'statement', problem: 'p' }]],
  ['a first starter file', { 'problems/p/starter/m.c': '' }, [{ kind: 'starter', problem: 'p' }]],
  ['a config', manifest('a: 1', 'a: 2'), [{ kind: 'checks', problem: 'p' }]],
  ['a solution', { 'problems/p/solution/x.txt': '43' }, [{ kind: 'internal' }]],
  [
    'a problem for another',
    manifest('id: p', 'id: q'),
    [
      { kind: 'problem-removed', problem: 'p' },
      { kind: 'problem-added', problem: 'q' },
    ],
  ],
])('names what changed: %s', (_what, edited, expected) => {
  expect(changes(edited as Readonly<Record<string, string>>)).toEqual(expected);
});

it('says of hidden checks that they changed, and nothing more', () => {
  const found = changes({ 'problems/p/checks/secret.txt': '43', 'problems/p/checks/hidden-7.txt': '44' });
  expect(found).toEqual([{ kind: 'checks', problem: 'p' }]);
});
