import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people are told of; also the outbox of mail about it: a notification with `mail_due_at` waits to be mailed from then on,
 * and does not wait any more once `mailed_at` is set.
 */
export class NotificationsCreate1764000031000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN mail_mode text NOT NULL DEFAULT 'immediate'
        CHECK (mail_mode IN ('immediate', 'daily', 'off'));
      CREATE TABLE notifications (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        course_id uuid NOT NULL REFERENCES courses,
        kind text NOT NULL,
        assignment text,
        submission_id uuid REFERENCES submissions,
        at timestamptz NOT NULL,
        read_at timestamptz,
        mail_due_at timestamptz,
        mail_tries integer NOT NULL DEFAULT 0,
        mailed_at timestamptz
      );
      CREATE INDEX ON notifications (user_id, at DESC, id DESC);
      CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL;
      CREATE INDEX notifications_to_mail ON notifications (mail_due_at) WHERE mailed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notifications; ALTER TABLE users DROP COLUMN mail_mode');
  }
}
