import type { NotificationKind, NotificationSubject } from '#libs/contracts';
import type { EntityManager } from 'typeorm';

interface News extends NotificationSubject {
  readonly courseId: string;
  readonly userIds: readonly string[];
  readonly kind: NotificationKind;
}

/** At six in the morning (UTC) of the next day, the same moment for all that a digest is to hold. */
const NEXT_DIGEST = `date_trunc('day', $6::timestamptz AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + interval '30 hours'`;

/** Tells people of something, in the transaction in which it happens; mail follows as each of them chose. */
export async function notify(
  manager: EntityManager,
  { courseId, userIds, kind, assignment, submission }: News,
  now: Date,
): Promise<void> {
  await manager.query(
    `INSERT INTO notifications (user_id, course_id, kind, assignment, submission_id, at, mail_due_at)
     SELECT id, $2, $3, $4, $5, $6,
            CASE mail_mode WHEN 'immediate' THEN $6::timestamptz WHEN 'daily' THEN ${NEXT_DIGEST} END
       FROM users WHERE id = ANY ($1)`,
    [userIds, courseId, kind, assignment, submission, now],
  );
}

/** The same for all whose work something is, about it. */
export async function notifyStudentOf(
  manager: EntityManager,
  submissionId: string,
  kind: NotificationKind,
  now: Date,
): Promise<void> {
  const [place] = await manager.query<{ userIds: string[]; courseId: string; assignment: string }[]>(
    `SELECT ARRAY(SELECT user_id FROM submission_authors WHERE submission_id = submission.id) AS "userIds",
            assignment.course_id AS "courseId", assignment.slug AS assignment
       FROM submissions submission
       JOIN assignment_versions version ON version.id = submission.version_id
       JOIN assignments assignment ON assignment.id = version.assignment_id
      WHERE submission.id = $1`,
    [submissionId],
  );
  if (!place) throw new Error(`there is no submission ${submissionId}`);
  await notify(manager, { ...place, kind, submission: submissionId }, now);
}
