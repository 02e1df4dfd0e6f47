/**
 * Any expression against a key, as general questions ask for it: identities, notations, names, assumptions, and what is
 * no expression at all. Written by hand without the parser: examples/expressions.jsonl.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestCaseResult } from '#libs/domain';
import { type GradingInput } from '#libs/grader-sdk';
import { z } from 'zod';
import { derivative } from './grader';

const examples = join(__dirname, '../examples');
const entrySchema = z.object({
  problem: z.string(),
  label: z.enum(['correct', 'incorrect', 'invalid', 'not-correct']),
  answer: z.string(),
});
type Entry = z.infer<typeof entrySchema>;

const problems = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(readFileSync(join(examples, 'expressions.problems.json'), 'utf8')));
const graders = new Map(
  Object.entries(problems).map(([name, config]) => [name, derivative.configure(config)]),
);
const entries = readFileSync(join(examples, 'expressions.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => entrySchema.parse(JSON.parse(line)));

async function judge({ problem, answer }: Entry): Promise<TestCaseResult> {
  const grader = graders.get(problem);
  const field = grader?.plan[0]?.name;
  if (!grader || field === undefined) throw new Error(`no problem ${problem}`);
  const input = {
    answers: new Map([[field, answer]]),
    seed: 'expressions',
    signal: new AbortController().signal,
  };
  // Answer graders use neither sandbox nor data sets.
  for await (const result of grader.grade(input as unknown as GradingInput)) return result;
  throw new Error('no result');
}

const judged: { readonly entry: Entry; readonly result: TestCaseResult }[] = [];

beforeAll(async () => {
  for (const entry of entries) judged.push({ entry, result: await judge(entry) });
}, 120_000);

const shown = ({ entry, result }: (typeof judged)[number]): string =>
  `${entry.problem} ${entry.answer.slice(0, 80)}: ${entry.label}, but ${result.verdict} ${result.code}`;

test('nothing wrong is accepted', () => {
  const accepted = judged.filter(
    ({ entry, result }) => entry.label !== 'correct' && result.verdict === 'correct',
  );
  expect(accepted.map(shown)).toEqual([]);
});

test.each([
  ['correct', 0.98],
  ['incorrect', 0.98],
  ['invalid', 0.98],
] as const)('%s: at least %d as labelled', (label, bar) => {
  const own = judged.filter(({ entry }) => entry.label === label);
  const misses = own.filter(({ result }) => result.verdict !== label);
  const met = 1 - misses.length / own.length >= bar;
  expect({ met, misses: met ? [] : misses.map(shown) }).toEqual({ met: true, misses: [] });
});
