import { randomUUID } from 'node:crypto';
import type { Enrolled, Member } from '#libs/contracts';
import { Rosters, type Author, type User } from '#libs/grading';
import type { DataSource, EntityManager } from 'typeorm';
import { audit } from './audit';
import { CourseEntity } from './entities/catalog.entities';

interface NewEnrollment {
  readonly email: string;
  readonly name: string;
  readonly after: Enrolled;
}

interface Found extends User {
  readonly active: boolean;
  /** Null for who is not in the course yet. */
  readonly before: Enrolled | null;
}

const ACTIVE = `(password_hash IS NOT NULL
  OR EXISTS (SELECT 1 FROM identities WHERE identities.user_id = users.id))`;

export class PostgresRosters extends Rosters {
  constructor(private readonly source: DataSource) {
    super();
  }

  async members(courseSlug: string): Promise<readonly Member[]> {
    return this.select(courseSlug, null);
  }

  async findMember(courseSlug: string, userId: string): Promise<Member | null> {
    return (await this.select(courseSlug, userId))[0] ?? null;
  }

  async apply(
    courseSlug: string,
    people: readonly NewEnrollment[],
    author: Author,
    now: Date,
  ): Promise<readonly User[]> {
    return this.source.transaction(async (manager) => {
      // Two rosters at once come one after the other, so that the log tells the truth of before and after.
      const course = await manager.findOneOrFail(CourseEntity, {
        where: { slug: courseSlug },
        lock: { mode: 'pessimistic_write' },
      });
      await insertUsers(manager, people, now);
      const found = await findAll(manager, course.id, people);
      await enroll(manager, course.id, people, found);
      for (const { email, after } of people) {
        const before = found.get(email)?.before ?? null;
        const change = {
          courseId: course.id,
          action: 'enrollment.changed',
          subject: email,
          before,
          after,
        } as const;
        await audit(manager, author, change, now);
      }
      const entitled = people.flatMap(({ email, after }) => {
        const person = found.get(email);
        return person && person.before?.role !== after.role ? [person] : [];
      });
      // Somebody may hold a link that was made while the account opened less than it does now.
      await manager.query('DELETE FROM account_links WHERE user_id = ANY ($1)', [
        entitled.map(({ id }) => id),
      ]);
      return entitled.filter(({ active }) => !active).map(({ id, email, name }) => ({ id, email, name }));
    });
  }

  async isInHandsOf(userId: string, instructorId: string): Promise<boolean> {
    const [row] = await this.source.query<{ yes: boolean }[]>(
      `SELECT NOT EXISTS (
         SELECT 1 FROM enrollments theirs JOIN users ON users.id = theirs.user_id
          WHERE theirs.user_id = $1
            AND (NOT EXISTS (SELECT 1 FROM enrollments own
                              WHERE own.user_id = $2 AND own.course_id = theirs.course_id AND own.role = 'instructor')
                 OR (theirs.role <> 'student' AND ${ACTIVE}))) AS yes`,
      [userId, instructorId],
    );
    return row?.yes === true;
  }

  private select(courseSlug: string, userId: string | null): Promise<Member[]> {
    return this.source.query<Member[]>(
      `SELECT users.id, users.email, users.name, enrollment.role, enrollment.section, enrollment.labels,
              enrollment.student_id AS "studentId", ${ACTIVE} AS active
         FROM enrollments enrollment
         JOIN users ON users.id = enrollment.user_id
         JOIN courses ON courses.id = enrollment.course_id
        WHERE courses.slug = $1 AND ($2::uuid IS NULL OR users.id = $2)
        ORDER BY enrollment.role = 'student', users.name, users.email`,
      [courseSlug, userId],
    );
  }
}

async function insertUsers(
  manager: EntityManager,
  people: readonly NewEnrollment[],
  now: Date,
): Promise<void> {
  await manager.query(
    `INSERT INTO users (id, email, name, created_at)
     SELECT id, email, name, $4 FROM unnest($1::uuid[], $2::text[], $3::text[]) AS person (id, email, name)
     ON CONFLICT (email) DO NOTHING`,
    [people.map(() => randomUUID()), people.map(({ email }) => email), people.map(({ name }) => name), now],
  );
}

async function findAll(
  manager: EntityManager,
  courseId: string,
  people: readonly NewEnrollment[],
): Promise<Map<string, Found>> {
  const found = await manager.query<Found[]>(
    `SELECT users.id, users.email, users.name, ${ACTIVE} AS active,
            CASE WHEN role IS NOT NULL
              THEN json_build_object('role', role, 'section', section, 'studentId', student_id,
                                     'labels', labels) END AS before
       FROM users LEFT JOIN enrollments ON user_id = users.id AND course_id = $2
      WHERE users.email = ANY ($1)`,
    [people.map(({ email }) => email), courseId],
  );
  return new Map(found.map((each) => [each.email, each]));
}

async function enroll(
  manager: EntityManager,
  courseId: string,
  people: readonly NewEnrollment[],
  found: ReadonlyMap<string, Found>,
): Promise<void> {
  await manager.query(
    `INSERT INTO enrollments (user_id, course_id, role, section, student_id, labels)
     SELECT user_id, $2, role, section, student_id,
            ARRAY(SELECT jsonb_array_elements_text(labels::jsonb) ORDER BY 1)
       FROM unnest($1::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])
              AS person (user_id, role, section, student_id, labels)
     ON CONFLICT (user_id, course_id) DO UPDATE
       SET role = excluded.role, section = excluded.section, student_id = excluded.student_id,
           labels = excluded.labels`,
    [
      people.map(({ email }) => found.get(email)?.id),
      courseId,
      people.map(({ after }) => after.role),
      people.map(({ after }) => after.section),
      people.map(({ after }) => after.studentId),
      // PostgreSQL has no arrays of arrays of different lengths.
      people.map(({ after }) => JSON.stringify(after.labels)),
    ],
  );
}
