/**
 * Any expression against a key, as general questions ask for it: identities, notations, names, assumptions, and what is
 * no expression at all. Written by hand without the parser: examples/expressions.jsonl.
 */
import { join } from 'node:path';
import { Corpus } from '#libs/grader-sdk/testing';
import { z } from 'zod';
import { derivative } from './grader';

const examples = join(__dirname, '../examples');
const entrySchema = z.object({
  problem: z.string(),
  label: z.enum(['correct', 'incorrect', 'invalid', 'not-correct']),
  answer: z.string(),
});

const corpus = new Corpus(
  derivative,
  { folder: examples, problems: 'expressions.problems.json', entries: 'expressions.jsonl' },
  (line) => entrySchema.parse(line),
);
const { judged } = corpus;

beforeAll(() => corpus.judge('expressions'), 120_000);

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
