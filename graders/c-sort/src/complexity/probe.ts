import type { Random } from '../random';
import type { MeasuredProgram, Measurement, Strategy } from './measure';
import type { Series } from './findings';
import type { Pattern } from './patterns';

/** Sizes 2^from, …, 2^to. */
export function powers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => 2 ** (from + i));
}

/** Whether a count means anything: the program came to its end, or was stopped for doing too much. */
export const isCount = ({ status }: Measurement): boolean => status === 'ended' || status === 'over';

/** The series up to the first size at which the program was stopped or failed. */
export function seriesOf(name: string, measurements: readonly Measurement[]): Series {
  const end = measurements.findIndex(({ status }) => status !== 'ended');
  const stopped = end >= 0 && measurements[end]?.status === 'over';
  const counted = end < 0 ? measurements : measurements.slice(0, stopped ? end + 1 : end);
  return { name, points: counted.map(({ n, cost }) => ({ n, cost })), ...(stopped && { stopped }) };
}

/** N of the input that a student can take home. */
export const TAKE_HOME = 4096;

/** The size at which a series is best tried at home: TAKE_HOME, or the last one before that at which the program ended. */
export function takeHome({ points, stopped }: Series): number {
  const ended = stopped === true && points.length > 1 ? points.slice(0, -1) : points;
  return ended.findLast(({ n }) => n <= TAKE_HOME)?.n ?? TAKE_HOME;
}

/** Fewer valid games than this show no growth. */
export const LEAST_GAMES = 4;

/** Frozen keys cost the same without the adversary, so its answers were those of a real input. */
export function isExact({ status, cost, replay }: Measurement): boolean {
  return replay?.status === status && Math.abs(replay.cost - cost) <= cost / 1000;
}

/** What came of the adversary's games, the smaller sizes first. */
export interface Games {
  /** Up to the first size at which the replay cost something else. */
  readonly measurements: readonly Measurement[];
  /** All of them, whatever they are worth. */
  readonly played: readonly Measurement[];
  readonly comparisonsOnly: boolean;
}

/** Lets the adversary play at each size; where subtractions are used for more than comparing, without those. */
export async function playAdversary(
  program: MeasuredProgram,
  sizes: readonly number[],
  strategy: Strategy,
  base: number,
): Promise<Games> {
  let games: Games = { measurements: [], played: [], comparisonsOnly: false };
  for (const comparisonsOnly of [false, true]) {
    const jobs = sizes.map((n) => ({ kind: 'adversary', n, base, strategy, comparisonsOnly }) as const);
    const played = await program.measure(jobs);
    const end = played.findIndex((measurement) => !isCount(measurement) || !isExact(measurement));
    games = { measurements: end < 0 ? played : played.slice(0, end), played, comparisonsOnly };
    if (games.measurements.length >= LEAST_GAMES) break;
  }
  return games;
}

/** The keys of one game. */
export async function frozenKeys(
  program: MeasuredProgram,
  game: {
    readonly n: number;
    readonly base: number;
    readonly strategy: Strategy;
    readonly comparisonsOnly: boolean;
  },
): Promise<Int32Array> {
  const [measurement] = await program.measure([{ kind: 'adversary', ...game, wantKeys: true }]);
  return measurement?.numbers ?? new Int32Array();
}

const OTHER_SECONDS = [1, 2, 3, 4, 5, 6, 7];

/**
 * What the keys cost in other seconds, where a program that draws its pivots from the clock or the kernel draws others.
 * A deterministic program doesn't notice.
 */
export async function medianInOtherSeconds(program: MeasuredProgram, values: Int32Array): Promise<number> {
  const measurements = await program.measure(
    OTHER_SECONDS.map((second) => ({ kind: 'run', values, second })),
  );
  const costs = measurements.map(({ cost }) => cost).sort((a, b) => a - b);
  return costs[costs.length >> 1] ?? 0;
}

/** Runs every pattern at every size: result[pattern][size]. */
export async function measurePatterns(
  program: MeasuredProgram,
  patterns: readonly Pattern[],
  sizes: readonly number[],
  random: (label: string) => Random,
): Promise<readonly (readonly Measurement[])[]> {
  const jobs = patterns.flatMap(({ name, make }) =>
    sizes.map((n) => ({ kind: 'run', values: make(n, random(`${name} ${n}`)) }) as const),
  );
  const measurements = await program.measure(jobs);
  return patterns.map((_, i) => measurements.slice(i * sizes.length, (i + 1) * sizes.length));
}
