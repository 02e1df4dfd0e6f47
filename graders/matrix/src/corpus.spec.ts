/** The bars, on labelled matrices that were written and generated without the reader: examples/corpus.jsonl. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestCaseResult } from '#libs/domain';
import { type GradingInput } from '#libs/grader-sdk';
import { z } from 'zod';
import { matrix } from './grader';

const examples = join(__dirname, '../examples');
const entrySchema = z.object({
  problem: z.string(),
  kind: z.string(),
  label: z.enum(['correct', 'incorrect', 'invalid', 'not-correct']),
  answer: z.string(),
  /** The cells that are wrong on purpose. */
  cells: z.array(z.tuple([z.number(), z.number()])).optional(),
  /** What was done wrong on purpose: a mistake's name, `shape`, or `cells` for slips in single cells. */
  mistake: z.string().optional(),
});
type Entry = z.infer<typeof entrySchema>;

const problems = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(readFileSync(join(examples, 'problems.json'), 'utf8')));
const graders = new Map(Object.entries(problems).map(([name, config]) => [name, matrix.configure(config)]));
const entries = readFileSync(join(examples, 'corpus.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => entrySchema.parse(JSON.parse(line)));

async function judge(entry: Entry): Promise<TestCaseResult> {
  const grader = graders.get(entry.problem);
  if (!grader) throw new Error(`no problem ${entry.problem}`);
  const input = {
    answers: new Map([['c', entry.answer]]),
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

test('nothing wrong is accepted', () => {
  const accepted = judged.filter(
    ({ entry, result }) => entry.label !== 'correct' && result.verdict === 'correct',
  );
  expect(accepted.map(({ entry }) => entry.answer)).toEqual([]);
});

test('at least 97 in 100 are judged as labelled', () => {
  const misses = judged.filter(({ entry: { label }, result: { verdict } }) =>
    label === 'not-correct' ? verdict === 'correct' : verdict !== label,
  );
  const shown = misses.map(
    ({ entry, result }) => `${entry.problem} ${entry.answer}: ${entry.label}, but ${result.code}`,
  );
  expect(misses.length / judged.length <= 0.03 ? [] : shown).toEqual([]);
});

test('the wrong cells are named in at least 9 of 10', () => {
  const planted = judged.filter(({ entry }) => entry.cells !== undefined);
  const named = planted.filter(({ entry, result }) => {
    const evidence = result.evidence.find(({ kind }) => kind === 'matrix');
    return evidence?.kind === 'matrix' && JSON.stringify(evidence.marked) === JSON.stringify(entry.cells);
  });
  expect(planted.length).toBeGreaterThan(40);
  expect(named.length / planted.length).toBeGreaterThanOrEqual(0.9);
});

test('the mistake is named in at least 9 of 10', () => {
  const planted = judged.filter(({ entry }) => entry.mistake !== undefined);
  const misses = planted.filter(({ entry: { mistake = '' }, result: { code } }) => {
    const named = code.replace(/^(mistake|matrix)\./, '');
    return named !== mistake;
  });
  expect(planted.length).toBeGreaterThan(50);
  const shown = misses.map(
    ({ entry, result }) => `${entry.answer}: ${entry.mistake ?? ''}, but ${result.code}`,
  );
  expect(misses.length / planted.length <= 0.1 ? [] : shown).toEqual([]);
});

test('the message names every wrong cell of a small matrix', () => {
  const planted = judged.filter(({ entry }) => entry.kind === 'diagnosed' && entry.cells !== undefined);
  const named = planted.filter(({ entry: { cells = [] }, result: { message } }) =>
    cells.every(([i, j]) => message.includes(`row ${String(i + 1)}, column ${String(j + 1)}`)),
  );
  expect(named.length).toBe(planted.length);
});
