import type { ReviewState } from '#libs/contracts';
import type { Reviewer } from './reviews';
import type { ProblemPlace } from './rubrics';

/** One attempt to be reviewed: that which counts, of one student and problem. */
export interface QueuedReview {
  readonly submission: string;
  readonly versionId: string;
  readonly assignment: string;
  readonly problem: string;
  readonly receivedAt: Date;
  readonly state: ReviewState;
  readonly needed: boolean;
  readonly reviewer: string | null;
  readonly holder: string | null;
  readonly student: { readonly id: string; readonly name: string };
}

export interface QueueFilter {
  readonly course: string;
  readonly assignment: string | null;
  readonly problem: string | null;
  readonly state: ReviewState | null;
  /** Only what this person has open or has reviewed. */
  readonly assigneeId: string | null;
  /** The last submission that was seen. */
  readonly after: string | null;
}

export interface ReviewCount {
  readonly assignment: string;
  readonly problem: string;
  readonly hasRubric: boolean;
  /** A person gives points here that no grader gives. */
  readonly isNeeded: boolean;
  readonly waiting: number;
  readonly reviewed: number;
}

/** Which submission is reviewed by whom. A claim ends by itself when it is not renewed. */
export abstract class ReviewQueue {
  /** By submission's id, which is random: an order that favours nobody and stays. */
  abstract list(filter: QueueFilter, now: Date, limit: number): Promise<readonly QueuedReview[]>;
  abstract counts(course: string): Promise<readonly ReviewCount[]>;
  /**
   * Claims a submission that waits and that nobody else has, of the problem, after the given one in the queue's order and
   * then from its beginning; lets go of that one. Two who ask at once never get the same. Null when none is left.
   */
  abstract claimNext(
    place: ProblemPlace,
    userId: string,
    after: string | null,
    now: Date,
    until: Date,
  ): Promise<string | null>;
  abstract claim(submissionId: string, userId: string, until: Date): Promise<void>;
  abstract release(submissionId: string, userId: string): Promise<void>;
  /** Who else has it open. */
  abstract othersAt(
    submissionId: string,
    userId: string,
    now: Date,
  ): Promise<readonly { readonly name: string; readonly until: Date }[]>;
  /** From now on this person sees whose work it is. */
  abstract reveal(submissionId: string, by: Reviewer, now: Date): Promise<void>;
  abstract revealedTo(userId: string, submissionIds: readonly string[]): Promise<ReadonlySet<string>>;
}
