import type { AdjustPoints, Review } from '#libs/contracts';
import { roundPoints } from '#libs/domain';
import { authoriseReader, authoriseReviewer, type Actor } from './authorise';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { Reviews } from './ports/reviews';
import type { SubmissionRecord, Submissions } from './ports/submissions';
import { accept, refuse, type Result } from './result';
import type { ReadPolicies } from './course-policies';
import { countedPoints, readingOf } from './student-view';

/** What staff decide about graded work: the report stays as it is, and other points may count in its place. */
export class ReviewSubmission {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly reviews: Reviews,
    private readonly policies: ReadPolicies,
    private readonly clock: Clock,
  ) {}

  async view(actor: Actor, id: string): Promise<Result<Review>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, id);
    if (!reader.ok) return reader;
    const { user, submission, asStaff } = reader.value;
    const policy = await this.policies.ofSubmission(submission, user);
    if (!asStaff && !policy.isReleased(this.clock.now())) return accept({ adjustments: [], requests: [] });
    return accept(await this.reviews.findOf(id));
  }

  /** Sets points in the place of the report's, or lets the report's count again. */
  async adjust(actor: Actor, id: string, change: AdjustPoints): Promise<Result<null>> {
    const reviewer = await authoriseReviewer(this.accounts, this.submissions, actor, id);
    if (!reviewer.ok) return reviewer;
    const { user, submission } = reviewer.value;
    if (!isGraded(submission)) return NOT_GRADED;
    const { maxPoints, before, isReleased } = await this.worth(submission);
    if (change.points !== null && change.points > maxPoints) {
      return refuse('invalid', 'review.too-many-points', `The problem is worth ${maxPoints} points at most.`);
    }
    const adjustment = {
      submissionId: id,
      revision: change.seenRevision + 1,
      points: change.points === null ? null : roundPoints(change.points),
      before,
      tellsStudent: isReleased,
    };
    const by = { id: user.id, name: user.email, reason: change.reason, courseId: submission.courseId };
    const isNewest = (submission.adjustment?.revision ?? 0) === change.seenRevision;
    if (isNewest && (await this.reviews.adjust(adjustment, by, this.clock.now()))) return accept(null);
    return refuse(
      'conflict',
      'review.changed-meanwhile',
      'Somebody else changed these points meanwhile. Read what they wrote, then decide again.',
    );
  }

  private async worth(
    submission: SubmissionRecord,
  ): Promise<{ maxPoints: number; before: number | null; isReleased: boolean }> {
    const { pack } = await this.catalog.getVersion(submission.gradedVersionId);
    const policy = await this.policies.ofSubmission(submission, null);
    const reading = readingOf(policy, submission.receivedAt, true, this.clock.now());
    return {
      maxPoints: pack.getProblem(submission.problemId).points,
      before: countedPoints(submission, reading),
      isReleased: reading.isReleased,
    };
  }
}

export function isGraded({ job }: SubmissionRecord): boolean {
  return job.state === 'graded' || job.state === 'not-gradable';
}

export const NOT_GRADED = refuse(
  'conflict',
  'review.not-graded',
  'There is no report yet: wait until it is graded.',
);
