/** What PostgreSQL knows of the queue; the order itself is the domain's. */
import type { JobClass, QueueState, QueueWorker, RunningJob, Took, WaitingJob } from '#libs/domain';
import type { EntityManager } from 'typeorm';

/** What was begun within this time counts against its student. */
export const SERVED_MINUTES = 10;
/** What was begun within this time, or runs, counts against its assignment and course: a short while, or a course that was
 *  quiet would hold up one that was busy for as long. */
export const LOADED_MINUTES = 1;
/** A worker that was not seen for longer is taken for dead; it beats every five seconds. */
export const ALIVE_SECONDS = 20;
const ARRIVAL_SECONDS = 120;
/** So many recent gradings of a problem say how long the next one takes. */
const HISTORY = 50;

interface WaitingRow {
  id: string;
  student: string;
  course: string;
  assignment: string;
  problem: string;
  jobClass: JobClass;
  receivedAt: string;
}

/** Jobs that may be begun now, and what has been served; all that the order needs. Regrade runs come after all of them. */
async function readWaiting(
  manager: EntityManager,
  now: Date,
): Promise<Pick<QueueState, 'waiting' | 'served'>> {
  const waiting = await manager.query<WaitingRow[]>(
    `SELECT job.id, job.user_id AS student, job.course_id AS course, job.assignment_id AS assignment,
            submission.version_id || '/' || submission.problem_id AS problem, job.job_class AS "jobClass",
            extract(epoch FROM job.created_at) * 1000 AS "receivedAt"
       FROM grading_jobs job JOIN submissions submission ON submission.id = job.submission_id
      WHERE job.state = 'queued' AND job.run_id IS NULL AND job.due_at <= $1`,
    [now],
  );
  const students = `state <> 'queued' AND started_at > $1::timestamptz - make_interval(mins => $2)`;
  const loaded = `state = 'running' OR (${students})`;
  return {
    waiting: waiting.map((row): WaitingJob => ({ ...row, receivedAt: Number(row.receivedAt) })),
    served: {
      students: await count(manager, 'user_id', students, [now, SERVED_MINUTES]),
      assignments: await count(manager, 'assignment_id', loaded, [now, LOADED_MINUTES]),
      courses: await count(manager, 'course_id', loaded, [now, LOADED_MINUTES]),
    },
  };
}

async function count(
  manager: EntityManager,
  column: 'user_id' | 'assignment_id' | 'course_id',
  condition: string,
  parameters: readonly unknown[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await manager.query<{ key: string; jobs: number }[]>(
    `SELECT ${column} AS key, count(*)::integer AS jobs FROM grading_jobs
      WHERE run_id IS NULL AND (${condition}) GROUP BY ${column}`,
    [...parameters],
  );
  return new Map(rows.map(({ key, jobs }) => [key, jobs]));
}

export async function readQueueState(manager: EntityManager, now: Date): Promise<QueueState> {
  const order = await readWaiting(manager, now);
  const running = await manager.query<RunningJob[]>(
    `SELECT submission.version_id || '/' || submission.problem_id AS problem, job.job_class AS "jobClass",
            extract(epoch FROM $1 - job.started_at)::double precision AS "forSeconds"
       FROM grading_jobs job JOIN submissions submission ON submission.id = job.submission_id
      WHERE job.state = 'running'`,
    [now],
  );
  const arrivals = await manager.query<{ jobClass: JobClass; perSecond: number }[]>(
    `SELECT job.job_class AS "jobClass", count(*)::double precision / $2 AS "perSecond"
       FROM submissions submission JOIN grading_jobs job ON job.submission_id = submission.id AND job.run_id IS NULL
      WHERE submission.received_at > $1::timestamptz - make_interval(secs => $2) GROUP BY job.job_class`,
    [now, ARRIVAL_SECONDS],
  );
  return {
    ...order,
    running,
    workers: await liveWorkers(manager, now),
    took: await readTook(
      manager,
      [...order.waiting, ...running].map(({ problem }) => problem),
    ),
    arrivalsPerSecond: Object.fromEntries(arrivals.map(({ jobClass, perSecond }) => [jobClass, perSecond])),
  };
}

function liveWorkers(manager: EntityManager, now: Date): Promise<readonly QueueWorker[]> {
  return manager.query<QueueWorker[]>(
    `SELECT classes, slots FROM workers WHERE seen_at > $1::timestamptz - make_interval(secs => $2)`,
    [now, ALIVE_SECONDS],
  );
}

/** Whether any worker that lives has a GPU. */
export async function isGpuAlive(manager: EntityManager, now: Date): Promise<boolean> {
  return (await liveWorkers(manager, now)).some(({ classes }) => classes.includes('gpu'));
}

/** Recent times of these problems, `<version>/<problem>`, in seconds; one that was never graded is left out. */
async function readTook(
  manager: EntityManager,
  problems: readonly string[],
): Promise<ReadonlyMap<string, Took>> {
  const rows = await manager.query<(Took & { problem: string })[]>(
    `SELECT key.problem, avg(took) AS mean, coalesce(stddev_samp(took), avg(took)) AS deviation,
            percentile_cont(0.05) WITHIN GROUP (ORDER BY took) AS p5,
            percentile_cont(0.95) WITHIN GROUP (ORDER BY took) AS p95
       FROM unnest($1::text[]) AS key (problem)
       CROSS JOIN LATERAL (
         SELECT extract(epoch FROM job.finished_at - job.started_at)::double precision AS took
           FROM submissions submission JOIN grading_jobs job ON job.submission_id = submission.id
          WHERE submission.version_id = split_part(key.problem, '/', 1)::uuid
            AND submission.problem_id = split_part(key.problem, '/', 2)
            AND job.run_id IS NULL AND job.state = 'graded' AND job.started_at IS NOT NULL
          ORDER BY submission.received_at DESC LIMIT $2) recent
      GROUP BY key.problem`,
    [[...new Set(problems)], HISTORY],
  );
  return new Map(rows.map(({ problem, ...took }) => [problem, took]));
}
