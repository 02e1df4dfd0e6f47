import type { Author } from '#libs/grading';
import type { DataSource, EntityManager } from 'typeorm';
import { audit } from './audit';
import {
  countContents,
  NOTHING_REMOVED,
  removeContents,
  sum,
  sweepBlobs,
  type RemovedContents,
} from './remove-contents';

export type { RemovedContents } from './remove-contents';

/** Few at a time: who hands in meanwhile waits for none of it for long. */
const BATCH = 200;
const UNFINISHED = `EXISTS (SELECT 1 FROM grading_jobs WHERE submission_id = submission.id AND state IN ('queued', 'running'))`;

/** What work of a course that came in before an instant still has; with `author`, removes it and says so in the audit log. */
export async function applyRetention(
  source: DataSource,
  course: { readonly id: string; readonly before: Date },
  author: Author | null,
  now: Date,
): Promise<RemovedContents> {
  let all = NOTHING_REMOVED;
  let last: string | null = null;
  for (;;) {
    const batch: readonly string[] = await source.transaction(async (manager) => {
      const ids = await oldSubmissions(manager, course, last);
      all = sum(
        all,
        await (author ? retainOnly(manager, course, ids, author, now) : countContents(manager, ids)),
      );
      return ids;
    });
    last = batch.at(-1) ?? null;
    if (batch.length < BATCH) break;
  }
  if (author) await sweepBlobs(source);
  return all;
}

async function retainOnly(
  manager: EntityManager,
  { id: courseId, before }: { readonly id: string; readonly before: Date },
  ids: readonly string[],
  author: Author,
  now: Date,
): Promise<RemovedContents> {
  if (ids.length === 0) return NOTHING_REMOVED;
  const removed = await removeContents(manager, ids, now);
  const change = { courseId, action: 'contents.removed', subject: 'submissions', before: null } as const;
  await audit(manager, author, { ...change, after: { receivedBefore: before, ...removed } }, now);
  return removed;
}

async function oldSubmissions(
  manager: EntityManager,
  { id, before }: { readonly id: string; readonly before: Date },
  after: string | null,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT submission.id FROM submissions submission
       JOIN assignment_versions version ON version.id = submission.version_id
       JOIN assignments assignment ON assignment.id = version.assignment_id
      WHERE assignment.course_id = $1 AND submission.received_at < $2 AND content_removed_at IS NULL
        AND ($3::uuid IS NULL OR submission.id > $3) AND NOT ${UNFINISHED}
      ORDER BY submission.id LIMIT ${String(BATCH)} FOR UPDATE OF submission`,
    [id, before, after],
  );
  return rows.map((row) => row.id);
}

export type Erasure =
  | { readonly kind: 'erased'; readonly pseudonym: string; readonly removed: RemovedContents }
  | { readonly kind: 'unknown' | 'unfinished' };

/**
 * Takes a person's name off what has to stay, and removes the rest. Work of a group stays for its other authors until the
 * last of them is erased. `unfinished`: something of theirs is being graded, and nothing was changed.
 * @param author null: only says what would be removed
 */
export async function erasePerson(
  source: DataSource,
  email: string,
  author: Author | null,
  now: Date,
): Promise<Erasure> {
  const erasure = await source.transaction(async (manager): Promise<Erasure> => {
    const [person] = await manager.query<{ id: string }[]>(
      'SELECT id FROM users WHERE email = $1 AND erased_at IS NULL FOR UPDATE',
      [email],
    );
    if (!person) return { kind: 'unknown' };
    const work = await ownWork(manager, person.id);
    if (work.some(({ isUnfinished }) => isUnfinished)) return { kind: 'unfinished' };
    const ids = work.map(({ id }) => id);
    const pseudonym = `erased-${person.id}@erased.invalid`;
    if (!author) return { kind: 'erased', pseudonym, removed: await countContents(manager, ids) };
    const removed = await removeContents(manager, ids, now);
    await forget(manager, person.id, ids);
    await manager.query(
      `UPDATE users SET email = $2, name = 'Erased person', password_hash = NULL, mail_mode = 'off', erased_at = $3
        WHERE id = $1`,
      [person.id, pseudonym, now],
    );
    await tellCourses(manager, person.id, pseudonym, removed, author, now);
    return { kind: 'erased', pseudonym, removed };
  });
  if (author && erasure.kind === 'erased') await sweepBlobs(source);
  return erasure;
}

/** Of which everybody else who is an author is erased already. */
function ownWork(manager: EntityManager, userId: string): Promise<{ id: string; isUnfinished: boolean }[]> {
  return manager.query<{ id: string; isUnfinished: boolean }[]>(
    `SELECT submission.id, ${UNFINISHED} AS "isUnfinished"
       FROM submissions submission JOIN submission_authors own ON own.submission_id = submission.id
      WHERE own.user_id = $1
        AND NOT EXISTS (SELECT 1 FROM submission_authors other JOIN users ON users.id = other.user_id
                         WHERE other.submission_id = submission.id AND other.user_id <> $1 AND erased_at IS NULL)
      ORDER BY submission.id`,
    [userId],
  );
}

/** Ways in, and what was written by or about the person in words of their own. */
async function forget(manager: EntityManager, userId: string, submissions: readonly string[]): Promise<void> {
  for (const table of [
    'sessions',
    'access_tokens',
    'account_links',
    'identities',
    'notifications',
    'regrade_notices',
  ]) {
    await manager.query(`DELETE FROM ${table} WHERE user_id = $1`, [userId]);
  }
  await manager.query("UPDATE enrollments SET student_id = '' WHERE user_id = $1", [userId]);
  await manager.query("UPDATE extensions SET reason = '(erased)' WHERE user_id = $1", [userId]);
  await manager.query('UPDATE submissions SET idempotency_key = NULL WHERE user_id = $1', [userId]);
  await manager.query("UPDATE regrade_requests SET text = '(erased)' WHERE submission_id = ANY ($1)", [
    submissions,
  ]);
  await manager.query(
    `DELETE FROM line_comment_texts
      WHERE comment_id IN (SELECT id FROM line_comments WHERE submission_id = ANY ($1))`,
    [submissions],
  );
  await manager.query('DELETE FROM line_comments WHERE submission_id = ANY ($1)', [submissions]);
  await manager.query(
    'DELETE FROM similarity_cases WHERE left_submission_id = ANY ($1) OR right_submission_id = ANY ($1)',
    [submissions],
  );
}

async function tellCourses(
  manager: EntityManager,
  userId: string,
  pseudonym: string,
  removed: RemovedContents,
  author: Author,
  now: Date,
): Promise<void> {
  const courses = await manager.query<{ courseId: string }[]>(
    'SELECT course_id AS "courseId" FROM enrollments WHERE user_id = $1',
    [userId],
  );
  for (const { courseId } of courses) {
    const change = { courseId, action: 'person.erased', subject: pseudonym } as const;
    await audit(manager, author, { ...change, before: null, after: removed }, now);
  }
}
