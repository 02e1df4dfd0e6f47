/** The bars, on labelled answers that were written and generated without the parser: examples/corpus.jsonl. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestCaseResult } from '#libs/domain';
import { type GradingInput } from '#libs/grader-sdk';
import { z } from 'zod';
import { derivative } from './grader';

const examples = join(__dirname, '../examples');
const entrySchema = z.object({
  problem: z.string(),
  kind: z.enum(['ascii', 'python', 'unicode', 'latex', 'left-side', 'wrong', 'syntax', 'attack']),
  label: z.enum(['correct', 'incorrect', 'invalid', 'not-correct']),
  answer: z.string(),
  position: z.number().optional(),
});
type Entry = z.infer<typeof entrySchema>;

const problems = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(readFileSync(join(examples, 'problems.json'), 'utf8')));
const graders = new Map(
  Object.entries(problems).map(([name, config]) => [name, derivative.configure(config)]),
);
const entries = readFileSync(join(examples, 'corpus.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => entrySchema.parse(JSON.parse(line)));

interface Judged extends Entry {
  readonly result: TestCaseResult;
  readonly ms: number;
}

const judged: Judged[] = [];

async function judge(entry: Entry): Promise<Judged> {
  const grader = graders.get(entry.problem);
  const field = grader?.plan[0]?.name;
  if (!grader || field === undefined) throw new Error(`no problem ${entry.problem}`);
  const input = {
    answers: new Map([[field, entry.answer]]),
    seed: 'corpus',
    signal: new AbortController().signal,
  };
  const started = performance.now();
  // Answer graders use neither sandbox nor data sets.
  for await (const result of grader.grade(input as unknown as GradingInput)) {
    return { ...entry, result, ms: performance.now() - started };
  }
  throw new Error('no result');
}

beforeAll(async () => {
  for (const entry of entries) judged.push(await judge(entry));
}, 120_000);

const isAsLabelled = ({ label, result }: Judged): boolean =>
  label === 'not-correct' ? result.verdict !== 'correct' : result.verdict === label;

/** Share of a kind that is judged as labelled; the misses are shown when the bar is not met. */
function expectShare(of: (entry: Entry) => boolean, bar: number): void {
  const chosen = judged.filter(of);
  const misses = chosen.filter((entry) => !isAsLabelled(entry));
  const share = 1 - misses.length / chosen.length;
  const shown = misses.map(
    ({ answer, label, result }) => `${answer.slice(0, 80)}: ${label}, but ${result.verdict} ${result.code}`,
  );
  expect({ met: share >= bar, misses: share >= bar ? [] : shown }).toEqual({ met: true, misses: [] });
}

test('there are at least 600 answers', () => {
  expect(entries.length).toBeGreaterThanOrEqual(600);
});

test('nothing wrong is accepted', () => {
  const accepted = judged.filter(({ label, result }) => label !== 'correct' && result.verdict === 'correct');
  expect(accepted.map(({ answer }) => answer)).toEqual([]);
});

test.each([
  ['ascii', 0.97],
  ['python', 0.97],
  ['unicode', 0.95],
  ['latex', 0.95],
  ['left-side', 0.95],
  ['wrong', 0.98],
  ['syntax', 0.97],
  ['attack', 1],
] as const)('%s: at least %d as labelled', (kind, bar) => {
  expectShare((entry) => entry.kind === kind, bar);
});

test('the place of a syntax error is within 3 characters in 9 of 10', () => {
  const placed = judged.filter(({ position }) => position !== undefined);
  const near = placed.filter(({ position, result }) => {
    const place = /at character ([0-9]+)/.exec(result.message)?.[1];
    return Math.abs(Number(place) - 1 - (position ?? NaN)) <= 3;
  });
  expect(near.length / placed.length).toBeGreaterThanOrEqual(0.9);
});

test('no answer holds others up', () => {
  const times = judged.map(({ ms }) => ms).sort((a, b) => a - b);
  expect(times[Math.floor(times.length / 2)]).toBeLessThan(25);
  // The pool ends a thread at 180 ms of processor time; a busy machine may take longer on the clock.
  expect(
    judged.filter(({ result }) => result.code === 'answer.too-costly' && !result.evidence.length).length,
  ).toBe(0);
});
