/**
 * Treaps and their kin balance themselves by numbers that they draw for each key. If a seed fixes the numbers, the input can
 * follow them: keys in the order of their priorities make a treap a list. The numbers give themselves away, because the
 * program compares them: large ones that are no keys, about one for each key, in the order of the input.
 */
import { shuffle } from '../random';
import { powers, seriesOf, takeHome } from './probe';
import { isPowerGrowth } from './statistics';
import type { Trial, Verdict } from './trial';

const TRIED = 1024;
const SIZES = powers(7, 13);
/** A number that is no greater than the number of keys and this may be a counter, a size or a character. */
const SMALL = 128;

/** Inputs in the order of the random numbers that the program draws for its keys. */
export async function againstDraws(trial: Trial): Promise<Verdict | null> {
  if ((await drawsOf(trial, [TRIED])).length === 0) return null;
  const found = await drawsOf(trial, trial.fitting(SIZES));
  // One number less than keys: the first key has none, at every size, or two keys drew the same, at some.
  const complete = found.filter(({ n, draws }) => draws.length >= n);
  const inputs = (complete.length > found.length / 2 ? complete : found).map(({ n, draws }) =>
    following(draws, n, trial.base),
  );
  const measurements = await trial.program.measure(inputs.map((values) => ({ kind: 'run', values })));
  const series = seriesOf('keys in the order of drawn numbers', measurements);
  if (!isPowerGrowth(series)) return null;
  trial.show(series);
  const n = takeHome(series);
  const keys = inputs.find(({ length }) => length === n) ?? new Int32Array();
  return trial.convict('search', 'keys in the order of the numbers that the program draws', series, keys);
}

/**
 * The sizes for which the program compares as many large numbers other than keys as there are keys, or little more; with
 * fewer, nobody knows whose are missing. The keys are negative here, so that few numbers pass for keys.
 */
async function drawsOf(
  trial: Trial,
  sizes: readonly number[],
): Promise<readonly { n: number; draws: readonly number[] }[]> {
  const least = -2 * trial.base;
  const learned = await trial.program.measure(
    sizes.map((n) => {
      const values = Int32Array.from({ length: n }, (_, i) => least + i);
      return { kind: 'learn', values: shuffle(values, trial.random(`draws ${n}`)), base: least };
    }),
  );
  return learned.flatMap(({ n, compared = [] }) => {
    const draws = [...compared].filter(
      (value) => Math.abs(value) > n + SMALL && (value < least || value >= least + n),
    );
    return draws.length >= n - 1 && draws.length <= 1.1 * n ? [{ n, draws }] : [];
  });
}

/**
 * Keys base, …, base + n − 1 in the order of as many numbers. Where there are more numbers, the last n count; where there are
 * fewer, the first keys are taken to have none.
 */
export function following(draws: readonly number[], n: number, base: number): Int32Array {
  const recent = [...Array<number>(Math.max(0, n - draws.length)).fill(-Infinity), ...draws].slice(-n);
  const order = [...recent.keys()].sort((i, j) => {
    const [one, other] = [recent[i] ?? 0, recent[j] ?? 0];
    return one === other ? i - j : one - other;
  });
  const keys = new Int32Array(n);
  order.forEach((place, rank) => {
    keys[place] = base + rank;
  });
  return keys;
}
