import { roundPoints } from './score';

/** Where a rubric starts from: at nothing, and items add; or at everything, and items take away. */
export const RUBRIC_SCORINGS = ['positive', 'negative'] as const;
export type RubricScoring = (typeof RUBRIC_SCORINGS)[number];

/** What a finished review says in points. */
export interface RubricEffect {
  readonly scoring: RubricScoring;
  /** The sum of the applied items, each of which adds or takes away. */
  readonly points: number;
}

export interface GradeParts {
  /** What the grader gave. */
  readonly report: number;
  /** The part of `maxPoints` that no grader judges, only a person. */
  readonly toReview: number;
  readonly maxPoints: number;
  /** Null until a review is finished. */
  readonly review: RubricEffect | null;
  /** What staff set in the place of all that; null where they did not. */
  readonly adjustment: number | null;
}

/** Whether a person must still look before the points are known. */
export function awaitsReview({
  toReview,
  review,
  adjustment,
}: Omit<GradeParts, 'report' | 'maxPoints'>): boolean {
  return toReview > 0 && review === null && adjustment === null;
}

/**
 * What graded work counts: the grader's points and the rubric's effect, between nothing and all that the problem is worth,
 * or what staff set in their place. Null while nothing of it has been judged: that is not yet a zero.
 */
export function gradeOf({ report, toReview, maxPoints, review, adjustment }: GradeParts): number | null {
  if (adjustment !== null) return adjustment;
  if (review === null) return toReview > 0 && toReview >= maxPoints ? null : report;
  const start = review.scoring === 'negative' ? report + toReview : report;
  return roundPoints(Math.min(maxPoints, Math.max(0, start + review.points)));
}
