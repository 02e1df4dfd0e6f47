import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A version says who published it, why, and what it changed; and the database itself sees to it that none is ever
 * rewritten, since reports, receipts and regrade runs go by it.
 */
export class AssignmentVersionsHistory1764000050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE assignment_versions
        ADD COLUMN published_by text NOT NULL DEFAULT '',
        ADD COLUMN message text NOT NULL DEFAULT '',
        ADD COLUMN changes json NOT NULL DEFAULT '[]';
      UPDATE assignment_versions version
         SET published_by = entry.actor, message = entry.reason
        FROM audit_log entry, assignments assignment
       WHERE assignment.id = version.assignment_id AND entry.course_id = assignment.course_id
         AND entry.action = 'assignment.published' AND entry.subject = assignment.slug
         AND (entry.after ->> 'version')::integer = version.number;
      CREATE FUNCTION refuse_change_of_version() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'a published version is immutable';
        END
      $$;
      CREATE TRIGGER assignment_versions_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON assignment_versions
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_version();
      CREATE TRIGGER pack_files_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON pack_files
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_version();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER pack_files_immutable ON pack_files;
      DROP TRIGGER assignment_versions_immutable ON assignment_versions;
      DROP FUNCTION refuse_change_of_version();
      ALTER TABLE assignment_versions DROP COLUMN published_by, DROP COLUMN message, DROP COLUMN changes;
    `);
  }
}
