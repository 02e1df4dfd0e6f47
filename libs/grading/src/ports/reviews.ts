import type { RegradeRequest, RegradeRequestList, Review } from '#libs/contracts';
import type { Author } from './audit-log';

export interface Reviewer extends Author {
  readonly id: string;
  readonly courseId: string;
}

export interface NewAdjustment {
  readonly submissionId: string;
  /** One more than that of the newest adjustment that its author has seen. */
  readonly revision: number;
  readonly points: number | null;
  /** What counted until now, for the audit log. */
  readonly before: number | null;
  /** Not before the grades are released. */
  readonly tellsStudent: boolean;
}

export interface NewRegradeRequest {
  readonly id: string;
  readonly submissionId: string;
  readonly about: string | null;
  readonly text: string;
}

export type ListedRequest = RegradeRequestList['requests'][number] & {
  readonly versionId: string;
  readonly student: { readonly id: string; readonly name: string };
};

/** What people decide about graded work. Nothing is rewritten: who decided what, and why, stays. */
export abstract class Reviews {
  abstract findOf(submissionId: string): Promise<Pick<Review, 'adjustments' | 'requests'>>;
  /** Answers false, and writes nothing, when somebody else's adjustment has that revision already. */
  abstract adjust(adjustment: NewAdjustment, by: Reviewer, now: Date): Promise<boolean>;
  /** Answers false, and writes nothing, while another request about the submission is open. */
  abstract request(request: NewRegradeRequest, now: Date): Promise<boolean>;
  abstract findRequest(id: string): Promise<(RegradeRequest & { readonly submission: string }) | null>;
  /** Answers false when the request is not open any more. */
  abstract withdraw(requestId: string, now: Date): Promise<boolean>;
  /** `by.reason` is the answer. Answers false when the request is not open any more. */
  abstract answer(
    requestId: string,
    decision: 'accepted' | 'declined',
    by: Reviewer,
    now: Date,
  ): Promise<boolean>;
  /** Newest first; `after` is the id of the last one seen. */
  abstract listOfCourse(
    courseSlug: string,
    state: RegradeRequest['state'] | null,
    after: string | null,
    limit: number,
  ): Promise<readonly ListedRequest[]>;
}
