import type { TestCase, TestCaseResult } from './test-case';

export interface Score {
  readonly points: number;
  readonly maxPoints: number;
}

/** Points are kept to a hundredth, so that sums of many small weights print and compare as people expect. */
export function roundPoints(points: number): number {
  return Math.round((points + Number.EPSILON) * 100) / 100;
}

/**
 * Adds up the results of a plan. A planned case without a result earns nothing.
 * @throws RangeError when a result names no planned case or earns more than that case is worth: a grader's bug,
 *   which must never become a grade.
 */
export function addUp(plan: readonly TestCase[], results: readonly TestCaseResult[]): Score {
  const worth = new Map(plan.map((testCase) => [testCase.name, testCase.maxPoints]));
  const seen = new Set<string>();
  let points = 0;
  for (const result of results) {
    const max = worth.get(result.name);
    if (max === undefined) throw new RangeError(`result for an unplanned case: ${result.name}`);
    if (seen.has(result.name)) throw new RangeError(`two results for one case: ${result.name}`);
    if (!(result.points >= 0 && result.points <= max)) {
      throw new RangeError(`${result.name}: ${String(result.points)} points of ${String(max)}`);
    }
    seen.add(result.name);
    points += result.points;
  }
  const maxPoints = plan.reduce((sum, testCase) => sum + testCase.maxPoints, 0);
  return { points: roundPoints(points), maxPoints: roundPoints(maxPoints) };
}

/** Scales a score to what the assignment gives for the problem. */
export function scaleTo(score: Score, maxPoints: number): Score {
  if (score.maxPoints === 0) return { points: 0, maxPoints };
  return { points: roundPoints((score.points / score.maxPoints) * maxPoints), maxPoints };
}
