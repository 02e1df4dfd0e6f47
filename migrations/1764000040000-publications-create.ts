import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Packs that instructors sent in, what the publish gate has found so far, and which version came of it. */
export class PublicationsCreate1764000040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE publications (
        id uuid PRIMARY KEY,
        course_id uuid NOT NULL REFERENCES courses,
        assignment text NOT NULL,
        user_id uuid NOT NULL REFERENCES users,
        publishes boolean NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'checking', 'passed', 'published', 'refused', 'failed')),
        checks json NOT NULL DEFAULT '[]',
        of_checks integer,
        faults json NOT NULL DEFAULT '[]',
        version integer,
        requested_at timestamptz NOT NULL,
        finished_at timestamptz,
        attempt integer NOT NULL DEFAULT 0,
        lease_until timestamptz
      );
      CREATE INDEX ON publications (course_id, requested_at DESC);
      CREATE INDEX ON publications (requested_at) WHERE state IN ('queued', 'checking');
      CREATE TABLE publication_files (
        publication_id uuid NOT NULL REFERENCES publications ON DELETE CASCADE,
        path text NOT NULL,
        blob_sha256 text NOT NULL REFERENCES blobs,
        PRIMARY KEY (publication_id, path)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE publication_files; DROP TABLE publications');
  }
}
