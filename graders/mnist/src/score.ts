/** From errors to points, and from everything to the one word of the report. */
import { roundPoints } from '#libs/domain';

export const POINTS = { dW2: 15, dW1: 25, training: 60, memorised: 0 } as const;

/** At a tenth of the digits wrong the points reach zero. */
const WORST = 0.1;

/**
 * All points up to `passErrors` of `total`, none from a tenth on, and between them by the logarithm: halving the error
 * is worth the same everywhere. No cliff at the line: 1.64 % earns 59.2 of 60.
 */
export function trainingPoints(errors: number, passErrors: number, total: number): number {
  const [e, line] = [errors / total, passErrors / total];
  if (e <= line) return POINTS.training;
  if (e >= WORST) return 0;
  return roundPoints((POINTS.training * Math.log(WORST / e)) / Math.log(WORST / line));
}

export type OverallVerdict = 'pass' | 'partial' | 'fail' | 'error' | 'rejected' | 'review';

export interface Findings {
  readonly rejected: boolean;
  /** So wrong that there was nothing to train with. */
  readonly gradientsWrong: boolean;
  /** Weights that could be evaluated came out of the training. */
  readonly errors: number | null;
  readonly total: number;
  readonly passErrors: number;
  /** Both gradients right, and training shown to use them. */
  readonly gradientsRight: boolean;
  readonly trainedWithThem: boolean;
  /** Reasons for a person to look. */
  readonly flagged: boolean;
}

export function overallVerdict(f: Findings): OverallVerdict {
  if (f.rejected) return 'rejected';
  if (f.errors === null) return f.gradientsWrong ? 'fail' : 'error';
  if (!f.trainedWithThem) return 'fail';
  if (f.errors / f.total >= WORST) return 'fail';
  if (f.flagged) return 'review';
  return f.gradientsRight && f.errors <= f.passErrors ? 'pass' : 'partial';
}
