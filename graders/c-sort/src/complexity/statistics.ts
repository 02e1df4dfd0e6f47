/**
 * Telling N log N from what grows faster, on exact counts.
 *
 * For T = a N + b N log N the cost per key y = T/N is a straight line in L = log2 N: constants and lower-order terms only
 * move the line. N log² N bends it into a parabola, a power of N into an exponential. So y is fitted with a parabola, and
 * its bend, measured over the range of L and relative to y, is kappa. A bend alone also shows in falling costs (a linear sort with
 * a large table), so y must also grow faster than L itself: q is the exponent of y ~ L^q.
 */
export interface Point {
  readonly n: number;
  readonly cost: number;
}

/** A series of points, n ascending. */
export interface Counts {
  readonly points: readonly Point[];
  /** The last point is a lower bound: the program was stopped there. */
  readonly stopped?: boolean;
}

export interface Growth {
  readonly kappa: number;
  /** Standard error of kappa. */
  readonly error: number;
  readonly q: number;
}

export type GrowthVerdict = 'nlogn' | 'faster' | 'unclear';

/** Thresholds set on 64 programs known to be N log N and 40 known not to be: no false alarm, see README. */
const BEND = 0.05;
const EXPONENT = 1.15;
const SIGMAS = 2;

/** Cost per N log2 N: constant for an N log N program. */
export const ratio = ({ n, cost }: Point): number => cost / (n * Math.log2(n));

/** @param points at least four, with n ascending */
export function fitGrowth(points: readonly Point[]): Growth {
  const xs = points.map(({ n }) => Math.log2(n));
  const ys = points.map(({ n, cost }) => cost / n);
  const first = xs[0] ?? 0;
  const last = xs.at(-1) ?? 0;
  const { bend, error } = fitParabola(xs, ys);
  const scale = (last - first) ** 2 / (ys.at(-1) ?? 1);
  return { kappa: bend * scale, error: error * scale, q: slope(xs.map(Math.log), ys.map(Math.log)) };
}

export function judgeGrowth({ kappa, error, q }: Growth): GrowthVerdict {
  if (q <= EXPONENT || kappa < BEND) return 'nlogn';
  return kappa - SIGMAS * error > BEND ? 'faster' : 'unclear';
}

/**
 * Whether a series grows like a power of N well above N: the ratio more than doubles for each factor of four in N, and still
 * does at the end. A last point where the program was stopped may add to the growth, but takes nothing from it.
 */
export function isPowerGrowth({ points, stopped }: Counts): boolean {
  if (stopped === true && isPowerGrowth({ points: points.slice(0, -1) })) return true;
  if (points.length < 4) return false;
  const ratios = points.map(ratio);
  const steps = points.slice(1).map(({ n }, i) => {
    const before = points[i]?.n ?? n;
    return Math.log2((ratios[i + 1] ?? 1) / (ratios[i] ?? 1)) / Math.log2(n / before);
  });
  const doublings = Math.log2((points.at(-1)?.n ?? 1) / (points[0]?.n ?? 1));
  const growth = (ratios.at(-1) ?? 1) / (ratios[0] ?? 1);
  const recent = steps.slice(-3);
  return growth >= 2 ** (0.42 * doublings) && growth > 2.2 && mean(recent) >= 0.4;
}

/** Whether the cost per N log N jumps from one size to the next, as when a program works otherwise above some N. */
export function jumps(points: readonly Point[]): boolean {
  return points.some((point, i) => {
    const before = points[i - 1];
    return before !== undefined && ratio(point) > 3 * ratio(before);
  });
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation over mean. */
export function relativeDeviation(values: readonly number[]): number {
  const middle = mean(values);
  const variance = mean(values.map((value) => (value - middle) ** 2));
  return Math.sqrt(variance) / middle;
}

export function slope(xs: readonly number[], ys: readonly number[]): number {
  const x0 = mean(xs);
  const y0 = mean(ys);
  let sxy = 0;
  let sxx = 0;
  xs.forEach((x, i) => {
    sxy += (x - x0) * ((ys[i] ?? 0) - y0);
    sxx += (x - x0) ** 2;
  });
  return sxy / sxx;
}

/**
 * Least squares of y = a + b x + d x². Returns d and its standard error. The quadratic column is made orthogonal to the
 * other two first, so that d is a simple quotient.
 */
function fitParabola(xs: readonly number[], ys: readonly number[]): { bend: number; error: number } {
  const centred = residuals(xs, ys);
  const squares = residuals(
    xs,
    xs.map((x) => x * x),
  );
  const norm = squares.reduce((sum, s) => sum + s * s, 0);
  const bend = squares.reduce((sum, s, i) => sum + s * (centred[i] ?? 0), 0) / norm;
  const rest = centred.reduce((sum, y, i) => sum + (y - bend * (squares[i] ?? 0)) ** 2, 0);
  return { bend, error: Math.sqrt(rest / Math.max(1, xs.length - 3) / norm) };
}

/** What a straight line leaves of ys. */
function residuals(xs: readonly number[], ys: readonly number[]): number[] {
  const b = slope(xs, ys);
  const x0 = mean(xs);
  const y0 = mean(ys);
  return ys.map((y, i) => y - y0 - b * ((xs[i] ?? 0) - x0));
}
