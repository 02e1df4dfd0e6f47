import type { Publication, PublicationList } from '#libs/contracts';
import {
  Publications,
  type ClaimedPublication,
  type NewPublication,
  type PublicationProgress,
} from '#libs/grading';
import type { DataSource } from 'typeorm';
import { saveBlob } from './blobs';
import { CourseEntity } from './entities/catalog.entities';

type SummaryRow = Omit<PublicationList['publications'][number], 'requestedAt' | 'finishedAt'> & {
  requestedAt: Date;
  finishedAt: Date | null;
};
type Row = SummaryRow & Pick<Publication, 'publishes' | 'checks' | 'of' | 'faults'>;

const SUMMARY = `
  publication.id, publication.assignment, publication.state, users.email AS by, publication.version,
  publication.requested_at AS "requestedAt", publication.finished_at AS "finishedAt"`;
const FROM = `
  FROM publications publication
  JOIN courses course ON course.id = publication.course_id
  JOIN users ON users.id = publication.user_id`;

export class PostgresPublications extends Publications {
  constructor(private readonly source: DataSource) {
    super();
  }

  async request(publication: NewPublication): Promise<void> {
    const { id, courseSlug, assignment, files, publishes, userId, requestedAt } = publication;
    await this.source.transaction(async (manager) => {
      const { id: courseId } = await manager.findOneByOrFail(CourseEntity, { slug: courseSlug });
      await manager.query(
        `INSERT INTO publications (id, course_id, assignment, user_id, publishes, state, requested_at)
         VALUES ($1, $2, $3, $4, $5, 'queued', $6)`,
        [id, courseId, assignment, userId, publishes, requestedAt],
      );
      for (const [path, bytes] of files) {
        const sha256 = await saveBlob(manager, bytes);
        await manager.query(
          'INSERT INTO publication_files (publication_id, path, blob_sha256) VALUES ($1, $2, $3)',
          [id, path, sha256],
        );
      }
    });
  }

  async list(courseSlug: string, limit: number): Promise<PublicationList['publications']> {
    const rows = await this.source.query<SummaryRow[]>(
      `SELECT ${SUMMARY} ${FROM} WHERE course.slug = $1
        ORDER BY publication.requested_at DESC, publication.id LIMIT $2`,
      [courseSlug, limit],
    );
    return rows.map(withInstants);
  }

  async find(courseSlug: string, id: string): Promise<Publication | null> {
    const [row] = await this.source.query<Row[]>(
      `SELECT ${SUMMARY}, publication.publishes, publication.checks, publication.of_checks AS of, publication.faults
        ${FROM} WHERE course.slug = $1 AND publication.id = $2`,
      [courseSlug, id],
    );
    return row ? withInstants(row) : null;
  }

  async filesOf(id: string): Promise<ReadonlyMap<string, Uint8Array>> {
    const rows = await this.source.query<{ path: string; bytes: Buffer }[]>(
      `SELECT file.path, blob.bytes FROM publication_files file JOIN blobs blob ON blob.sha256 = file.blob_sha256
        WHERE file.publication_id = $1`,
      [id],
    );
    return new Map(rows.map(({ path, bytes }) => [path, new Uint8Array(bytes)]));
  }

  async claim(now: Date, leaseSeconds: number): Promise<ClaimedPublication | null> {
    const [[row]] = await this.source.query<
      [
        (Omit<ClaimedPublication, 'files' | 'courseSlug' | 'by'> & { courseId: string; userId: string })[],
        number,
      ]
    >(
      `UPDATE publications SET state = 'checking', attempt = attempt + 1,
              lease_until = $1::timestamptz + make_interval(secs => $2)
        WHERE id = (SELECT id FROM publications
                     WHERE state = 'queued' OR (state = 'checking' AND lease_until < $1)
                     ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, attempt, assignment, publishes, course_id AS "courseId", user_id AS "userId"`,
      [now, leaseSeconds],
    );
    if (!row) return null;
    const { courseId, userId, ...claimed } = row;
    const [names] = await this.source.query<{ courseSlug: string; by: string }[]>(
      `SELECT course.slug AS "courseSlug", users.email AS by FROM courses course, users
        WHERE course.id = $1 AND users.id = $2`,
      [courseId, userId],
    );
    if (!names) throw new Error(`the course or the author of publication ${claimed.id} is gone`);
    return { ...claimed, ...names, files: await this.filesOf(claimed.id) };
  }

  async save(
    { id, attempt }: Pick<ClaimedPublication, 'id' | 'attempt'>,
    { state, checks, of, faults, version, finishedAt }: PublicationProgress,
    leaseUntil: Date,
  ): Promise<boolean> {
    const [, changed] = await this.source.query<[unknown, number]>(
      `UPDATE publications SET state = coalesce($3, state), checks = coalesce($4, checks),
              of_checks = coalesce($5, of_checks), faults = coalesce($6, faults), version = coalesce($7, version),
              finished_at = coalesce($8, finished_at), lease_until = $9
        WHERE id = $1 AND attempt = $2 AND state = 'checking'`,
      [
        id,
        attempt,
        state ?? null,
        checks ? JSON.stringify(checks) : null,
        of ?? null,
        faults ? JSON.stringify(faults) : null,
        version ?? null,
        finishedAt ?? null,
        leaseUntil,
      ],
    );
    return changed === 1;
  }

  async markPublished(id: string, version: number, now: Date): Promise<boolean> {
    const [, changed] = await this.source.query<[unknown, number]>(
      `UPDATE publications SET state = 'published', version = $2, finished_at = $3
        WHERE id = $1 AND state = 'passed'`,
      [id, version, now],
    );
    return changed === 1;
  }
}

function withInstants<T extends SummaryRow>(
  row: T,
): Omit<T, 'requestedAt' | 'finishedAt'> & { requestedAt: string; finishedAt: string | null } {
  return {
    ...row,
    requestedAt: row.requestedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
