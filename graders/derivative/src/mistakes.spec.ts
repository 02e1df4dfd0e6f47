/** The bars for naming mistakes, on wrong answers that were written by hand: examples/mistakes.jsonl. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestCaseResult } from '#libs/domain';
import { type GradingInput } from '#libs/grader-sdk';
import { z } from 'zod';
import { derivative } from './grader';

const examples = join(__dirname, '../examples');
const entrySchema = z.object({
  problem: z.string(),
  /** What was done wrong on purpose. */
  mistake: z.string(),
  answer: z.string(),
});
type Entry = z.infer<typeof entrySchema>;

const problems = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(readFileSync(join(examples, 'problems.json'), 'utf8')));
const graders = new Map(
  Object.entries(problems).map(([name, config]) => [name, derivative.configure(config)]),
);
const entries = readFileSync(join(examples, 'mistakes.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => entrySchema.parse(JSON.parse(line)));

async function judge({ problem, answer }: Entry): Promise<TestCaseResult> {
  const grader = graders.get(problem);
  const field = grader?.plan[0]?.name;
  if (!grader || field === undefined) throw new Error(`no problem ${problem}`);
  const input = {
    answers: new Map([[field, answer]]),
    seed: 'mistakes',
    signal: new AbortController().signal,
  };
  // Answer graders use neither sandbox nor data sets.
  for await (const result of grader.grade(input as unknown as GradingInput)) return result;
  throw new Error('no result');
}

const judged: { readonly entry: Entry; readonly result: TestCaseResult }[] = [];

beforeAll(async () => {
  for (const entry of entries) judged.push({ entry, result: await judge(entry) });
}, 60_000);

test('every answer is wrong, and shows a point to check by hand', () => {
  const others = judged.filter(
    ({ result: { verdict, evidence } }) =>
      verdict !== 'incorrect' || !evidence.some(({ kind }) => kind === 'counterexample'),
  );
  expect(others.map(({ entry, result }) => `${entry.answer}: ${result.verdict}`)).toEqual([]);
});

test.each([
  ['sign', 0.9],
  ['factor', 0.9],
  ['other-variable', 0.9],
  ['not-differentiated', 0.9],
  ['missing-term', 0.9],
  ['chain-rule', 0.7],
  ['product-rule', 0.7],
  ['quotient-rule', 0.7],
] as const)('%s is named in at least %d', (mistake, bar) => {
  const planted = judged.filter(({ entry }) => entry.mistake === mistake);
  const misses = planted.filter(({ result }) => result.code !== `mistake.${mistake}`);
  const share = 1 - misses.length / planted.length;
  const shown = misses.map(
    ({ entry, result }) => `${entry.problem} ${entry.answer}: ${result.code.replace('mistake.', '')}`,
  );
  expect({ met: share >= bar, misses: share >= bar ? [] : shown }).toEqual({ met: true, misses: [] });
});
