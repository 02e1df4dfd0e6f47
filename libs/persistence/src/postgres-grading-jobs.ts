import { randomUUID } from 'node:crypto';
import type { GradeReport, GradingEvent } from '#libs/contracts';
import { canMove, jobClassesOf, type GradingJobState, type QueueState, type WorkerClass } from '#libs/domain';
import {
  GradingJobs,
  pointsOf,
  type CancelAuthor,
  type DueJob,
  type JobEvent,
  type Lease,
  type QueueFigures,
} from '#libs/grading';
import type { DataSource, EntityManager } from 'typeorm';
import { audit } from './audit';
import { GradingJobEntity } from './entities/submission.entities';
import { appendEvent, readEvents } from './grading-events';
import { findNextJob } from './next-job';
import { readQueueFigures } from './queue-figures';
import { isGpuAlive, readQueueState } from './queue-state';

/** Any number that no other advisory lock uses. */
const CLAIM_LOCK = 7043;
const WORKER_DIED =
  'The worker stopped unexpectedly; grading begins again. Your attempt is not charged for that.';

/** While PostgreSQL was away no lease could be renewed: after its start, those who live have the time of one to say so. */
const COULD_RENEW = "pg_postmaster_start_time() < $1::timestamptz - interval '15 seconds'";

/** Every change locks the job's row first and checks state and lease under that lock. */
export class PostgresGradingJobs extends GradingJobs {
  constructor(private readonly source: DataSource) {
    super();
  }

  /** One at a time over all workers, or two that claim at once would both take the same student's jobs. */
  async claimNext(
    now: Date,
    leaseSeconds: number,
    workerClasses: readonly WorkerClass[],
  ): Promise<Lease | null> {
    return this.source.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [CLAIM_LOCK]);
      const classes = jobClassesOf(workerClasses, await isGpuAlive(manager, now));
      for (;;) {
        const id = await findNextJob(manager, now, classes);
        if (id === null) return null;
        const lease = await claim(manager, id, now, leaseSeconds);
        // Null where the student has just cancelled it: then another one is next.
        if (lease) return lease;
      }
    });
  }

  async claim(jobId: string, now: Date, leaseSeconds: number): Promise<Lease | null> {
    return this.source.transaction((manager) => claim(manager, jobId, now, leaseSeconds));
  }

  queueState(now: Date): Promise<QueueState> {
    return readQueueState(this.source.manager, now);
  }

  figures(now: Date): Promise<QueueFigures> {
    return readQueueFigures(this.source.manager, now);
  }

  async renew(lease: Lease, now: Date, leaseSeconds: number): Promise<boolean> {
    const { affected } = await this.source
      .getRepository(GradingJobEntity)
      .update({ id: lease.jobId, leaseToken: lease.token }, { leaseExpiresAt: after(now, leaseSeconds) });
    return affected === 1;
  }

  async append(lease: Lease, event: JobEvent, now: Date): Promise<void> {
    await this.whileHeld(lease, async (manager, job) => {
      if (event.type === 'case')
        await manager.update(
          GradingJobEntity,
          { id: job.id },
          { casesDone: event.done, casesPlanned: event.of },
        );
      if (event.type === 'progress')
        await manager.update(GradingJobEntity, { id: job.id }, { message: event.message });
      await appendEvent(manager, job.id, event, now);
    });
  }

  async finish(lease: Lease, report: GradeReport, now: Date, cpuSeconds = 0): Promise<boolean> {
    return this.whileHeld(lease, async (manager, job) => {
      await insertReport(manager, job, report, cpuSeconds, now);
      const message =
        report.outcome === 'graded'
          ? 'Graded.'
          : 'This submission could not be graded; the attempt is not charged.';
      await move(manager, job, report.outcome, message, now, { ...released, finishedAt: now });
    });
  }

  async putBack(
    lease: Lease,
    message: string,
    now: Date,
    retryAt: Date,
    why: 'failure' | 'shutdown',
  ): Promise<void> {
    await this.whileHeld(lease, (manager, job) =>
      move(manager, job, 'queued', message + progressOf(job), now, {
        ...released,
        dueAt: retryAt,
        failures: job.failures + (why === 'failure' ? 1 : 0),
      }),
    );
  }

  async fail(lease: Lease, message: string, now: Date): Promise<void> {
    await this.whileHeld(lease, (manager, job) =>
      move(manager, job, 'failed', message + progressOf(job), now, { ...released, finishedAt: now }),
    );
  }

  async cancel(jobId: string, now: Date, by: CancelAuthor | null): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const job = await lock(manager, jobId);
      if (job?.state !== 'queued') return false;
      await move(manager, job, 'cancelled', 'Cancelled before grading began.', now, { finishedAt: now });
      if (by) {
        const change = {
          courseId: by.courseId,
          action: 'grading.cancelled',
          subject: `submission ${job.submissionId}`,
          before: { state: 'queued' },
          after: { state: 'cancelled' },
        } as const;
        await audit(manager, by, change, now);
      }
      return true;
    });
  }

  async recover(now: Date, limit: number): Promise<readonly DueJob[]> {
    const expired = await this.source.query<{ id: string }[]>(
      `SELECT id FROM grading_jobs WHERE state = 'running' AND lease_expires_at < $1 AND ${COULD_RENEW} LIMIT $2`,
      [now, limit],
    );
    for (const { id } of expired) await this.takeBack(id, now);
    return this.source.query<DueJob[]>(
      `SELECT id, job_class AS "jobClass" FROM grading_jobs
        WHERE state = 'queued' AND due_at <= $1 ORDER BY created_at LIMIT $2`,
      [now, limit],
    );
  }

  eventsAfter(jobId: string, sequence: number): Promise<readonly GradingEvent[]> {
    return readEvents(this.source.manager, jobId, sequence);
  }

  private async takeBack(jobId: string, now: Date): Promise<void> {
    await this.source.transaction(async (manager) => {
      const job = await lock(manager, jobId);
      if (job?.state !== 'running' || !job.leaseExpiresAt || job.leaseExpiresAt >= now) return;
      await move(manager, job, 'queued', WORKER_DIED + progressOf(job), now, {
        ...released,
        dueAt: now,
        crashes: job.crashes + 1,
      });
    });
  }

  /** Runs `work` in a transaction that holds the job, if the lease is still ours; answers whether it was. */
  private async whileHeld(
    lease: Lease,
    work: (manager: EntityManager, job: GradingJobEntity) => Promise<void>,
  ): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const job = await lock(manager, lease.jobId);
      if (job?.leaseToken !== lease.token) return false;
      await work(manager, job);
      return true;
    });
  }
}

async function claim(
  manager: EntityManager,
  jobId: string,
  now: Date,
  leaseSeconds: number,
): Promise<Lease | null> {
  const job = await lock(manager, jobId);
  if (job?.state !== 'queued' || job.dueAt > now) return null;
  const token = randomUUID();
  await move(manager, job, 'running', 'Grading has begun.', now, {
    leaseToken: token,
    leaseExpiresAt: after(now, leaseSeconds),
    startedAt: now,
    casesDone: 0,
  });
  const { submissionId, versionId, crashes, failures, createdAt, startedAt } = job;
  const waitedSeconds = startedAt === null ? (now.getTime() - createdAt.getTime()) / 1_000 : null;
  return { jobId, submissionId, versionId, token, crashes, failures, waitedSeconds };
}

/** What a regrade run finds counts for nothing until the run is applied: it does not even lie in the same table. */
async function insertReport(
  manager: EntityManager,
  job: GradingJobEntity,
  report: GradeReport,
  cpuSeconds: number,
  now: Date,
): Promise<void> {
  const values = [job.id, job.submissionId, JSON.stringify(report), JSON.stringify(pointsOf(report)), now];
  if (job.runId === null) {
    await manager.query(
      `INSERT INTO grade_reports (job_id, submission_id, report, points, created_at) VALUES ($1, $2, $3, $4, $5)`,
      values,
    );
    return;
  }
  const busySeconds = (now.getTime() - (job.startedAt ?? now).getTime()) / 1_000;
  await manager.query(
    `INSERT INTO regrade_reports (job_id, submission_id, report, points, created_at, run_id, busy_seconds, cpu_seconds)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [...values, job.runId, busySeconds, cpuSeconds],
  );
}

const released = { leaseToken: null, leaseExpiresAt: null };

/** How far a grading came that stopped: its finished cases are kept as events. */
function progressOf({ casesDone, casesPlanned }: GradingJobEntity): string {
  if (casesDone === 0 || casesDone === casesPlanned) return '';
  const stopped = `it stopped in test ${String(casesDone + 1)}`;
  return ` ${String(casesDone)} of ${String(casesPlanned)} tests were finished; ${stopped}.`;
}

function after(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1_000);
}

function lock(manager: EntityManager, jobId: string): Promise<GradingJobEntity | null> {
  return manager.findOne(GradingJobEntity, { where: { id: jobId }, lock: { mode: 'pessimistic_write' } });
}

async function move(
  manager: EntityManager,
  job: GradingJobEntity,
  state: GradingJobState,
  message: string,
  now: Date,
  changes: Partial<GradingJobEntity>,
): Promise<void> {
  if (!canMove(job.state, state)) throw new Error(`job ${job.id} can't go from ${job.state} to ${state}`);
  await manager.update(GradingJobEntity, { id: job.id }, { ...changes, state, message });
  await appendEvent(manager, job.id, { type: 'state', state, message }, now);
}
