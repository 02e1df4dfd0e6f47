import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Staff may look at a course as one of its students, from the session in which they asked to. */
export class SessionsViewing1764000012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE sessions ADD COLUMN viewing_user_id uuid REFERENCES users ON DELETE SET NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions DROP COLUMN viewing_user_id');
  }
}
