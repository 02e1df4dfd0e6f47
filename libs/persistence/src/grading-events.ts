import type { GradingEvent } from '#libs/contracts';
import type { JobEvent } from '#libs/grading';
import type { EntityManager } from 'typeorm';

/** Postgres tells listeners on this channel the id of a job that has news. */
export const NEWS_CHANNEL = 'assay_grading';

/** Appends the job's next event. The caller holds the job's row lock, which keeps sequence numbers gapless. */
export async function appendEvent(
  manager: EntityManager,
  jobId: string,
  event: JobEvent,
  now: Date,
): Promise<void> {
  await manager.query(
    `INSERT INTO grading_events (job_id, sequence, at, event)
     SELECT $1, coalesce(max(sequence), 0) + 1, $2, $3 FROM grading_events WHERE job_id = $1`,
    [jobId, now, JSON.stringify(event)],
  );
  await manager.query('SELECT pg_notify($1, $2)', [NEWS_CHANNEL, jobId]);
}

export async function readEvents(
  manager: EntityManager,
  jobId: string,
  after: number,
): Promise<readonly GradingEvent[]> {
  const rows = await manager.query<{ sequence: number; at: Date; event: JobEvent }[]>(
    'SELECT sequence, at, event FROM grading_events WHERE job_id = $1 AND sequence > $2 ORDER BY sequence',
    [jobId, after],
  );
  return rows.map(({ sequence, at, event }) => ({ sequence, at: at.toISOString(), ...event }));
}
