import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose work a submission is: the sender's, and of everybody who was in the sender's group when it came in. */
export class SubmissionAuthorsCreate1764000070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE submission_authors (
        submission_id uuid NOT NULL REFERENCES submissions,
        user_id uuid NOT NULL REFERENCES users,
        PRIMARY KEY (submission_id, user_id)
      );
      CREATE INDEX ON submission_authors (user_id, submission_id);
      INSERT INTO submission_authors (submission_id, user_id) SELECT id, user_id FROM submissions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE submission_authors');
  }
}
