import { StudentViews, type Author, type User } from '#libs/grading';
import type { DataSource } from 'typeorm';
import { audit } from './audit';
import { SessionEntity } from './entities/account.entities';
import { CourseEntity } from './entities/catalog.entities';

/** Of two columns with ids of users: whether all courses of the first are open to the second. */
const isOpen = (student: string, staff: string): string => `
  EXISTS (SELECT 1 FROM enrollments WHERE user_id = ${student})
  AND NOT EXISTS (
    SELECT 1 FROM enrollments theirs
     WHERE theirs.user_id = ${student}
       AND (theirs.role <> 'student'
            OR NOT EXISTS (SELECT 1 FROM enrollments own
                            WHERE own.user_id = ${staff} AND own.course_id = theirs.course_id
                              AND own.role <> 'student')))`;

export class PostgresStudentViews extends StudentViews {
  constructor(private readonly source: DataSource) {
    super();
  }

  async isOpenTo(studentId: string, staffId: string): Promise<boolean> {
    const [row] = await this.source.query<{ yes: boolean }[]>(
      `SELECT ${isOpen('$1::uuid', '$2::uuid')} AS yes`,
      [studentId, staffId],
    );
    return row?.yes === true;
  }

  async begin(
    tokenHash: string,
    student: User,
    courseSlug: string,
    author: Author,
    now: Date,
  ): Promise<void> {
    await this.source.transaction(async (manager) => {
      const { id: courseId } = await manager.findOneByOrFail(CourseEntity, { slug: courseSlug });
      await manager.update(SessionEntity, { tokenHash }, { viewingUserId: student.id });
      const subject = student.email;
      const change = { courseId, action: 'student.viewed', subject, before: null, after: null } as const;
      await audit(manager, author, change, now);
    });
  }

  async end(tokenHash: string): Promise<void> {
    await this.source.getRepository(SessionEntity).update({ tokenHash }, { viewingUserId: null });
  }

  async find(tokenHash: string): Promise<User | null> {
    const [student] = await this.source.query<User[]>(
      `SELECT student.id, student.email, student.name
         FROM sessions JOIN users student ON student.id = sessions.viewing_user_id
        WHERE sessions.token_hash = $1 AND ${isOpen('student.id', 'sessions.user_id')}`,
      [tokenHash],
    );
    return student ?? null;
  }
}
