import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Unlogged: a crash of the database forgets who knocked how often, which does no harm, and counting stays cheap. */
export class ThrottlesCreate1764000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE UNLOGGED TABLE throttles (
        key text PRIMARY KEY,
        free_at timestamptz NOT NULL
      );
      CREATE INDEX ON throttles (free_at);
      CREATE INDEX ON sessions (user_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX sessions_user_id_idx; DROP TABLE throttles');
  }
}
