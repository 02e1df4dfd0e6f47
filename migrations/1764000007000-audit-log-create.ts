import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Append-only by the database itself: a defect or a curious colleague can't rewrite what was done. */
export class AuditLogCreate1764000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_log (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        course_id uuid NOT NULL REFERENCES courses,
        actor text NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        before json,
        after json,
        reason text NOT NULL
      );
      CREATE INDEX ON audit_log (course_id, at DESC, id DESC);
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'the audit log is append-only';
        END
      $$;
      CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_log; DROP FUNCTION refuse_change()');
  }
}
