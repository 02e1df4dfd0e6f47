import type { Evidence } from './evidence';
import type { Verdict } from './verdict';

/** Who may read the details of a case: everyone, students once the deadline has passed, or staff only. */
export const VISIBILITIES = ['student', 'after-deadline', 'staff'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** A check that is known, with its points, before anything runs. */
export interface TestCase {
  readonly name: string;
  readonly maxPoints: number;
  readonly visibility: Visibility;
}

/** What came of one planned case. */
export interface TestCaseResult {
  /** Equals the planned case's name. */
  readonly name: string;
  readonly verdict: Verdict;
  /** Between 0 and the planned case's maxPoints. */
  readonly points: number;
  /** Stable and machine-readable, for example `sort.first-difference`. */
  readonly code: string;
  /** One or two sentences for the student: what happened, what to try. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
}
