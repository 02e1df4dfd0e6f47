import type { MailMode } from '#libs/contracts';
import { Notifications, type DueMail, type NotificationRecord, type User } from '#libs/grading';
import type { DataSource } from 'typeorm';

type Row = Omit<NotificationRecord, 'course'> & { courseSlug: string; courseTitle: string };
type MailRow = Row & { userId: string; email: string; name: string };

const COLUMNS = `notification.id, notification.kind, notification.assignment, notification.submission_id AS submission,
  notification.at, notification.read_at IS NOT NULL AS "isRead", course.slug AS "courseSlug", course.title AS "courseTitle"`;

/** A mail that could not be sent is tried again after five minutes, then after twice as long each time, up to a day. */
const RETRY = `$1::timestamptz + least(interval '1 day', interval '5 minutes' * power(2, least(mail_tries, 9)))`;
/** A month of tries; an address that takes nothing for so long is none. */
const MAX_TRIES = 40;

export class PostgresNotifications extends Notifications {
  constructor(private readonly source: DataSource) {
    super();
  }

  async listOf(userId: string, after: string | null, limit: number): Promise<readonly NotificationRecord[]> {
    const rows = await this.source.query<Row[]>(
      `SELECT ${COLUMNS} FROM notifications notification JOIN courses course ON course.id = notification.course_id
        WHERE user_id = $1
          AND ($2::uuid IS NULL OR (notification.at, notification.id) <
               (SELECT at, id FROM notifications WHERE id = $2 AND user_id = $1))
        ORDER BY notification.at DESC, notification.id DESC LIMIT $3`,
      [userId, after, limit],
    );
    return rows.map(toRecord);
  }

  async unreadOf(userId: string): Promise<number> {
    const [row] = await this.source.query<{ unread: number }[]>(
      'SELECT count(*)::integer AS unread FROM notifications WHERE user_id = $1 AND read_at IS NULL',
      [userId],
    );
    return row?.unread ?? 0;
  }

  async markRead(userId: string, ids: readonly string[] | null, now: Date): Promise<void> {
    await this.source.query(
      `UPDATE notifications SET read_at = $3
        WHERE user_id = $1 AND read_at IS NULL AND ($2::uuid[] IS NULL OR id = ANY ($2))`,
      [userId, ids, now],
    );
  }

  async mailModeOf(userId: string): Promise<MailMode> {
    const [row] = await this.source.query<{ mode: MailMode }[]>(
      'SELECT mail_mode AS mode FROM users WHERE id = $1',
      [userId],
    );
    return row?.mode ?? 'off';
  }

  async setMailMode(userId: string, mode: MailMode): Promise<void> {
    await this.source.query('UPDATE users SET mail_mode = $2 WHERE id = $1', [userId, mode]);
  }

  async claimMail(now: Date, people: number): Promise<readonly DueMail[]> {
    const [rows] = await this.source.query<[MailRow[], number]>(
      `WITH due AS (
         SELECT notification.id, user_id, mail_due_at
           FROM notifications notification JOIN users ON users.id = user_id
          WHERE mailed_at IS NULL AND mail_due_at <= $1 AND mail_tries < ${String(MAX_TRIES)}
            AND users.mail_mode <> 'off'
            FOR UPDATE OF notification SKIP LOCKED),
       chosen AS (SELECT user_id FROM due GROUP BY user_id ORDER BY min(mail_due_at), user_id LIMIT $2)
       UPDATE notifications notification
          SET mail_due_at = ${RETRY}, mail_tries = mail_tries + 1
         FROM due JOIN chosen USING (user_id) JOIN users ON users.id = due.user_id, courses course
        WHERE notification.id = due.id AND course.id = notification.course_id
       RETURNING ${COLUMNS}, users.id AS "userId", users.email, users.name`,
      [now, people],
    );
    return byPerson(rows);
  }

  async markMailed(ids: readonly string[], now: Date): Promise<void> {
    await this.source.query('UPDATE notifications SET mailed_at = $2 WHERE id = ANY ($1)', [ids, now]);
  }
}

function toRecord({ courseSlug, courseTitle, ...row }: Row): NotificationRecord {
  return { ...row, course: { slug: courseSlug, title: courseTitle } };
}

function byPerson(rows: readonly MailRow[]): DueMail[] {
  const mails = new Map<string, { user: User; notifications: NotificationRecord[] }>();
  for (const { userId, email, name, ...row } of rows) {
    const mail = mails.get(userId) ?? { user: { id: userId, email, name }, notifications: [] };
    mail.notifications.push(toRecord(row));
    mails.set(userId, mail);
  }
  const oldestFirst = (a: NotificationRecord, b: NotificationRecord) => a.at.getTime() - b.at.getTime();
  return [...mails.values()].map(({ user, notifications }) => ({
    user,
    notifications: notifications.sort(oldestFirst),
  }));
}
