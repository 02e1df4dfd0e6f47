import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Students who work together on an assignment; the key makes a second group of one person impossible. */
export class GroupsCreate1764000071000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE student_groups (
        id uuid PRIMARY KEY,
        assignment_id uuid NOT NULL REFERENCES assignments,
        name text NOT NULL,
        join_code text NOT NULL,
        created_at timestamptz NOT NULL,
        first_submission_at timestamptz,
        UNIQUE (assignment_id, join_code),
        UNIQUE (id, assignment_id)
      );
      CREATE TABLE group_members (
        assignment_id uuid NOT NULL,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        group_id uuid NOT NULL,
        joined_at timestamptz NOT NULL,
        PRIMARY KEY (assignment_id, user_id),
        FOREIGN KEY (group_id, assignment_id) REFERENCES student_groups (id, assignment_id)
      );
      CREATE INDEX ON group_members (group_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE group_members, student_groups');
  }
}
