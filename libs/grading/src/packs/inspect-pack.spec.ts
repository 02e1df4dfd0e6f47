import { defineGrader, type Grader } from '#libs/grader-sdk';
import { z } from 'zod';
import { GraderRegistry } from './grader-registry';
import { inspectPack } from './inspect-pack';
import { Pack } from './pack';
import { faultText, PackError } from './pack-error';

const schema = z.strictObject({ cases: z.array(z.strictObject({ name: z.string(), points: z.number() })) });

/** Takes one text file, and has the cases that its config lists. */
const grader: Grader<z.infer<typeof schema>> = {
  id: 'given',
  version: '1',
  parseConfig(raw) {
    const parsed = schema.safeParse(raw);
    if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
    if (parsed.data.cases.length === 2) throw new Error('cases[1].name: two are too many');
    return parsed.data;
  },
  shape: () => ({
    kind: 'files',
    files: [{ name: 'a.txt', language: 'text', maxBytes: 100, required: true }],
  }),
  plan: ({ cases }) => cases.map(({ name, points }) => ({ name, maxPoints: points, visibility: 'student' })),
  inspect: (checks, { cases }) => [
    ...cases.flatMap(({ name }, i) =>
      checks.has(name) ? [] : [{ message: `no ${name}`, path: ['cases', i] }],
    ),
    ...(checks.has('odd') ? [{ message: 'is odd', file: 'checks/odd' }] : []),
  ],
  grade() {
    throw new Error('inspecting runs nothing');
  },
};
const registry = new GraderRegistry([defineGrader(grader)]);

const MANIFEST = `title: T
points: 10
problems:
  - id: p
    title: P
    grader: given
    points: 10
    config:
      cases:
        - { name: one, points: 2 }
`;
const FILES: Readonly<Record<string, string>> = {
  'assignment.yaml': MANIFEST,
  'problems/p/statement.md': 'Do it.',
  'problems/p/solution/a.txt': 'a',
  'problems/p/checks/one': '1',
  'problems/p/samples/wrong/a.txt': 'b',
  'problems/p/samples/wrong/expect.yaml': 'points: 0\nverdicts:\n  one: incorrect\n',
};

function faultsOf(changes: Readonly<Record<string, string | null>>): string[] {
  const files = Object.entries({ ...FILES, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  try {
    inspectPack(Pack.fromFiles(new Map(files.map(([path, text]) => [path, Buffer.from(text)]))), registry);
    return [];
  } catch (error) {
    if (error instanceof PackError) return error.faults.map(faultText);
    throw error;
  }
}

it('has nothing to say about a good pack', () => {
  expect(faultsOf({})).toEqual([]);
});

const manifest = (from: string, to: string) => ({ 'assignment.yaml': MANIFEST.replace(from, to) });
const bomb = `a: &a [${'x,'.repeat(9)}x]\nb: &b [${'*a,'.repeat(9)}*a]\nc: &c [${'*b,'.repeat(9)}*b]\nd: [${'*c,'.repeat(9)}*c]\n`;

it.each<[string, Readonly<Record<string, string | null>>, (string | RegExp)[]]>([
  ['broken YAML', manifest('title: P', 'title: "P'), [/^assignment\.yaml:\d+: Missing closing "quote/]],
  [
    'two keys of one name',
    manifest('title: P', 'title: P\n    title: Q'),
    [/^assignment\.yaml:6: Map keys must be unique/],
  ],
  ['aliases without end', { 'assignment.yaml': bomb }, [/^assignment\.yaml: Excessive alias count/]],
  ['an alias of itself', { 'assignment.yaml': '&a [*a]\n' }, [/^assignment\.yaml:1: /]],
  ['brackets without end', { 'assignment.yaml': '['.repeat(100_000) }, [/^assignment\.yaml/]],
  ['no manifest', { 'assignment.yaml': null }, ['assignment.yaml: is missing']],
  ['a missing field', manifest('    title: P\n', ''), [/^assignment\.yaml:4: problems\[0\]\.title: /]],
  [
    'a field that nobody knows',
    manifest('    title: P', '    title: P\n    colour: red'),
    ['assignment.yaml:6: problems[0].colour: is not known here'],
  ],
  [
    'a grader that is not there',
    manifest('grader: given', 'grader: stdin'),
    ['assignment.yaml:6: problems[0].grader: there is no grader "stdin"; there are given'],
  ],
  [
    'a config that is wrong in two places',
    manifest('{ name: one, points: 2 }', '{ points: two, tint: 3 }'),
    [
      /^assignment\.yaml:10: problem "p", config of given: cases\[0\]\.name: /,
      /^assignment\.yaml:10: problem "p", config of given: cases\[0\]\.points: /,
      'assignment.yaml:10: problem "p", config of given: cases[0].tint: is not known here',
    ],
  ],
  [
    'a config that the grader itself refuses',
    manifest('points: 2 }', 'points: 2 }\n        - { name: two, points: 1 }'),
    ['assignment.yaml:11: problem "p", config of given: cases[1].name: two are too many'],
  ],
  [
    "points that don't add up",
    manifest('points: 10\nproblems', 'points: 12\nproblems'),
    ['assignment.yaml:2: points: the assignment says 12, but its problems give 10'],
  ],
  [
    'no case with points',
    manifest('points: 2', 'points: 0'),
    [/^assignment\.yaml:8: problem "p" gives 10 points, but no case of it gives any/],
  ],
  [
    'a starter that may earn too much',
    manifest('grader: given', 'grader: given\n    starterPoints: 11'),
    ['assignment.yaml:7: starterPoints: more than the problem gives'],
  ],
  [
    'no solution',
    { 'problems/p/solution/a.txt': null },
    ['assignment.yaml:4: problems/p/solution is missing'],
  ],
  [
    'a solution in a strange file',
    { 'problems/p/solution/b.txt': 'b' },
    [/^problems\/p\/solution: "b\.txt" is not asked for/],
  ],
  [
    'a file that a case needs',
    { 'problems/p/checks/one': null },
    ['assignment.yaml:10: problem "p": no one'],
  ],
  ['a file that no case needs', { 'problems/p/checks/odd': '' }, ['problems/p/checks/odd: is odd']],
  [
    'a folder that nothing reads',
    { 'problems/p/solutions/a.txt': '' },
    [/^problems\/p\/solutions: nothing reads it/],
  ],
  [
    'a problem that the manifest forgot',
    { 'problems/q/statement.md': '' },
    ['problems/q: assignment.yaml has no such problem'],
  ],
  [
    'a sample without expectation',
    { 'problems/p/samples/wrong/expect.yaml': null },
    ['problems/p/samples/wrong/expect.yaml: is missing'],
  ],
  [
    'a sample that expects nothing',
    { 'problems/p/samples/wrong/expect.yaml': '{}' },
    [/wrong\/expect\.yaml: expects nothing/],
  ],
  [
    'expectations of what there is not',
    { 'problems/p/samples/wrong/expect.yaml': 'points: 3\nverdicts:\n  two: correct\n  one: wrong\n' },
    [
      'problems/p/samples/wrong/expect.yaml:3: two: there is no such case',
      /^problems\/p\/samples\/wrong\/expect\.yaml:4: one: there is no verdict "wrong"/,
      'problems/p/samples/wrong/expect.yaml:1: points: all cases together give 2',
    ],
  ],
])('names file and line: %s', (_what, changes, expected) => {
  const found = faultsOf(changes);
  expect(found.length).toBeGreaterThanOrEqual(expected.length);
  for (const [i, text] of expected.entries()) {
    if (typeof text === 'string') expect(found[i]).toBe(text);
    else expect(found[i]).toMatch(text);
  }
});

it('names all faults at once', () => {
  expect(
    faultsOf({ 'problems/p/solution/a.txt': null, 'problems/q/a': '', 'problems/p/checks/one': null }),
  ).toHaveLength(3);
});
