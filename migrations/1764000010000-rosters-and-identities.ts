import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a roster says of people in a course; and as whom an OpenID provider knows them, one each a person. */
export class RostersAndIdentities1764000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE enrollments
        ADD COLUMN section text NOT NULL DEFAULT '',
        ADD COLUMN student_id text NOT NULL DEFAULT '';
      CREATE INDEX ON enrollments (course_id);
      CREATE TABLE identities (
        issuer text NOT NULL,
        subject text NOT NULL,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        PRIMARY KEY (issuer, subject),
        UNIQUE (user_id, issuer)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE identities;
      ALTER TABLE enrollments DROP COLUMN section, DROP COLUMN student_id;
    `);
  }
}
