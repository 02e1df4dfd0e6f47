import { randomUUID } from 'node:crypto';
import { InfrastructureError } from '#libs/grader-sdk';
import { authoriseMember, notFound, type Actor } from './authorise';
import type { GraderRegistry } from './packs/grader-registry';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { DueJob, GradingQueue, Submissions } from './ports/submissions';
import { describeContent, receiveContent, type ReceivedContent } from './receive-content';
import { accept, refuse, type Result } from './result';

export interface SubmitCommand {
  readonly course: string;
  readonly assignment: string;
  readonly problem: string;
  readonly content: ReceivedContent;
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

/** Takes a student's work in: all of it is stored, or nothing. */
export class SubmitWork {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly queue: GradingQueue,
    private readonly graders: GraderRegistry,
    private readonly clock: Clock,
    private readonly observer: SubmitObserver,
  ) {}

  /** Answers the submission's id. */
  async submit(actor: Actor, command: SubmitCommand): Promise<Result<string>> {
    const member = await authoriseMember(this.accounts, actor, command.course);
    if (!member.ok) return member;
    const version = await this.catalog.findCurrentAssignment(command.course, command.assignment);
    const problem = version?.pack.findProblem(command.problem);
    if (!version || !problem) return notFound();
    const now = this.clock.now();
    const closed = this.refuseOutsideDates(
      version.pack.manifest,
      member.value.enrollment.role === 'student',
      now,
    );
    if (closed) return closed;
    const grader = this.graders.configure(problem);
    const content = receiveContent(command.content, grader.shape);
    if (!content.ok) return content;

    const jobClass = problem.worker ?? grader.jobClass;
    const jobId = randomUUID();
    const id = randomUUID();
    const recorded = await this.submissions.record({
      id,
      jobId,
      versionId: version.id,
      problemId: problem.id,
      userId: member.value.user.id,
      receivedAt: now,
      sha256: describeContent(content.value).sha256,
      content: content.value,
      idempotencyKey: command.idempotencyKey,
      jobClass,
      supersedes: command.supersede,
    });
    if (recorded === id) {
      this.observer.onReceived(problem.grader);
      await this.hint({ id: jobId, jobClass });
    }
    return accept(recorded);
  }

  private refuseOutsideDates(
    dates: { opensAt?: string; dueAt?: string },
    isStudent: boolean,
    now: Date,
  ): ReturnType<typeof refuse> | null {
    if (!isStudent) return null;
    if (dates.opensAt !== undefined && now < new Date(dates.opensAt)) return notFound();
    if (dates.dueAt !== undefined && now > new Date(dates.dueAt)) {
      return refuse(
        'conflict',
        'assignment.closed',
        'The deadline has passed. Ask your instructor for an extension.',
      );
    }
    return null;
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
