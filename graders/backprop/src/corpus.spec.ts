/** Ways to write right gradients, and near misses with the reason for each: examples/corpus.jsonl, written by hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestCaseResult } from '#libs/domain';
import { type GradingInput } from '#libs/grader-sdk';
import { z } from 'zod';
import { backprop } from './grader';

const examples = join(__dirname, '../examples');
const entrySchema = z.object({
  problem: z.string(),
  label: z.enum(['correct', 'incorrect', 'invalid']),
  answer: z.string(),
  /** The code that tells what is wrong. */
  reason: z.string().optional(),
});
type Entry = z.infer<typeof entrySchema>;

const problems = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(readFileSync(join(examples, 'problems.json'), 'utf8')));
const graders = new Map(Object.entries(problems).map(([name, config]) => [name, backprop.configure(config)]));
const entries = readFileSync(join(examples, 'corpus.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => entrySchema.parse(JSON.parse(line)));

async function judge({ problem, answer }: Entry): Promise<TestCaseResult> {
  const grader = graders.get(problem);
  const field = grader?.plan[0]?.name;
  if (!grader || field === undefined) throw new Error(`no problem ${problem}`);
  const input = {
    answers: new Map([[field, answer]]),
    seed: 'corpus',
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

const shown = ({ entry, result }: (typeof judged)[number]): string =>
  `${entry.problem} ${entry.answer}: ${entry.label}, but ${result.verdict} ${result.code}`;

test.each(['relu-w1', 'relu-w2', 'tanh-w1', 'tanh-w2', 'soft-w1', 'row-w'])(
  '%s has at least twelve right forms and twelve wrong ones',
  (problem) => {
    const own = entries.filter((entry) => entry.problem === problem);
    const right = own.filter(({ label }) => label === 'correct').length;
    expect(Math.min(right, own.length - right)).toBeGreaterThanOrEqual(12);
  },
);

test('every right form is accepted', () => {
  const right = judged.filter(({ entry }) => entry.label === 'correct');
  expect(right.filter(({ result }) => result.verdict !== 'correct').map(shown)).toEqual([]);
});

test('no near miss is accepted', () => {
  const wrong = judged.filter(({ entry }) => entry.label !== 'correct');
  expect(wrong.filter(({ result }) => result.verdict === 'correct').map(shown)).toEqual([]);
});

test('every near miss is refused for the right reason', () => {
  const others = judged.filter(
    ({ entry, result }) =>
      result.verdict !== entry.label || (entry.reason !== undefined && result.code !== entry.reason),
  );
  expect(others.map(shown)).toEqual([]);
});
