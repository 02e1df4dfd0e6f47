import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AssignmentsCreate1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE blobs (
        sha256 text PRIMARY KEY,
        bytes bytea NOT NULL
      );
      CREATE TABLE assignments (
        id uuid PRIMARY KEY,
        course_id uuid NOT NULL REFERENCES courses,
        slug text NOT NULL,
        position integer NOT NULL,
        UNIQUE (course_id, slug)
      );
      CREATE TABLE assignment_versions (
        id uuid PRIMARY KEY,
        assignment_id uuid NOT NULL REFERENCES assignments,
        number integer NOT NULL,
        pack_sha256 text NOT NULL,
        published_at timestamptz NOT NULL,
        UNIQUE (assignment_id, number)
      );
      CREATE TABLE pack_files (
        version_id uuid NOT NULL REFERENCES assignment_versions,
        path text NOT NULL,
        blob_sha256 text NOT NULL REFERENCES blobs,
        PRIMARY KEY (version_id, path)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pack_files, assignment_versions, assignments, blobs');
  }
}
