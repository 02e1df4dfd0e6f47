import { randomUUID } from 'node:crypto';
import type { AssignmentVersionView, VersionChange } from '#libs/contracts';
import { Catalog, changesBetween, Pack, type AssignmentVersion, type Author } from '#libs/grading';
import type { DataSource, EntityManager } from 'typeorm';
import { audit } from './audit';
import { saveBlob } from './blobs';
import {
  AssignmentEntity,
  AssignmentVersionEntity,
  BlobEntity,
  CourseEntity,
  PackFileEntity,
} from './entities/catalog.entities';

interface VersionRow {
  id: string;
  number: number;
  slug: string;
  courseId: string;
  courseSlug: string;
}

/** Versions are immutable, so a pack that was read once is kept; the newest few suffice for a course in progress. */
const CACHED_VERSIONS = 50;

export class PostgresCatalog extends Catalog {
  private readonly versions = new Map<string, Promise<AssignmentVersion>>();

  constructor(private readonly source: DataSource) {
    super();
  }

  async saveCourse(course: { slug: string; title: string; lateDays?: number }): Promise<void> {
    await this.source.query(
      `INSERT INTO courses (id, slug, title, late_days) VALUES ($1, $2, $3, COALESCE($4, 0))
       ON CONFLICT (slug) DO UPDATE SET title = excluded.title, late_days = COALESCE($4, courses.late_days)`,
      [randomUUID(), course.slug, course.title, course.lateDays],
    );
  }

  async publish(
    courseSlug: string,
    slug: string,
    position: number | null,
    pack: Pack,
    now: Date,
    author: Author,
  ): Promise<{ number: number; isNew: boolean }> {
    return this.source.transaction(async (manager) => {
      const course = await manager.findOneByOrFail(CourseEntity, { slug: courseSlug });
      await manager.query(
        `INSERT INTO assignments (id, course_id, slug, position)
         SELECT $1, $2::uuid, $3, coalesce($4::integer, max(position) + 1, 0) FROM assignments WHERE course_id = $2
         ON CONFLICT (course_id, slug) DO UPDATE SET position = coalesce($4, assignments.position)`,
        [randomUUID(), course.id, slug, position],
      );
      const assignment = await manager.findOneOrFail(AssignmentEntity, {
        where: { courseId: course.id, slug },
        lock: { mode: 'pessimistic_write' },
      });
      const latest = await manager.findOne(AssignmentVersionEntity, {
        where: { assignmentId: assignment.id },
        order: { number: 'DESC' },
      });
      if (latest?.packSha256 === pack.sha256) return { number: latest.number, isNew: false };
      const number = (latest?.number ?? 0) + 1;
      const changes = latest ? changesBetween((await this.getVersion(latest.id)).pack, pack) : [];
      await insertVersion(manager, assignment.id, { number, pack, changes }, now, author);
      const change = {
        courseId: course.id,
        action: 'assignment.published',
        subject: slug,
        before: latest && { version: latest.number, packSha256: latest.packSha256 },
        after: { version: number, packSha256: pack.sha256 },
      } as const;
      await audit(manager, author, change, now);
      return { number, isNew: true };
    });
  }

  async currentAssignments(courseSlug: string): Promise<readonly AssignmentVersion[]> {
    const rows = await this.rows('course.slug = $1', [courseSlug]);
    return Promise.all(rows.map((row) => this.load(row)));
  }

  async findCurrentAssignment(courseSlug: string, slug: string): Promise<AssignmentVersion | null> {
    const [row] = await this.rows('course.slug = $1 AND assignment.slug = $2', [courseSlug, slug]);
    return row ? this.load(row) : null;
  }

  async getVersion(versionId: string): Promise<AssignmentVersion> {
    const cached = this.versions.get(versionId);
    if (cached) return cached;
    const [row] = await this.rows('version.id = $1', [versionId], false);
    if (!row) throw new Error(`assignment version ${versionId} is gone`);
    return this.load(row);
  }

  async findVersion(
    courseSlug: string,
    slug: string,
    number: number,
    current: Date | null = null,
  ): Promise<AssignmentVersion | null> {
    const [row] = await this.rows(
      `course.slug = $1 AND assignment.slug = $2 AND version.number = $3
         AND ($4::timestamptz IS NULL OR NOT EXISTS (
           SELECT FROM assignment_versions newer
            WHERE newer.assignment_id = assignment.id AND newer.number = version.number + 1 AND newer.published_at <= $4))`,
      [courseSlug, slug, number, current],
      false,
    );
    return row ? this.load(row) : null;
  }

  async historyOf(
    courseSlug: string,
    slug: string,
    before: number | null,
    limit: number,
  ): Promise<readonly AssignmentVersionView[]> {
    const rows = await this.source.query<(Omit<AssignmentVersionView, 'publishedAt'> & { at: Date })[]>(
      `SELECT version.number, version.pack_sha256 AS "packSha256", version.published_at AS at,
              version.published_by AS "publishedBy", version.message, version.changes
         FROM assignment_versions version
         JOIN assignments assignment ON assignment.id = version.assignment_id
         JOIN courses course ON course.id = assignment.course_id
        WHERE course.slug = $1 AND assignment.slug = $2 AND ($3::integer IS NULL OR version.number < $3)
        ORDER BY version.number DESC LIMIT $4`,
      [courseSlug, slug, before, limit],
    );
    return rows.map(({ at, ...row }) => ({ ...row, publishedAt: at.toISOString() }));
  }

  /** Versions with their course; only the newest of each assignment unless told otherwise. */
  private rows(where: string, parameters: unknown[], currentOnly = true): Promise<VersionRow[]> {
    return this.source.query<VersionRow[]>(
      `SELECT version.id, version.number, assignment.slug, course.id AS "courseId", course.slug AS "courseSlug"
         FROM assignment_versions version
         JOIN assignments assignment ON assignment.id = version.assignment_id
         JOIN courses course ON course.id = assignment.course_id
        WHERE ${where}
          ${currentOnly ? 'AND version.number = (SELECT max(number) FROM assignment_versions WHERE assignment_id = assignment.id)' : ''}
        ORDER BY assignment.position, assignment.slug`,
      parameters,
    );
  }

  private load(row: VersionRow): Promise<AssignmentVersion> {
    const cached = this.versions.get(row.id);
    if (cached) return cached;
    const loading = this.read(row);
    this.versions.set(row.id, loading);
    loading.catch(() => this.versions.delete(row.id));
    const oldest = this.versions.keys().next().value;
    if (this.versions.size > CACHED_VERSIONS && oldest !== undefined) this.versions.delete(oldest);
    return loading;
  }

  private async read({ id, number, slug, courseId, courseSlug }: VersionRow): Promise<AssignmentVersion> {
    const files = await this.source
      .createQueryBuilder(PackFileEntity, 'file')
      .innerJoin(BlobEntity, 'blob', 'blob.sha256 = file.blobSha256')
      .select(['file.path AS path', 'blob.bytes AS bytes'])
      .where('file.versionId = :id', { id })
      .getRawMany<{ path: string; bytes: Buffer }>();
    const pack = Pack.fromFiles(new Map(files.map(({ path, bytes }) => [path, new Uint8Array(bytes)])));
    return { id, number, slug, course: { id: courseId, slug: courseSlug }, pack };
  }
}

async function insertVersion(
  manager: EntityManager,
  assignmentId: string,
  version: { number: number; pack: Pack; changes: readonly VersionChange[] },
  now: Date,
  author: Author,
): Promise<void> {
  const versionId = randomUUID();
  const { number, pack, changes } = version;
  await manager.insert(AssignmentVersionEntity, {
    id: versionId,
    assignmentId,
    number,
    packSha256: pack.sha256,
    publishedAt: now,
    publishedBy: author.name,
    message: author.reason,
    changes,
  });
  for (const [path, bytes] of pack.files) {
    const blobSha256 = await saveBlob(manager, bytes);
    await manager.insert(PackFileEntity, { versionId, path, blobSha256 });
  }
}
