import type { DecideSimilarity, SimilarityCase } from '#libs/contracts';
import type { Reviewer } from './reviews';

/** A student's latest program at a problem. */
export interface LatestProgram {
  readonly submission: string;
  readonly text: string;
}

interface Lines {
  readonly from: number;
  readonly to: number;
}

export interface FoundPair {
  readonly left: string;
  readonly right: string;
  readonly score: number;
  readonly longest: number;
  readonly fragments: readonly { readonly left: Lines; readonly right: Lines }[];
}

export interface ComparisonPlace {
  readonly courseId: string;
  readonly assignment: string;
  readonly problem: string;
  readonly file: string;
}

/** What was found alike, and what staff made of it. */
export abstract class SimilarityCases {
  /** Of each student of the course, the newest submission that has the file. */
  abstract latestPrograms(place: ComparisonPlace): Promise<readonly LatestProgram[]>;
  /** Stores pairs that are new, and what changed of those that are known; decisions stay. Answers how many are new. */
  abstract save(
    place: ComparisonPlace,
    pairs: readonly FoundPair[],
    by: Reviewer,
    now: Date,
  ): Promise<number>;
  abstract find(courseSlug: string, id: string): Promise<SimilarityCase | null>;
  /** Most alike first; `after` is the id of the last one seen. */
  abstract listOfCourse(
    courseSlug: string,
    state: SimilarityCase['state'] | null,
    after: string | null,
    limit: number,
  ): Promise<readonly SimilarityCase[]>;
  /** Answers false, and writes nothing, where the state is not the one that was seen. */
  abstract decide(id: string, decision: DecideSimilarity, by: Reviewer, now: Date): Promise<boolean>;
}

/** Compares programs, each with each. Null: they were too hard to compare within its limits. */
export type CompareProgramsOf = (request: {
  readonly language: 'c' | 'python';
  readonly programs: readonly { readonly id: string; readonly text: string }[];
  readonly templates: readonly string[];
}) => Promise<{ readonly pairs: readonly FoundPair[]; readonly left: readonly string[] } | null>;
