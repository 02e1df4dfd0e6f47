/** The bars for naming mistakes, on wrong answers that were written by hand: examples/mistakes.jsonl. */
import { join } from 'node:path';
import { Corpus } from '#libs/grader-sdk/testing';
import { z } from 'zod';
import { derivative } from './grader';

const examples = join(__dirname, '../examples');
const entrySchema = z.object({
  problem: z.string(),
  /** What was done wrong on purpose. */
  mistake: z.string(),
  answer: z.string(),
});

const corpus = new Corpus(
  derivative,
  { folder: examples, problems: 'problems.json', entries: 'mistakes.jsonl' },
  (line) => entrySchema.parse(line),
);
const { judged } = corpus;

beforeAll(() => corpus.judge('mistakes'), 60_000);

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
