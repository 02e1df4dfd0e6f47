import type { SubmissionShape, WorkerClass } from '#libs/domain';
import { InfrastructureError, type Datasets, type Progress, type Sandbox } from '#libs/grader-sdk';
import { gradeSubmission, type GradingObserver } from './grade-submission';
import { MeteredSandbox } from './metered-sandbox';
import type { GraderRegistry } from './packs/grader-registry';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { GradingJobs, Lease, SubmissionContent, Submissions } from './ports/submissions';
import { ProgressWriter } from './progress-writer';
import { receiveContent } from './receive-content';

/** A worker that has not renewed its lease for this long is taken for dead. */
export const LEASE_SECONDS = 15;
/** A job that took its worker down this often is set aside for staff instead of taking down more. */
export const MAX_CRASHES = 3;
/** So often a job is tried again after an error that is no InfrastructureError, that is, a defect of ours. */
const MAX_DEFECTS = 3;
const GIVEN_UP =
  'The platform failed on this submission again and again. That is not your fault, and the attempt is not charged; staff can see it.';
const DOES_NOT_FIT = 'What was handed in does not have the form that this version asks for.';
const RENEW_MS = 4_000;
const MAX_BACKOFF_MS = 60_000;
/** A database that is away is asked again this often. */
const ASK_AGAIN_MS = 500;

/** What came of one try to grade a job. */
export interface GradingEnd {
  /** Its id; `unknown` where the try ended before that was known. */
  readonly grader: string;
  /** `put-back`: the platform failed, it is tried again; `handed-back`: the worker stops; `lost`: another one has it. */
  readonly outcome: 'graded' | 'not-gradable' | 'failed' | 'put-back' | 'handed-back' | 'lost';
  /** Since the claim. */
  readonly seconds: number;
  /** Before the first claim; null on later tries. */
  readonly waitedSeconds: number | null;
}

type Outcome = GradingEnd['outcome'];

export interface WorkerTools {
  /** What this worker is fit for. */
  readonly classes: readonly WorkerClass[];
  readonly sandbox: Sandbox;
  readonly datasets: Datasets;
  readonly secret: string;
  readonly warn: (message: string) => void;
  /** Told what this worker begins to do. */
  readonly onClaim: (lease: Lease) => void;
  /** Told how that ended. */
  readonly onEnd: (end: GradingEnd) => void;
  /** Whether an error of a port means that the database is away for now. */
  readonly isOutage: (error: unknown) => boolean;
}

/**
 * Grades one job, exactly once however often the queue delivers it.
 *
 * Theory of operation: claimNext() moves the job whose turn it is from queued to running by compare-and-set and gives this worker a lease
 * that it renews while it works. Everything it writes is written only while the lease is still its own, and the report
 * and the final state are one transaction; so a worker that was thought dead and comes back can't write a second report.
 * A lease that runs out is taken back by the sweeper, and the job runs again from its beginning with the same seed.
 */
export class RunGradingJob {
  constructor(
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly jobs: GradingJobs,
    private readonly graders: GraderRegistry,
    private readonly tools: WorkerTools,
    private readonly clock: Clock,
  ) {}

  /** Grades the job whose turn it is; does nothing when none waits. `signal` hands the job back (shutdown). */
  async runNext(signal: AbortSignal): Promise<void> {
    const lease = await this.jobs.claimNext(this.clock.now(), LEASE_SECONDS, this.tools.classes);
    if (!lease) return;
    this.tools.onClaim(lease);
    const began = performance.now();
    const tried = { grader: 'unknown' };
    const outcome = await this.attempt(lease, signal, tried);
    const seconds = (performance.now() - began) / 1_000;
    this.tools.onEnd({ ...tried, outcome, seconds, waitedSeconds: lease.waitedSeconds });
  }

  private async attempt(lease: Lease, signal: AbortSignal, tried: { grader: string }): Promise<Outcome> {
    if (lease.crashes >= MAX_CRASHES) {
      await this.jobs.fail(lease, GIVEN_UP, this.clock.now());
      return 'failed';
    }
    const lost = new AbortController();
    const renewing = setInterval(() => void this.renew(lease, lost), RENEW_MS);
    try {
      return await this.grade(lease, AbortSignal.any([signal, lost.signal]), tried);
    } catch (error) {
      if (lost.signal.aborted) return 'lost';
      const release = signal.aborted ? () => this.handBack(lease) : () => this.putBack(lease, error);
      return await this.onceReachable(release, AbortSignal.any([signal, lost.signal]));
    } finally {
      clearInterval(renewing);
    }
  }

  private async grade(lease: Lease, signal: AbortSignal, tried: { grader: string }): Promise<Outcome> {
    const submission = await this.submissions.find(lease.submissionId);
    if (!submission) throw new Error(`submission ${lease.submissionId} is gone`);
    const { pack, slug, number } = await this.catalog.getVersion(lease.versionId ?? submission.versionId);
    const problem = pack.getProblem(submission.problemId);
    const grader = this.graders.configure(problem);
    tried.grader = grader.id;
    const content = await this.submissions.contentOf(submission.id);
    if (lease.versionId !== null && !fits(content, grader.shape)) {
      await this.jobs.fail(lease, DOES_NOT_FIT, this.clock.now());
      return 'failed';
    }
    const metered = new MeteredSandbox(this.tools.sandbox);
    const progress = new ProgressWriter(
      (event) => this.jobs.append(lease, event, this.clock.now()),
      this.tools.warn,
    );
    const report = await gradeSubmission(
      {
        submissionId: submission.id,
        content,
        assignment: slug,
        pack,
        version: number,
        problem,
        grader,
      },
      { ...this.tools, sandbox: metered, clock: this.clock },
      lease.versionId === null ? observerOf(progress) : UNWATCHED,
      signal,
    );
    await progress.flush();
    const isOurs = await this.jobs.finish(lease, report, this.clock.now(), metered.cpuSeconds);
    return isOurs ? report.outcome : 'lost';
  }

  private async renew(lease: Lease, lost: AbortController): Promise<void> {
    try {
      if (!(await this.jobs.renew(lease, this.clock.now(), LEASE_SECONDS)))
        lost.abort(new Error('the lease was lost'));
    } catch (error) {
      this.tools.warn(`lease of job ${lease.jobId} not renewed: ${messageOf(error)}`);
    }
  }

  /**
   * Whoever can't give a job back because the database is away tries again until it is there: left to itself the job would
   * be taken back later as one that took its worker down, and be set aside after three outages.
   */
  private async onceReachable(release: () => Promise<Outcome>, signal: AbortSignal): Promise<Outcome> {
    for (;;) {
      try {
        return await release();
      } catch (error) {
        if (signal.aborted || !this.tools.isOutage(error)) throw error;
        await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
      }
    }
  }

  private async handBack(lease: Lease): Promise<Outcome> {
    const now = this.clock.now();
    await this.jobs.putBack(
      lease,
      'The worker restarts; grading begins again in a moment.',
      now,
      now,
      'shutdown',
    );
    return 'handed-back';
  }

  /**
   * Nothing that a student sent makes a grader throw, so whatever was thrown is the platform's fault. An outage is waited
   * for as long as it lasts; a defect would only repeat itself.
   */
  private async putBack(lease: Lease, error: unknown): Promise<Outcome> {
    const now = this.clock.now();
    this.tools.warn(`job ${lease.jobId}, failure ${String(lease.failures + 1)}: ${detailOf(error)}`);
    const isOutage = error instanceof InfrastructureError || this.tools.isOutage(error);
    if (!isOutage && lease.failures + 1 >= MAX_DEFECTS) {
      await this.jobs.fail(lease, GIVEN_UP, now);
      return 'failed';
    }
    const backoff = Math.min(MAX_BACKOFF_MS, 1_000 * 2 ** Math.min(lease.failures, 6));
    const why = describe(error, isOutage);
    const message = `Not your fault: the platform has a problem (${why}). Your submission is safe and will be graded.`;
    await this.jobs.putBack(lease, message, now, new Date(now.getTime() + backoff), 'failure');
    return 'put-back';
  }
}

function observerOf(progress: ProgressWriter): GradingObserver {
  return {
    onCase: (result, done, of) => progress.write({ type: 'case', done, of, result }),
    onProgress: (news: Progress) => progress.add(news),
  };
}

/** Nobody follows a regrade run case by case. */
const UNWATCHED: GradingObserver = { onCase: () => Promise.resolve(), onProgress: () => undefined };

/** Another version may ask for other files or answers than those that were handed in. */
function fits({ files, answers }: SubmissionContent, shape: SubmissionShape): boolean {
  const content = [...files].map(([name, bytes]) => ({ name, bytes }));
  return receiveContent({ files: content, answers }, shape).ok;
}

/** For students: what the platform itself says is fit to be read, a driver's words are not. */
function describe(error: unknown, isOutage: boolean): string {
  if (error instanceof InfrastructureError) return error.message;
  return isOutage ? 'its database was away' : 'an unexpected error';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
