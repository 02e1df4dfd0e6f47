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
/** Greater than counters, sizes and characters. */
const LEAST_DRAW = 65_536;

/** Inputs in the order of the random numbers that the program draws for its keys. */
export async function againstDraws(trial: Trial): Promise<Verdict | null> {
  if ((await drawsOf(trial, [TRIED])).length === 0) return null;
  const inputs = (await drawsOf(trial, trial.fitting(SIZES))).map(({ n, draws }) =>
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

/** The sizes for which the program compares about as many large numbers other than keys as there are keys. */
async function drawsOf(
  trial: Trial,
  sizes: readonly number[],
): Promise<readonly { n: number; draws: readonly number[] }[]> {
  const { base } = trial;
  const learned = await trial.program.measure(
    sizes.map((n) => {
      const values = Int32Array.from({ length: n }, (_, i) => base + i);
      return { kind: 'learn', values: shuffle(values, trial.random(`draws ${n}`)), base };
    }),
  );
  return learned.flatMap(({ n, compared = [] }) => {
    const draws = [...compared].filter(
      (value) => Math.abs(value) >= LEAST_DRAW && (value < base || value >= base + n),
    );
    return draws.length >= 0.9 * n && draws.length <= 1.1 * n ? [{ n, draws }] : [];
  });
}

/** Keys base, …, base + n − 1 in the order of as many numbers; where there are more numbers, the last n count. */
export function following(draws: readonly number[], n: number, base: number): Int32Array {
  const recent = draws.slice(-n);
  const order = [...recent.keys()].sort((i, j) => (recent[i] ?? 0) - (recent[j] ?? 0));
  const keys = Int32Array.from({ length: n }, (_, i) => base + i);
  order.forEach((place, rank) => {
    keys[place] = base + rank;
  });
  return keys;
}
