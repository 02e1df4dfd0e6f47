/** The bars, on labelled matrices that were written and generated without the reader: examples/corpus.jsonl. */
import { join } from 'node:path';
import { Corpus } from '#libs/grader-sdk/testing';
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

const corpus = new Corpus(
  matrix,
  { folder: examples, problems: 'problems.json', entries: 'corpus.jsonl' },
  (line) => entrySchema.parse(line),
);
const { judged } = corpus;

beforeAll(() => corpus.judge('corpus'), 60_000);

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
