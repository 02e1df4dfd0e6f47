/**
 * Cost-guided search, in the manner of PerfFuzz (Lemieux et al. 2018), for programs that the adversary can't beat: it can't
 * hook their comparisons (keys compared as text), or answers alone don't make them slow (a treap whose priorities come
 * from a fixed seed is at its worst when the keys follow the priorities).
 *
 * An input is grown key by key. Each step tries a few places and ranks for the next key, most of them where trees, lists and
 * pivots are weak, and keeps the costliest. Programs that insert one key after the other can't take back what they were
 * made to build, so greed is enough for them.
 */
import type { Random } from '../random';
import type { Series } from './findings';
import { isPowerGrowth, type Point, ratio } from './statistics';
import type { Trial, Verdict } from './trial';

/** Where the series has its points. */
const SIZES = [32, 64, 96, 128, 192, 256, 384];
/** Of the series that is judged: smaller inputs tell little. */
const TELLING = 64;
/** Where it is decided whether the search is worth its time, by how much the cost per N log N has grown since N/2. */
const PROMISING = [
  { n: 64, growth: 1.03 },
  { n: 128, growth: 1.2 },
];

/** Where the next key goes: its place in the input, and its rank among the keys so far. */
export interface Insertion {
  readonly place: number;
  readonly rank: number;
}

/** Ranks in input order, with one more key. */
export function inserted(ranks: readonly number[], { place, rank }: Insertion): number[] {
  const moved = ranks.map((other) => (other >= rank ? other + 1 : other));
  moved.splice(place, 0, rank);
  return moved;
}

/**
 * What is tried for the next key.
 * @param last the rank of the key inserted last
 * @param anywhere try other places than the end too, for programs that don't take keys one by one
 */
export function insertions(size: number, last: number, anywhere: boolean, random: Random): Insertion[] {
  const ranks = [0, size, last, last + 1, random.below(size + 1), random.below(size + 1)];
  const appended = ranks.map((rank) => ({ place: size, rank }));
  if (!anywhere) return appended;
  const elsewhere = [0, size >> 1, random.below(size + 1)].flatMap((place) => [
    { place, rank: 0 },
    { place, rank: size },
  ]);
  return [...appended, ...elsewhere];
}

/**
 * How much dearer than any pattern an input must be. A merge sort that sorts pieces of up to 500 keys by insertion looks
 * quadratic at the small sizes of the search, but then so it does on patterns.
 */
const DEARER = 3;

/**
 * Searches for an input that is slow beyond its length.
 * @param highest cost per N log N on the worst of all patterns
 */
export async function againstSearch(trial: Trial, highest: number): Promise<Verdict | null> {
  const { points, ranks } = await grow(trial);
  const series: Series = {
    name: 'search for costly inputs',
    points: points.filter(({ n }) => n >= TELLING),
  };
  const last = series.points.at(-1);
  if (!last || ratio(last) < DEARER * highest || !isPowerGrowth(series)) return null;
  trial.show(series);
  return trial.convict('search', 'an input found by search', series, keysOf(ranks, trial.base));
}

const keysOf = (ranks: readonly number[], base: number): Int32Array =>
  Int32Array.from(ranks, (rank) => base + rank);

async function grow(trial: Trial): Promise<{ points: Point[]; ranks: readonly number[] }> {
  const random = trial.random('search');
  const points: Point[] = [];
  let ranks: readonly number[] = [0];
  let last = 0;
  while (ranks.length < (SIZES.at(-1) ?? 0)) {
    const choices = insertions(ranks.length, last, !trial.hooked, random).map((choice) => ({
      choice,
      ranks: inserted(ranks, choice),
    }));
    const measurements = await trial.program.measure(
      choices.map((next) => ({ kind: 'run', values: keysOf(next.ranks, trial.base) })),
    );
    const costs = measurements.map(({ status, cost }) => (status === 'ended' ? cost : 0));
    const cost = Math.max(...costs);
    const best = choices[costs.indexOf(cost)];
    if (!best || cost === 0) break;
    ({ ranks } = best);
    last = best.choice.rank;
    const n = ranks.length;
    if (SIZES.includes(n)) points.push({ n, cost });
    if (PROMISING.some((gate) => gate.n === n && growthSinceHalf(points) < gate.growth)) break;
  }
  return { points, ranks };
}

function growthSinceHalf(points: readonly Point[]): number {
  const after = points.at(-1);
  const before = points.find(({ n }) => n * 2 === after?.n);
  return before && after ? ratio(after) / ratio(before) : 0;
}
