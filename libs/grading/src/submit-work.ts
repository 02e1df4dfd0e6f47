import { randomUUID } from 'node:crypto';
import { isStaff, standingAt } from '#libs/domain';
import { InfrastructureError } from '#libs/grader-sdk';
import { authoriseMember, notFound, type Actor } from './authorise';
import type { AssignmentPolicy, ReadPolicies } from './course-policies';
import type { GraderRegistry } from './packs/grader-registry';
import type { Accounts, Enrollment } from './ports/accounts';
import type { AssignmentVersion, Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { DueJob, GradingQueue, NewSubmission, Submissions } from './ports/submissions';
import { describeContent, receiveContent, type ReceivedContent } from './receive-content';
import { accept, refuse, type Result } from './result';

export interface SubmitCommand {
  readonly course: string;
  readonly assignment: string;
  readonly problem: string;
  readonly content: ReceivedContent;
  /** The number of the version that the student worked on; null: the current one. */
  readonly version: number | null;
  /** Chosen by the client: sending the same again answers the first submission instead of making a second. */
  readonly idempotencyKey: string | null;
  /** Let it take the place of what the student has waiting for this problem. */
  readonly supersede: boolean;
}

/** Who is told of what happens meanwhile. */
export interface SubmitObserver {
  readonly warn: (message: string) => void;
  /** A new submission is stored, for this grader. */
  readonly onReceived: (grader: string) => void;
}

/** So long after a version was replaced, work that was begun on it is taken in. */
const OPEN_ATTEMPT_MS = 24 * 3_600_000;

const REPLACED = refuse(
  'conflict',
  'assignment.replaced',
  'This assignment was changed more than a day ago. Reload the page, look what is new, and hand in again.',
);

/** Takes a student's work in: all of it is stored, or nothing. */
export class SubmitWork {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly queue: GradingQueue,
    private readonly graders: GraderRegistry,
    private readonly policies: ReadPolicies,
    private readonly clock: Clock,
    private readonly observer: SubmitObserver,
  ) {}

  /** Answers the submission's id. */
  async submit(actor: Actor, command: SubmitCommand): Promise<Result<string>> {
    const member = await authoriseMember(this.accounts, actor, command.course);
    if (!member.ok) return member;
    const now = this.clock.now();
    const version = await this.versionOf(command, now);
    if (version === 'replaced') return REPLACED;
    const problem = version?.pack.findProblem(command.problem);
    if (!version || !problem) return notFound();
    const { user, enrollment } = member.value;
    const { opensAt } = version.pack.manifest;
    if (!isStaff(enrollment.role) && opensAt !== undefined && now < new Date(opensAt)) return notFound();
    const grader = this.graders.configure(problem);
    const content = receiveContent(command.content, grader.shape);
    if (!content.ok) return content;

    const jobClass = problem.worker ?? grader.jobClass;
    const jobId = randomUUID();
    const id = randomUUID();
    const submission = {
      id,
      jobId,
      versionId: version.id,
      problemId: problem.id,
      userId: user.id,
      receivedAt: now,
      sha256: describeContent(content.value).sha256,
      content: content.value,
      idempotencyKey: command.idempotencyKey,
      asGroup: version.pack.manifest.groups !== undefined,
      jobClass,
      supersedes: command.supersede,
    };
    const taken = await this.record(submission, enrollment, command.assignment);
    if (!taken.ok) return taken;
    const recorded = taken.value;
    if (recorded === id) {
      this.observer.onReceived(problem.grader);
      await this.hint({ id: jobId, jobClass });
    }
    return accept(recorded);
  }

  /** Who had begun when a new version came may still hand in for theirs, for a day. */
  private async versionOf(
    { course, assignment, version }: SubmitCommand,
    now: Date,
  ): Promise<AssignmentVersion | 'replaced' | null> {
    const current = await this.catalog.findCurrentAssignment(course, assignment);
    if (!current || version === null || version === current.number) return current;
    const since = new Date(now.getTime() - OPEN_ATTEMPT_MS);
    return (await this.catalog.findVersion(course, assignment, version, since)) ?? 'replaced';
  }

  /**
   * Stores the work. Where it spends late days, nothing else of this student may have come in since they were counted, or two
   * requests at once could spend the same day: then they are counted again.
   */
  private async record(
    submission: NewSubmission,
    enrollment: Enrollment,
    assignment: string,
  ): Promise<Result<string>> {
    const { userId, receivedAt } = submission;
    const course = enrollment.course.slug;
    for (;;) {
      const seen = await this.submissions.countOf(userId, enrollment.course.id);
      const policy = (await this.policies.ofCourse(course, [userId])).of(userId, assignment);
      const closed = isStaff(enrollment.role) ? null : refusalOf(policy, receivedAt);
      if (closed) return closed;
      const spends = (standingAt(policy.effective, receivedAt).lateDays?.uses ?? 0) > 0;
      const guard = spends ? { courseId: enrollment.course.id, seen } : null;
      const recorded = await this.submissions.record(submission, guard);
      if (recorded !== null) return accept(recorded);
    }
  }

  /** The work is safe in the database already; a queue that is down only delays it until the sweeper finds it. */
  private async hint(job: DueJob): Promise<void> {
    try {
      await this.queue.add(job);
    } catch (error) {
      if (!(error instanceof InfrastructureError)) throw error;
      this.observer.warn(`job ${job.id} waits for the sweeper: ${error.message}`);
    }
  }
}

/** Null where the work is taken. */
function refusalOf(policy: AssignmentPolicy, now: Date): ReturnType<typeof refuse> | null {
  const { isTaken, lateDays } = standingAt(policy.effective, now);
  if (isTaken) return null;
  const detail =
    lateDays === null
      ? 'The deadline has passed. Ask your instructor for an extension.'
      : `The deadline has passed, and late days don’t reach this far; you have ${lateDays.left} left of ${lateDays.budget}. Ask your instructor for an extension.`;
  return refuse('conflict', 'assignment.closed', detail);
}
