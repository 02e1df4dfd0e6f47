/**
 * Removes what people handed in and what shows it: files, live events, the evidence of reports. What a grade and a receipt
 * need stays: points, verdicts and messages; names, sizes and hashes of files.
 *
 * Theory of operation: contents are stored once by their hash, so removing a submission's files removes references, and a
 * sweep then deletes what nothing refers to. Somebody may hand the same bytes in meanwhile: `saveBlob` holds the row that it
 * refers to, the sweep skips rows that are held, and the foreign key refuses whatever is missed; then the sweep looks again.
 */
import type { GradeReport } from '#libs/contracts';
import type { DataSource, EntityManager } from 'typeorm';

export interface RemovedContents {
  readonly submissions: number;
  readonly files: number;
  readonly bytes: number;
  readonly events: number;
  readonly reports: number;
}

export const NOTHING_REMOVED: RemovedContents = { submissions: 0, files: 0, bytes: 0, events: 0, reports: 0 };
const SWEEPS = 3;
const FOREIGN_KEY_VIOLATION = '23503';

/** What `removeContents` would remove of these submissions. */
export async function countContents(
  manager: EntityManager,
  ids: readonly string[],
): Promise<RemovedContents> {
  const [row] = await manager.query<RemovedContents[]>(
    `SELECT cardinality($1::uuid[]) AS submissions,
            (SELECT count(*)::integer FROM submission_files WHERE submission_id = ANY ($1)) AS files,
            (SELECT coalesce(sum(bytes), 0)::double precision FROM submission_files WHERE submission_id = ANY ($1)) AS bytes,
            (SELECT count(*)::integer FROM grading_events JOIN grading_jobs ON grading_jobs.id = job_id
              WHERE submission_id = ANY ($1)) AS events,
            (SELECT count(*)::integer FROM grade_reports WHERE submission_id = ANY ($1)) AS reports`,
    [ids],
  );
  return row ?? NOTHING_REMOVED;
}

/** @param ids of submissions whose grading is over. Doing it again removes nothing. */
export async function removeContents(
  manager: EntityManager,
  ids: readonly string[],
  now: Date,
): Promise<RemovedContents> {
  const counted = await countContents(manager, ids);
  await manager.query(
    `WITH gone AS (DELETE FROM submission_files WHERE submission_id = ANY ($1)
                   RETURNING submission_id, name, kind, blob_sha256, bytes)
     INSERT INTO removed_files (submission_id, name, kind, blob_sha256, bytes) SELECT * FROM gone`,
    [ids],
  );
  await manager.query(
    'DELETE FROM grading_events WHERE job_id IN (SELECT id FROM grading_jobs WHERE submission_id = ANY ($1))',
    [ids],
  );
  for (const id of ids) await removeEvidence(manager, id);
  await manager.query(
    'UPDATE submissions SET content_removed_at = $2 WHERE id = ANY ($1) AND content_removed_at IS NULL',
    [ids, now],
  );
  return counted;
}

export function sum(a: RemovedContents, b: RemovedContents): RemovedContents {
  return {
    submissions: a.submissions + b.submissions,
    files: a.files + b.files,
    bytes: a.bytes + b.bytes,
    events: a.events + b.events,
    reports: a.reports + b.reports,
  };
}

/** Deletes the contents that nothing refers to any more; answers how many. */
export async function sweepBlobs(source: DataSource): Promise<number> {
  const references = await source.query<{ table: string; column: string }[]>(
    `SELECT conrelid::regclass::text AS table, quote_ident(attname) AS column
       FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
      WHERE contype = 'f' AND confrelid = 'blobs'::regclass`,
  );
  const unused = references
    .map(({ table, column }) => `NOT EXISTS (SELECT 1 FROM ${table} WHERE ${column} = blobs.sha256)`)
    .join(' AND ');
  const sweep = `DELETE FROM blobs WHERE sha256 IN
    (SELECT sha256 FROM blobs WHERE ${unused} FOR UPDATE SKIP LOCKED) RETURNING sha256`;
  for (let tries = 1; ; tries++) {
    try {
      const [deleted] = await source.query<[unknown[], number]>(sweep);
      return deleted.length;
    } catch (error) {
      const isMissed = error instanceof Error && 'code' in error && error.code === FOREIGN_KEY_VIOLATION;
      if (!isMissed || tries === SWEEPS) throw error;
    }
  }
}

/** Not by SQL: text of a report may hold what `jsonb` can't, like a zero character. */
async function removeEvidence(manager: EntityManager, submissionId: string): Promise<void> {
  for (const table of ['grade_reports', 'regrade_reports']) {
    const rows = await manager.query<{ jobId: string; report: GradeReport }[]>(
      `SELECT job_id AS "jobId", report FROM ${table} WHERE submission_id = $1`,
      [submissionId],
    );
    for (const { jobId, report } of rows) {
      const cases = report.cases.map((each) => ({ ...each, evidence: [] }));
      await manager.query(`UPDATE ${table} SET report = $2 WHERE job_id = $1`, [
        jobId,
        JSON.stringify({ ...report, cases }),
      ]);
    }
  }
}
