import type { ExtensionTarget, ExtensionView } from '#libs/contracts';
import { Policies, type NewExtension, type PolicyAuthor, type PolicyFacts } from '#libs/grading';
import type { DataSource, EntityManager } from 'typeorm';
import { audit } from './audit';
import { notify } from './notify';

interface ExtensionRow {
  id: string;
  kind: ExtensionTarget['kind'];
  studentId: string | null;
  email: string | null;
  name: string;
  assignment: string | null;
  minutes: number;
  dueAt: Date | null;
  reason: string;
  author: string;
  at: Date;
}

/** Whom an extension reaches now; sections and labels reach who has them at the moment. */
export const REACHES = `enrollment.course_id = extension.course_id AND enrollment.role = 'student'
  AND (enrollment.user_id = extension.user_id OR enrollment.section = extension.section
       OR extension.label = ANY (enrollment.labels))`;

export class PostgresPolicies extends Policies {
  constructor(private readonly source: DataSource) {
    super();
  }

  async factsOf(courseSlug: string, studentIds: readonly string[] | null): Promise<PolicyFacts> {
    const parameters = [courseSlug, studentIds];
    const [courses, releases, extensions, taken] = await Promise.all([
      this.source.query<{ lateDays: number }[]>(
        'SELECT late_days AS "lateDays" FROM courses WHERE slug = $1',
        [courseSlug],
      ),
      this.source.query<PolicyFacts['releases']>(
        `SELECT assignment.slug AS assignment, released_at AS at
           FROM assignments assignment JOIN courses course ON course.id = assignment.course_id
          WHERE course.slug = $1 AND released_at IS NOT NULL`,
        [courseSlug],
      ),
      this.source.query<PolicyFacts['extensions']>(
        `SELECT enrollment.user_id AS "studentId", assignment.slug AS assignment, minutes, due_at AS "dueAt"
           FROM extensions extension
           JOIN courses course ON course.id = extension.course_id
           JOIN enrollments enrollment ON ${REACHES}
           LEFT JOIN assignments assignment ON assignment.id = extension.assignment_id
          WHERE course.slug = $1 AND revoked_at IS NULL
            AND ($2::uuid[] IS NULL OR enrollment.user_id = ANY ($2))`,
        parameters,
      ),
      this.source.query<PolicyFacts['taken']>(
        `SELECT author.user_id AS "studentId", assignment.slug AS assignment, max(submission.received_at) AS at
           FROM grading_jobs job
           JOIN submissions submission ON submission.id = job.submission_id
           JOIN submission_authors author ON author.submission_id = submission.id
           JOIN assignments assignment ON assignment.id = job.assignment_id
           JOIN courses course ON course.id = job.course_id
          WHERE course.slug = $1 AND job.state IN ('queued', 'running', 'graded')
            AND ($2::uuid[] IS NULL OR author.user_id = ANY ($2))
          GROUP BY author.user_id, assignment.slug`,
        parameters,
      ),
    ]);
    return { lateDays: courses[0]?.lateDays ?? 0, releases, extensions, taken };
  }

  async grant(extension: NewExtension, by: PolicyAuthor, now: Date): Promise<void> {
    const { id, target, assignment, minutes, dueAt } = extension;
    await this.source.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO extensions (id, course_id, assignment_id, user_id, section, label, minutes, due_at, reason, author_id, at)
         VALUES ($1, $2, (SELECT id FROM assignments WHERE course_id = $2 AND slug = $3), $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          id,
          by.courseId,
          assignment,
          target.kind === 'student' ? target.id : null,
          target.kind === 'section' ? target.name : null,
          target.kind === 'label' ? target.name : null,
          minutes,
          dueAt,
          by.reason,
          by.id,
          now,
        ],
      );
      const [row] = await rowsOf(manager, 'extension.id = $1', [id]);
      if (!row) throw new Error(`extension ${id} is gone`);
      const change = { action: 'extension.granted' as const, before: null, after: told(row) };
      await audit(manager, by, { courseId: by.courseId, subject: row.email ?? row.name, ...change }, now);
      const reached = await manager.query<{ id: string }[]>(
        `SELECT enrollment.user_id AS id FROM extensions extension JOIN enrollments enrollment ON ${REACHES}
          WHERE extension.id = $1`,
        [id],
      );
      const userIds = reached.map((each) => each.id);
      const news = { courseId: by.courseId, userIds, assignment, submission: null };
      await notify(manager, { ...news, kind: 'extension.granted' }, now);
    });
  }

  async findExtension(courseSlug: string, id: string): Promise<ExtensionView | null> {
    const where = 'course.slug = $1 AND extension.id = $2';
    const [row] = await rowsOf(this.source.manager, where, [courseSlug, id]);
    return row ? toView(row) : null;
  }

  async revoke(id: string, by: PolicyAuthor, now: Date): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const [row] = await rowsOf(manager, 'extension.id = $1', [id]);
      const [updated] = await manager.query<[unknown[], number]>(
        'UPDATE extensions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
        [id, now],
      );
      if (!row || updated.length === 0) return false;
      const change = { action: 'extension.revoked' as const, before: told(row), after: null };
      await audit(manager, by, { courseId: by.courseId, subject: row.email ?? row.name, ...change }, now);
      return true;
    });
  }

  async extensionsOf(
    courseSlug: string,
    after: string | null,
    limit: number,
  ): Promise<readonly ExtensionView[]> {
    const rows = await rowsOf(
      this.source.manager,
      `course.slug = $1
         AND ($2::uuid IS NULL OR (extension.at, extension.id) < (SELECT at, id FROM extensions WHERE id = $2))
       ORDER BY extension.at DESC, extension.id DESC LIMIT $3`,
      [courseSlug, after, limit],
    );
    return rows.map(toView);
  }

  async setReleased(assignment: string, isReleased: boolean, by: PolicyAuthor, now: Date): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const [rows] = await manager.query<[unknown[], number]>(
        `UPDATE assignments SET released_at = $3
          WHERE course_id = $1 AND slug = $2 AND (released_at IS NULL) = ($3::timestamptz IS NOT NULL) RETURNING id`,
        [by.courseId, assignment, isReleased ? now : null],
      );
      if (rows.length === 0) return false;
      const action = isReleased ? 'grades.released' : 'grades.withheld';
      const change = { before: { isReleased: !isReleased }, after: { isReleased } };
      await audit(manager, by, { courseId: by.courseId, action, subject: assignment, ...change }, now);
      if (isReleased) await tellOfRelease(manager, by.courseId, assignment, now);
      return true;
    });
  }
}

async function tellOfRelease(
  manager: EntityManager,
  courseId: string,
  assignment: string,
  now: Date,
): Promise<void> {
  const students = await manager.query<{ id: string }[]>(
    `SELECT DISTINCT enrollment.user_id AS id
       FROM enrollments enrollment
       JOIN submission_authors author ON author.user_id = enrollment.user_id
       JOIN grading_jobs job ON job.submission_id = author.submission_id AND job.course_id = enrollment.course_id
       JOIN assignments assignment ON assignment.id = job.assignment_id
      WHERE enrollment.course_id = $1 AND enrollment.role = 'student' AND assignment.slug = $2`,
    [courseId, assignment],
  );
  const userIds = students.map(({ id }) => id);
  await notify(manager, { courseId, userIds, kind: 'grades.released', assignment, submission: null }, now);
}

/** What the audit log says of an extension. */
function told({ assignment, minutes, dueAt }: ExtensionRow): unknown {
  return { assignment: assignment ?? 'all', minutes, dueAt };
}

/** Those that hold. */
function rowsOf(manager: EntityManager, where: string, parameters: unknown[]): Promise<ExtensionRow[]> {
  return manager.query<ExtensionRow[]>(
    `SELECT extension.id, student.id AS "studentId", student.email, assignment.slug AS assignment, extension.minutes,
            CASE WHEN extension.label IS NOT NULL THEN 'label' WHEN extension.section IS NOT NULL THEN 'section'
                 ELSE 'student' END AS kind,
            COALESCE(student.name, extension.section, extension.label) AS name,
            extension.due_at AS "dueAt", extension.reason, author.name AS author, extension.at
       FROM extensions extension
       JOIN courses course ON course.id = extension.course_id
       JOIN users author ON author.id = extension.author_id
       LEFT JOIN users student ON student.id = extension.user_id
       LEFT JOIN assignments assignment ON assignment.id = extension.assignment_id
      WHERE extension.revoked_at IS NULL AND ${where}`,
    parameters,
  );
}

function toView({ id, kind, studentId, name, dueAt, at, ...row }: ExtensionRow): ExtensionView {
  const { assignment, minutes, reason, author } = row;
  return {
    ...{ id, assignment, minutes, reason, author },
    target: { kind, id: studentId, name },
    dueAt: dueAt?.toISOString() ?? null,
    at: at.toISOString(),
  };
}
