import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contents may be removed after their time; names, sizes and hashes stay, so that a receipt can still be given and checked. */
export class ContentsRemoved1764000072000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN erased_at timestamptz;
      ALTER TABLE submissions ADD COLUMN content_removed_at timestamptz;
      CREATE TABLE removed_files (
        submission_id uuid NOT NULL REFERENCES submissions,
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('file', 'answer')),
        blob_sha256 text NOT NULL,
        bytes integer NOT NULL,
        PRIMARY KEY (submission_id, name)
      );
      CREATE INDEX ON submission_files (blob_sha256);
      CREATE INDEX ON pack_files (blob_sha256);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE removed_files;
      DROP INDEX submission_files_blob_sha256_idx, pack_files_blob_sha256_idx;
      ALTER TABLE submissions DROP COLUMN content_removed_at;
      ALTER TABLE users DROP COLUMN erased_at;
    `);
  }
}
