import type { Adjustment, GradeReport, GradingEvent, SubmittedFile } from '#libs/contracts';
import type { GradingJobState, JobClass, QueueState, Visibility, WorkerClass } from '#libs/domain';
import type { Files } from '#libs/grader-sdk';
import type { Author } from './audit-log';

/** The immutable work of one student or group, with where its grading stands. */
export interface SubmissionRecord {
  readonly id: string;
  readonly versionId: string;
  /** The version that the grade comes from: another than its own once a regrade run was applied. */
  readonly gradedVersionId: string;
  readonly courseId: string;
  readonly courseSlug: string;
  readonly assignmentSlug: string;
  readonly problemId: string;
  /** Who sent it. */
  readonly student: { readonly id: string; readonly name: string };
  /** Whose work it is: the sender's, and of who was in the sender's group at that moment. */
  readonly authors: readonly { readonly id: string; readonly name: string }[];
  readonly receivedAt: Date;
  readonly sha256: string;
  readonly files: readonly SubmittedFile[];
  readonly job: JobRecord;
  /** Null until there is a report. */
  readonly points: ReportPoints | null;
  /** Points that staff set in their place. */
  readonly adjustment: Adjustment | null;
}

/** A report's points, and the part of them that some readers may not know yet. */
export interface ReportPoints {
  readonly total: number;
  readonly hidden: Readonly<Record<Exclude<Visibility, 'student'>, number>>;
}

/** Attempts of a student at a problem that came in in time, together; or a single one that came in late. */
export interface CountedAttempts {
  readonly studentId: string;
  readonly assignment: string;
  readonly problem: string;
  /** Of the newest. */
  readonly receivedAt: Date;
  /** The most that a report among them has whose points count; null for none. */
  readonly graded: number | null;
  /** The most that staff set for one of them; null for none. */
  readonly adjusted: number | null;
}

export interface JobRecord {
  readonly id: string;
  readonly state: GradingJobState;
  readonly casesDone: number;
  readonly message: string;
}

export interface NewSubmission {
  readonly id: string;
  readonly jobId: string;
  readonly versionId: string;
  readonly problemId: string;
  readonly userId: string;
  readonly receivedAt: Date;
  readonly sha256: string;
  readonly content: SubmissionContent;
  readonly idempotencyKey: string | null;
  /** It is the work of the sender's group, where there is one. */
  readonly asGroup: boolean;
  readonly jobClass: JobClass;
  /** It takes the place of what this student has waiting for the same problem. */
  readonly supersedes: boolean;
}

export interface SubmissionContent {
  readonly files: Files;
  readonly answers: ReadonlyMap<string, string>;
}

export abstract class Submissions {
  /**
   * Writes submission, contents and a queued job in one transaction. With an idempotency key that this student has
   * used before, writes nothing and answers the id of then. What it supersedes ends in the same transaction.
   * With a guard it answers null, and writes nothing, where the student has handed in anything in the course since `seen`.
   */
  abstract record(
    submission: NewSubmission,
    guard?: { readonly courseId: string; readonly seen: number } | null,
  ): Promise<string | null>;
  /** How often a student has handed in in a course. */
  abstract countOf(userId: string, courseId: string): Promise<number>;
  abstract find(id: string): Promise<SubmissionRecord | null>;
  /** Of which this student is an author, newest first. */
  abstract listOfStudent(
    userId: string,
    courseSlug: string,
    assignmentSlug: string,
  ): Promise<readonly SubmissionRecord[]>;
  /** Newest first; `after` is the id of the last one seen. */
  abstract listOfCourse(
    courseSlug: string,
    after: string | null,
    limit: number,
  ): Promise<readonly SubmissionRecord[]>;
  /**
   * Of all students and problems of a course where there is a report.
   * @param lateFrom by assignment, the instant after which credit may differ between attempts
   */
  abstract attemptsOf(
    courseSlug: string,
    lateFrom: ReadonlyMap<string, Date>,
  ): Promise<readonly CountedAttempts[]>;
  abstract contentOf(submissionId: string): Promise<SubmissionContent>;
  abstract findReport(submissionId: string): Promise<GradeReport | null>;
}

/** What a worker may write about the job that it holds. */
export type JobEvent =
  | Omit<Extract<GradingEvent, { type: 'state' }>, 'sequence' | 'at'>
  | Omit<Extract<GradingEvent, { type: 'case' }>, 'sequence' | 'at'>
  | Omit<Extract<GradingEvent, { type: 'progress' }>, 'sequence' | 'at'>;

/** A worker's hold on a job. It ends by itself when the worker stops renewing it. */
export interface Lease {
  readonly jobId: string;
  readonly submissionId: string;
  readonly token: string;
  /** The version to grade by, of a job of a regrade run; null: the submission's own. */
  readonly versionId: string | null;
  /** How often a worker died over this job. */
  readonly crashes: number;
  /** How often it was put back because something failed. */
  readonly failures: number;
  /** From the submission to this claim; null unless it is the first. */
  readonly waitedSeconds: number | null;
}

/** A job that could be begun now. */
export interface DueJob {
  readonly id: string;
  readonly jobClass: JobClass;
}

/** The queue in numbers, for operators. */
export interface QueueFigures {
  /** Jobs that could be begun now. */
  readonly due: number;
  /** Jobs that wait to be tried again. */
  readonly retrying: number;
  readonly running: number;
  /** Age of the oldest one; 0 where there is none. */
  readonly oldestDueSeconds: number;
  readonly oldestRetryingSeconds: number;
  /** Workers that live, and how much they grade at once. */
  readonly workers: number;
  readonly slots: number;
}

export interface CancelAuthor extends Author {
  readonly courseId: string;
}

/** Grading jobs. Postgres is the truth; the queue only says that there may be something to do. */
export abstract class GradingJobs {
  /** Claims the job whose turn it is, of those for a worker of these classes; null when none waits. */
  abstract claimNext(now: Date, leaseSeconds: number, classes: readonly WorkerClass[]): Promise<Lease | null>;
  /** Compare-and-set queued → running. Null when the job isn't waiting: done, held by another worker, or not due yet. */
  abstract claim(jobId: string, now: Date, leaseSeconds: number): Promise<Lease | null>;
  /** Answers false when the lease is no longer ours. */
  abstract renew(lease: Lease, now: Date, leaseSeconds: number): Promise<boolean>;
  /** Appends an event if the lease is still ours. */
  abstract append(lease: Lease, event: JobEvent, now: Date): Promise<void>;
  /**
   * Report and final state in one transaction; false, and nothing written, when the lease is no longer ours. The report of a
   * regrade run is kept apart until the run is applied.
   * @param cpuSeconds used in sandboxes
   */
  abstract finish(lease: Lease, report: GradeReport, now: Date, cpuSeconds?: number): Promise<boolean>;
  /** Gives the job back to be tried again at `retryAt`; a failure is counted, a shutdown is not. */
  abstract putBack(
    lease: Lease,
    message: string,
    now: Date,
    retryAt: Date,
    why: 'failure' | 'shutdown',
  ): Promise<void>;
  abstract fail(lease: Lease, message: string, now: Date): Promise<void>;
  /** Only a queued job; answers whether it was. `by`: somebody else than its student, for the audit log. */
  abstract cancel(jobId: string, now: Date, by: CancelAuthor | null): Promise<boolean>;
  /** Takes back jobs whose lease ran out, then lists the jobs that are due. */
  abstract recover(now: Date, limit: number): Promise<readonly DueJob[]>;
  abstract figures(now: Date): Promise<QueueFigures>;
  abstract queueState(now: Date): Promise<QueueState>;
  abstract eventsAfter(jobId: string, sequence: number): Promise<readonly GradingEvent[]>;
}

/** Tells of new events of a job, so that a feed need not poll. Losing a signal is harmless: readers look again. */
export abstract class GradingSignals {
  /** Calls back on news of the job until the returned function is called. */
  abstract subscribe(jobId: string, onNews: () => void): () => void;
}

export abstract class GradingQueue {
  /**
   * A hint, to the workers that may take it, that there is a job to do; which one is done is decided when it is claimed.
   * Adding one twice does nothing. @throws InfrastructureError
   */
  abstract add(job: DueJob): Promise<void>;
  /** @throws InfrastructureError while it does not answer */
  abstract ping(): Promise<void>;
}
