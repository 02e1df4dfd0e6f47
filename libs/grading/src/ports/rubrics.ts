import type { Marking, Rubric } from '#libs/contracts';
import type { Reviewer } from './reviews';

/** Where a problem is; its rubric and saved comments outlive the assignment's versions. */
export interface ProblemPlace {
  readonly course: string;
  readonly assignment: string;
  readonly problem: string;
}

export interface NewMarking {
  readonly submissionId: string;
  /** The newest that its author has seen; 0 for none. */
  readonly seenRevision: number;
  readonly items: readonly string[];
  readonly finished: boolean;
}

/** Rubrics and which of their items were applied. Both only ever get a next revision. */
export abstract class Rubrics {
  /** The newest revision; an empty one of revision 0 where there is none. */
  abstract find(place: ProblemPlace): Promise<Rubric>;
  /** Answers false, and writes nothing, unless the newest revision is the one before. */
  abstract save(place: ProblemPlace, rubric: Rubric, by: Reviewer, now: Date): Promise<boolean>;
  /** Newest first. */
  abstract markingsOf(submissionId: string): Promise<readonly Marking[]>;
  /** Answers false, and writes nothing, unless the newest revision is the one that was seen. */
  abstract mark(marking: NewMarking, by: Reviewer, now: Date): Promise<boolean>;
}
