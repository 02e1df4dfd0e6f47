import type { TestCaseResult } from '#libs/domain';
import { DeadSandbox, NoDatasets } from '#libs/grader-sdk';
import { conformsToGraderContract } from '#libs/grader-sdk/testing';
import { manual } from './grader';

const questions = [
  { name: 'base', question: 'Where does it begin?' },
  { name: 'step', question: 'Why does it go on?' },
];
const answers = (base: string, step: string) => ({
  answers: new Map([
    ['base', base],
    ['step', step],
  ]),
});
const files = [{ name: 'essay.txt' }, { name: 'notes.txt', required: false }];
const bytes = (text: string) => new TextEncoder().encode(text);

describe('the manual grader of answers', () => {
  conformsToGraderContract({
    grader: manual,
    config: { questions },
    solution: answers('At 1.', 'Add n + 1 to both sides.'),
    worthless: answers('No idea.', ''),
    sandbox: new DeadSandbox(),
    usesSandbox: false,
  });
});

describe('the manual grader of files', () => {
  conformsToGraderContract({
    grader: manual,
    config: { files },
    solution: { files: new Map([['essay.txt', bytes('All of it.')]]) },
    worthless: { files: new Map([['essay.txt', bytes('None of it.')]]) },
    sandbox: new DeadSandbox(),
    usesSandbox: false,
  });
});

async function judge(content: {
  answers?: ReadonlyMap<string, string>;
  files?: ReadonlyMap<string, Uint8Array>;
}) {
  const results: TestCaseResult[] = [];
  const running = manual.configure({ questions }).grade({
    answers: content.answers ?? new Map(),
    files: content.files ?? new Map(),
    checks: new Map(),
    sandbox: new DeadSandbox(),
    datasets: new NoDatasets(),
    seed: 'seed',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  for await (const result of running) results.push(result);
  return results;
}

it.each([
  ['what one can read', answers('At 1.', ''), 'needs-review'],
  ['blanks', answers(' \n', '\t'), 'invalid'],
  ['a file of blanks', { files: new Map([['essay.txt', bytes('\n \n')]]) }, 'invalid'],
  ['a file', { files: new Map([['essay.txt', bytes('x')]]) }, 'needs-review'],
])('says of %s what happens to it, and gives no points itself', async (_what, content, verdict) => {
  expect(await judge(content)).toMatchObject([{ name: 'review', verdict, points: 0 }]);
});

it.each([
  ['nothing to hand in', {}, 'either questions or files'],
  ['both kinds', { questions, files }, 'either questions or files'],
  ['two of one name', { files: [{ name: 'a.txt' }, { name: 'A.txt' }] }, 'one name'],
  ['a path', { files: [{ name: '../a.txt' }] }, 'use letters'],
  ['a field that nobody knows', { questions, points: 3 }, 'points'],
])('refuses %s', (_what, config, message) => {
  expect(() => manual.configure(config)).toThrow(message);
});
