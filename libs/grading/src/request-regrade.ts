import { randomUUID } from 'node:crypto';
import type {
  AnswerRegrade,
  RegradeRequest,
  RegradeRequestList,
  RequestRegrade as NewRequest,
} from '#libs/contracts';
import {
  authoriseReader,
  authoriseReviewer,
  authoriseStaff,
  isAuthor,
  notFound,
  type Actor,
} from './authorise';
import type { Accounts } from './ports/accounts';
import type { Clock } from './ports/clock';
import type { Reviews } from './ports/reviews';
import type { Submissions } from './ports/submissions';
import { accept, refuse, type Result } from './result';
import { isGraded, NOT_GRADED } from './review-submission';
import type { AssignmentPolicy, ReadPolicies } from './course-policies';
import { isVisible } from './student-view';
import { NOT_RELEASED } from './view-submission';

const PAGE = 50;
const MAX_REQUESTS = 5;

const NOT_OPEN = refuse(
  'conflict',
  'regrade.not-open',
  'This request is not open any more. Reload the page to see what was decided.',
);

/** A student asks people to look again; staff answer. */
export class RequestRegrade {
  constructor(
    private readonly accounts: Accounts,
    private readonly submissions: Submissions,
    private readonly reviews: Reviews,
    private readonly policies: ReadPolicies,
    private readonly clock: Clock,
  ) {}

  async ask(actor: Actor, submissionId: string, { about, text }: NewRequest): Promise<Result<null>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, submissionId);
    if (!reader.ok) return reader;
    const { user, submission, asStaff } = reader.value;
    if (!isAuthor(user, submission)) {
      return refuse('forbidden', 'regrade.own-only', 'Only those whose work it is can ask for a regrade.');
    }
    if (!isGraded(submission)) return NOT_GRADED;
    const policy = await this.policies.ofSubmission(submission, user);
    if (!asStaff && !policy.isReleased(this.clock.now())) return NOT_RELEASED;
    if (about !== null && !(await this.mayBeAbout(submissionId, policy, about))) {
      return refuse('invalid', 'regrade.unknown-case', `The report shows no check "${about}".`);
    }
    const { requests } = await this.reviews.findOf(submissionId);
    if (requests.length >= MAX_REQUESTS) {
      return refuse(
        'conflict',
        'regrade.too-many',
        `You asked ${MAX_REQUESTS} times about this submission. Speak with the course staff.`,
      );
    }
    const request = { id: randomUUID(), submissionId, about, text };
    if (await this.reviews.request(request, this.clock.now())) return accept(null);
    return refuse(
      'conflict',
      'regrade.already-open',
      'Your request about this submission is open. Wait for the answer, or withdraw it first.',
    );
  }

  async withdraw(actor: Actor, requestId: string): Promise<Result<{ submission: string }>> {
    const request = await this.reviews.findRequest(requestId);
    const submissionId = request?.submission ?? requestId;
    const reader = await authoriseReader(this.accounts, this.submissions, actor, submissionId);
    if (!reader.ok) return reader;
    if (!request) return notFound();
    if (!isAuthor(reader.value.user, reader.value.submission)) {
      return refuse('forbidden', 'regrade.own-only', 'Only those who asked can withdraw the request.');
    }
    const done = await this.reviews.withdraw(requestId, this.clock.now());
    return done ? accept({ submission: submissionId }) : NOT_OPEN;
  }

  async answer(
    actor: Actor,
    requestId: string,
    { decision, text }: AnswerRegrade,
  ): Promise<Result<{ submission: string }>> {
    const request = await this.reviews.findRequest(requestId);
    const submissionId = request?.submission ?? requestId;
    const reviewer = await authoriseReviewer(this.accounts, this.submissions, actor, submissionId);
    if (!reviewer.ok) return reviewer;
    if (!request) return notFound();
    const { user, submission } = reviewer.value;
    const by = { id: user.id, name: user.email, reason: text, courseId: submission.courseId };
    const done = await this.reviews.answer(requestId, decision, by, this.clock.now());
    return done ? accept({ submission: submissionId }) : NOT_OPEN;
  }

  /** What students ask, newest first, a page at a time. */
  async list(
    actor: Actor,
    course: string,
    state: RegradeRequest['state'] | null,
    after: string | null,
  ): Promise<Result<RegradeRequestList>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const requests = await this.reviews.listOfCourse(course, state, after, PAGE);
    return accept({ requests, next: requests.length === PAGE ? (requests.at(-1)?.id ?? null) : null });
  }

  /** A check that the student can see; the others are not named to anybody. */
  private async mayBeAbout(submissionId: string, policy: AssignmentPolicy, about: string): Promise<boolean> {
    const report = await this.submissions.findReport(submissionId);
    const isClosed = policy.isClosed(this.clock.now());
    return (report?.cases ?? []).some(
      ({ name, visibility }) => name === about && isVisible(visibility, isClosed),
    );
  }
}
