import { randomUUID } from 'node:crypto';
import type { AuditAction, AuditEntry } from '#libs/contracts';
import { AuditLog, type Author } from '#libs/grading';
import type { DataSource, EntityManager } from 'typeorm';

interface Change {
  readonly courseId: string;
  readonly action: AuditAction;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Writes down a change, in the transaction that makes it. */
export async function audit(
  manager: EntityManager,
  author: Author,
  { courseId, action, subject, before, after }: Change,
  now: Date,
): Promise<void> {
  await manager.query(
    `INSERT INTO audit_log (id, at, course_id, actor, action, subject, before, after, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      randomUUID(),
      now,
      courseId,
      author.name,
      action,
      subject,
      JSON.stringify(before),
      JSON.stringify(after),
      author.reason,
    ],
  );
}

export class PostgresAuditLog extends AuditLog {
  constructor(private readonly source: DataSource) {
    super();
  }

  async list(courseSlug: string, after: string | null, limit: number): Promise<readonly AuditEntry[]> {
    const rows = await this.source.query<(Omit<AuditEntry, 'at'> & { at: Date })[]>(
      `SELECT entry.id, entry.at, actor, action, subject, before, after, reason
         FROM audit_log entry JOIN courses course ON course.id = entry.course_id
        WHERE course.slug = $1
          AND ($2::uuid IS NULL OR (entry.at, entry.id) < (SELECT at, id FROM audit_log WHERE id = $2))
        ORDER BY entry.at DESC, entry.id DESC LIMIT $3`,
      [courseSlug, after, limit],
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  }
}
