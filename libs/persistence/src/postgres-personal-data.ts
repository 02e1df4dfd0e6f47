import { PersonalData, type User } from '#libs/grading';
import type { DataSource } from 'typeorm';

/** By the name under which it goes into the file. `$1` is the person's id. */
const FACTS: Readonly<Record<string, string>> = {
  account: `SELECT id, email, name, created_at AS "createdAt", password_hash IS NOT NULL AS "hasPassword",
                   mail_mode AS "mailMode" FROM users WHERE id = $1`,
  identities: 'SELECT issuer, subject FROM identities WHERE user_id = $1 ORDER BY issuer',
  enrollments: `SELECT courses.slug AS course, role, section, student_id AS "studentId", labels
                  FROM enrollments JOIN courses ON courses.id = course_id WHERE user_id = $1 ORDER BY slug`,
  sessions: 'SELECT expires_at AS "expiresAt" FROM sessions WHERE user_id = $1 ORDER BY expires_at',
  accessTokens: `SELECT name, scopes, created_at AS "createdAt", expires_at AS "expiresAt",
                        last_used_at AS "lastUsedAt" FROM access_tokens WHERE user_id = $1 ORDER BY created_at`,
  groups: `SELECT courses.slug AS course, assignments.slug AS assignment, student_groups.name, joined_at AS "joinedAt"
             FROM group_members JOIN student_groups ON student_groups.id = group_id
             JOIN assignments ON assignments.id = group_members.assignment_id
             JOIN courses ON courses.id = course_id WHERE user_id = $1 ORDER BY joined_at`,
  notifications: `SELECT courses.slug AS course, kind, assignment, at, read_at AS "readAt", mailed_at AS "mailedAt"
                    FROM notifications JOIN courses ON courses.id = course_id WHERE user_id = $1 ORDER BY at`,
  extensions: `SELECT courses.slug AS course, assignments.slug AS assignment, minutes, due_at AS "dueAt", reason, at,
                      revoked_at AS "revokedAt"
                 FROM extensions JOIN courses ON courses.id = extensions.course_id
                 LEFT JOIN assignments ON assignments.id = assignment_id
                WHERE extensions.user_id = $1 ORDER BY at`,
};

export class PostgresPersonalData extends PersonalData {
  constructor(private readonly source: DataSource) {
    super();
  }

  async accountOf({ id }: User): Promise<Readonly<Record<string, unknown>>> {
    const facts: Record<string, unknown> = {};
    for (const [name, query] of Object.entries(FACTS)) {
      facts[name] = await this.source.query<unknown[]>(query, [id]);
    }
    return facts;
  }

  auditOf({ id, email }: User): Promise<readonly unknown[]> {
    return this.source.query<unknown[]>(
      `WITH mine AS (SELECT submission_id AS id FROM submission_authors WHERE user_id = $1)
       SELECT at, action, subject, before, after, reason, CASE WHEN actor = $2 THEN 'you' ELSE 'course staff' END AS actor
         FROM audit_log
        WHERE subject = $2
           OR subject IN (SELECT id::text FROM mine UNION ALL SELECT 'submission ' || id FROM mine
                          UNION ALL SELECT request.id::text FROM regrade_requests request JOIN mine ON mine.id = submission_id)
        ORDER BY at, audit_log.id`,
      [id, email],
    );
  }

  async submissionsOf(userId: string, after: string | null, limit: number): Promise<readonly string[]> {
    const rows = await this.source.query<{ id: string }[]>(
      `SELECT submission_id AS id FROM submission_authors
        WHERE user_id = $1 AND ($2::uuid IS NULL OR submission_id > $2) ORDER BY submission_id LIMIT $3`,
      [userId, after, limit],
    );
    return rows.map(({ id }) => id);
  }
}
