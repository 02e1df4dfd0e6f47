import { isStaff } from '#libs/domain';
import type { Accounts, Enrollment, User } from './ports/accounts';
import type { SubmissionRecord, Submissions } from './ports/submissions';
import { accept, refuse, type Result } from './result';

/** Who acts: a signed-in user, or nobody. */
export type Actor = User | null;

const SIGN_IN = refuse('unauthenticated', 'auth.required', 'Sign in first, or send a personal access token.');

/** What isn't yours does not exist for you: 404, never 403, so that ids and courses can't be probed. */
const NOT_FOUND = refuse(
  'not-found',
  'not-found',
  'There is nothing here that you can see. Check the address, or ask to be enrolled.',
);

const STAFF_ONLY = refuse(
  'forbidden',
  'auth.staff-only',
  'Only assistants and instructors of this course may do this.',
);

export function authoriseUser(actor: Actor): Result<User> {
  return actor ? accept(actor) : SIGN_IN;
}

/** Any member of the course. */
export async function authoriseMember(
  accounts: Accounts,
  actor: Actor,
  courseSlug: string,
): Promise<Result<{ user: User; enrollment: Enrollment }>> {
  if (!actor) return SIGN_IN;
  const enrollment = await accounts.findEnrollment(actor.id, courseSlug);
  return enrollment ? accept({ user: actor, enrollment }) : NOT_FOUND;
}

/** Assistants and instructors of the course. */
export async function authoriseStaff(
  accounts: Accounts,
  actor: Actor,
  courseSlug: string,
): Promise<Result<{ user: User; enrollment: Enrollment }>> {
  const member = await authoriseMember(accounts, actor, courseSlug);
  if (!member.ok || isStaff(member.value.enrollment.role)) return member;
  return STAFF_ONLY;
}

/** Instructors of the course. */
export async function authoriseInstructor(
  accounts: Accounts,
  actor: Actor,
  courseSlug: string,
): Promise<Result<{ user: User; enrollment: Enrollment }>> {
  const member = await authoriseMember(accounts, actor, courseSlug);
  if (!member.ok || member.value.enrollment.role === 'instructor') return member;
  return refuse('forbidden', 'auth.instructors-only', 'Only instructors of this course may do this.');
}

/** Who reads a submission, and whether as staff of its course. */
export interface SubmissionReader {
  readonly user: User;
  readonly submission: SubmissionRecord;
  readonly asStaff: boolean;
}

/** Those whose work it is, and the staff of its course. */
export async function authoriseReader(
  accounts: Accounts,
  submissions: Submissions,
  actor: Actor,
  submissionId: string,
): Promise<Result<SubmissionReader>> {
  if (!actor) return SIGN_IN;
  const submission = await submissions.find(submissionId);
  if (!submission) return NOT_FOUND;
  const enrollment = await accounts.findEnrollment(actor.id, submission.courseSlug);
  if (!enrollment) return NOT_FOUND;
  const asStaff = isStaff(enrollment.role);
  if (!isAuthor(actor, submission) && !asStaff) return NOT_FOUND;
  return accept({ user: actor, submission, asStaff });
}

/** Staff of the submission's course, for work that is not their own: nobody grades themselves. */
export async function authoriseReviewer(
  accounts: Accounts,
  submissions: Submissions,
  actor: Actor,
  submissionId: string,
): Promise<Result<{ user: User; submission: SubmissionRecord }>> {
  const reader = await authoriseReader(accounts, submissions, actor, submissionId);
  if (!reader.ok) return reader;
  const { user, submission, asStaff } = reader.value;
  if (!asStaff) return STAFF_ONLY;
  if (isAuthor(user, submission)) {
    return refuse('forbidden', 'review.own-work', 'Nobody reviews their own work.');
  }
  return accept({ user, submission });
}

/** Whether it is this person's work, alone or with others. */
export function isAuthor(user: User, submission: SubmissionRecord): boolean {
  return submission.authors.some(({ id }) => id === user.id);
}

export function notFound(): ReturnType<typeof refuse> {
  return NOT_FOUND;
}
