/**
 * Theory of operation: whoever changes who is in a group holds the row of its assignment, so that two who want the last place
 * come one after the other. Handing in is not held up by that. It locks the sender's membership and then the group, in this
 * order, as leaving does: whoever leaves is gone before the work comes in, or finds the group settled.
 */
import type { Group } from '#libs/contracts';
import { Groups, type Author, type GroupRecord, type GroupWork, type User } from '#libs/grading';
import type { DataSource, EntityManager } from 'typeorm';
import { audit } from './audit';

type Named = Pick<Group, 'id' | 'name'>;

const SELECT_GROUP = `
  SELECT student_groups.id, student_groups.name, join_code AS "joinCode",
         first_submission_at IS NOT NULL AS "isSettled",
         (SELECT coalesce(json_agg(json_build_object('id', users.id, 'name', users.name) ORDER BY joined_at, users.id), '[]')
            FROM group_members JOIN users ON users.id = user_id
           WHERE group_id = student_groups.id) AS members
    FROM student_groups
    JOIN assignments assignment ON assignment.id = student_groups.assignment_id
   WHERE assignment.course_id = $1 AND assignment.slug = $2`;

export class PostgresGroups extends Groups {
  constructor(private readonly source: DataSource) {
    super();
  }

  async findOf({ courseId, assignment }: GroupWork, userId: string): Promise<GroupRecord | null> {
    const [group] = await this.source.query<GroupRecord[]>(
      `${SELECT_GROUP} AND student_groups.id IN (SELECT group_id FROM group_members WHERE user_id = $3)`,
      [courseId, assignment, userId],
    );
    return group ?? null;
  }

  start(
    work: GroupWork,
    group: { id: string; name: string; joinCode: string },
    student: User,
    now: Date,
  ): Promise<boolean> {
    return this.holding(work, async (manager, assignmentId) => {
      if (await membershipOf(manager, assignmentId, student.id)) return false;
      await manager.query(
        `INSERT INTO student_groups (id, assignment_id, name, join_code, created_at) VALUES ($1, $2, $3, $4, $5)`,
        [group.id, assignmentId, group.name, group.joinCode, now],
      );
      await enter(manager, assignmentId, group.id, student.id, now);
      await tell(manager, work, student, null, group, { name: student.email, reason: 'started it' }, now);
      return true;
    });
  }

  join(
    work: GroupWork,
    joinCode: string,
    student: User,
    now: Date,
  ): Promise<'joined' | 'unknown' | 'full' | 'elsewhere'> {
    return this.holding(work, async (manager, assignmentId) => {
      const [group] = await manager.query<Named[]>(
        'SELECT id, name FROM student_groups WHERE assignment_id = $1 AND join_code = $2',
        [assignmentId, joinCode],
      );
      if (!group) return 'unknown';
      const before = await membershipOf(manager, assignmentId, student.id);
      if (before) return before.id === group.id ? 'joined' : 'elsewhere';
      if (await isFull(manager, group.id, work)) return 'full';
      await enter(manager, assignmentId, group.id, student.id, now);
      await tell(
        manager,
        work,
        student,
        null,
        group,
        { name: student.email, reason: 'joined by its code' },
        now,
      );
      return 'joined';
    });
  }

  leave(work: GroupWork, student: User, now: Date): Promise<'left' | 'none' | 'settled'> {
    return this.holding(work, async (manager, assignmentId) => {
      const group = await membershipOf(manager, assignmentId, student.id);
      if (!group) return 'none';
      const [locked] = await manager.query<{ isSettled: boolean }[]>(
        'SELECT first_submission_at IS NOT NULL AS "isSettled" FROM student_groups WHERE id = $1 FOR UPDATE',
        [group.id],
      );
      if (locked?.isSettled) return 'settled';
      await depart(manager, assignmentId, group.id, student.id);
      await tell(manager, work, student, group, null, { name: student.email, reason: 'left it' }, now);
      return 'left';
    });
  }

  rename(work: GroupWork, name: string, userId: string): Promise<'renamed' | 'none' | 'settled'> {
    return this.holding(work, async (manager, assignmentId) => {
      const group = await membershipOf(manager, assignmentId, userId);
      if (!group) return 'none';
      const [renamed] = await manager.query<[unknown[], number]>(
        'UPDATE student_groups SET name = $2 WHERE id = $1 AND first_submission_at IS NULL RETURNING id',
        [group.id, name],
      );
      return renamed.length > 0 ? 'renamed' : 'settled';
    });
  }

  place(
    work: GroupWork,
    student: User,
    groupId: string | null,
    author: Author,
    now: Date,
  ): Promise<'placed' | 'unknown' | 'full'> {
    return this.holding(work, async (manager, assignmentId) => {
      const after = groupId === null ? null : await findGroup(manager, assignmentId, groupId);
      if (groupId !== null && !after) return 'unknown';
      const before = await membershipOf(manager, assignmentId, student.id);
      if (before?.id === after?.id) return 'placed';
      if (after && (await isFull(manager, after.id, work))) return 'full';
      if (before) await depart(manager, assignmentId, before.id, student.id);
      if (after) await enter(manager, assignmentId, after.id, student.id, now);
      await tell(manager, work, student, before, after, author, now);
      return 'placed';
    });
  }

  list({ courseId, assignment }: GroupWork, after: string | null, limit: number): Promise<readonly Group[]> {
    return this.source.query<Group[]>(
      `SELECT id, name, "isSettled", members FROM (
         ${SELECT_GROUP}
           AND ($3::uuid IS NULL OR (student_groups.created_at, student_groups.id) >
                (SELECT created_at, id FROM student_groups WHERE id = $3))
         ORDER BY student_groups.created_at, student_groups.id LIMIT $4) page`,
      [courseId, assignment, after, limit],
    );
  }

  /** Runs `work` in a transaction in which nobody else changes who is in a group of the assignment. */
  private holding<T>(
    { courseId, assignment }: GroupWork,
    work: (manager: EntityManager, assignmentId: string) => Promise<T>,
  ): Promise<T> {
    return this.source.transaction(async (manager) => {
      // Not FOR UPDATE, for which everybody who hands in would wait.
      const [row] = await manager.query<{ id: string }[]>(
        'SELECT id FROM assignments WHERE course_id = $1 AND slug = $2 FOR NO KEY UPDATE',
        [courseId, assignment],
      );
      if (!row) throw new Error(`there is no assignment ${assignment}`);
      return work(manager, row.id);
    });
  }
}

/**
 * The sender's group for the assignment of this version, from now on settled; null where there is none. Its members are
 * those whom a later statement of the transaction sees.
 */
export async function settleGroupOf(
  manager: EntityManager,
  userId: string,
  versionId: string,
  now: Date,
): Promise<string | null> {
  const [own] = await manager.query<{ groupId: string }[]>(
    `SELECT group_id AS "groupId" FROM group_members
      WHERE user_id = $1 AND assignment_id = (SELECT assignment_id FROM assignment_versions WHERE id = $2)
        FOR UPDATE`,
    [userId, versionId],
  );
  if (!own) return null;
  await manager.query(
    'UPDATE student_groups SET first_submission_at = COALESCE(first_submission_at, $2) WHERE id = $1',
    [own.groupId, now],
  );
  return own.groupId;
}

/** The student's group, with the membership locked. */
async function membershipOf(
  manager: EntityManager,
  assignmentId: string,
  userId: string,
): Promise<Named | null> {
  const [group] = await manager.query<Named[]>(
    `SELECT student_groups.id, name FROM group_members JOIN student_groups ON student_groups.id = group_id
      WHERE group_members.assignment_id = $1 AND user_id = $2 FOR UPDATE OF group_members`,
    [assignmentId, userId],
  );
  return group ?? null;
}

async function findGroup(manager: EntityManager, assignmentId: string, id: string): Promise<Named | null> {
  const [group] = await manager.query<Named[]>(
    'SELECT id, name FROM student_groups WHERE assignment_id = $1 AND id = $2',
    [assignmentId, id],
  );
  return group ?? null;
}

async function isFull(manager: EntityManager, groupId: string, { maximum }: GroupWork): Promise<boolean> {
  const [row] = await manager.query<{ members: number }[]>(
    'SELECT count(*)::integer AS members FROM group_members WHERE group_id = $1',
    [groupId],
  );
  return (row?.members ?? 0) >= maximum;
}

async function enter(
  manager: EntityManager,
  assignmentId: string,
  groupId: string,
  userId: string,
  now: Date,
): Promise<void> {
  await manager.query(
    'INSERT INTO group_members (assignment_id, user_id, group_id, joined_at) VALUES ($1, $2, $3, $4)',
    [assignmentId, userId, groupId, now],
  );
}

/** A group that nobody is left in ends: its submissions have their authors. */
async function depart(
  manager: EntityManager,
  assignmentId: string,
  groupId: string,
  userId: string,
): Promise<void> {
  await manager.query('DELETE FROM group_members WHERE assignment_id = $1 AND user_id = $2', [
    assignmentId,
    userId,
  ]);
  await manager.query(
    `DELETE FROM student_groups
      WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM group_members WHERE group_id = student_groups.id)`,
    [groupId],
  );
}

/** Into the audit log. */
async function tell(
  manager: EntityManager,
  { courseId, assignment }: GroupWork,
  student: User,
  before: Named | null,
  after: Named | null,
  author: Author,
  now: Date,
): Promise<void> {
  const of = (group: Named | null) => ({ assignment, group: group && { id: group.id, name: group.name } });
  const change = { courseId, action: 'group.changed', subject: student.email } as const;
  await audit(manager, author, { ...change, before: of(before), after: of(after) }, now);
}
