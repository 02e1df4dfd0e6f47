import type { QueueFigures } from '#libs/grading';
import type { EntityManager } from 'typeorm';
import { ALIVE_SECONDS } from './queue-state';

/**
 * One pass over the partial index of unfinished jobs, however many are finished. What waits is counted without regrade runs,
 * which wait for hours where they have to.
 */
export async function readQueueFigures(manager: EntityManager, now: Date): Promise<QueueFigures> {
  const [row] = await manager.query<QueueFigures[]>(
    `SELECT count(*) FILTER (WHERE state = 'queued' AND due_at <= $1)::integer AS due,
            count(*) FILTER (WHERE state = 'queued' AND due_at > $1)::integer AS retrying,
            count(*) FILTER (WHERE state = 'running')::integer AS running,
            coalesce(extract(epoch FROM $1 - min(created_at) FILTER (WHERE state = 'queued' AND due_at <= $1)), 0)
              ::double precision AS "oldestDueSeconds",
            coalesce(extract(epoch FROM $1 - min(created_at) FILTER (WHERE state = 'queued' AND due_at > $1)), 0)
              ::double precision AS "oldestRetryingSeconds",
            (SELECT count(*)::integer FROM workers
              WHERE seen_at > $1::timestamptz - make_interval(secs => $2)) AS workers,
            (SELECT coalesce(sum(slots), 0)::integer FROM workers
              WHERE seen_at > $1::timestamptz - make_interval(secs => $2)) AS slots
       FROM grading_jobs 
      WHERE state IN ('queued', 'running') AND (state = 'running' OR run_id IS NULL)`,
    [now, ALIVE_SECONDS],
  );
  if (!row) throw new Error('an aggregate without a row');
  return row;
}
