/** Ways to write right gradients, and near misses with the reason for each: examples/corpus.jsonl, written by hand. */
import { join } from 'node:path';
import { Corpus } from '#libs/grader-sdk/testing';
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

const corpus = new Corpus(
  backprop,
  { folder: examples, problems: 'problems.json', entries: 'corpus.jsonl' },
  (line) => entrySchema.parse(line),
);
const { entries, judged } = corpus;

beforeAll(() => corpus.judge('corpus'), 60_000);

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
