/** What goes into the thread and what comes out of it: plain data. */
export const LANGUAGES = ['c', 'python'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Two programs that are at least so alike, staff should read side by side. Among 100 programs that sort, all written differently, no
 * pair is; copies with other names, order and layout are (test/integration/similarity.spec.ts).
 */
export const COPY_SCORE = 0.85;

export interface Program {
  /** Whatever tells programs apart. */
  readonly id: string;
  readonly text: string;
}

export interface SimilarityRequest {
  readonly language: Language;
  readonly programs: readonly Program[];
  /** What everybody was given; what is copied from it counts for nothing. */
  readonly templates: readonly string[];
  /** Only pairs at least so alike, 0 to 1. */
  readonly threshold: number;
  /** At most so many, the most alike ones. */
  readonly limit: number;
}

/** Lines from 1, both ends included. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

export interface Fragment {
  readonly left: Lines;
  readonly right: Lines;
}

export interface SimilarPair {
  readonly left: string;
  readonly right: string;
  /** How much of both programs is in the other, 0 to 1. */
  readonly score: number;
  /** Length of the longest stretch that both have, in fingerprints. */
  readonly longest: number;
  /** Matching stretches, longest first. */
  readonly fragments: readonly Fragment[];
}

export interface SimilarityReport {
  /** Most alike first. */
  readonly pairs: readonly SimilarPair[];
  /** Programs that are too short or too long to be compared. */
  readonly left: readonly string[];
}
