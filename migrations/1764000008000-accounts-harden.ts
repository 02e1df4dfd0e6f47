import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens get scopes; those that are there keep what they could do. Accounts may be without a password, and links give one. */
export class AccountsHarden1764000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE access_tokens ADD COLUMN scopes text[] NOT NULL DEFAULT '{read,submit,manage}'
        CHECK (cardinality(scopes) > 0 AND scopes <@ '{read,submit,manage}');
      ALTER TABLE access_tokens ALTER COLUMN scopes DROP DEFAULT;
      ALTER TABLE users ALTER COLUMN password_hash DROP NOT NULL;
      CREATE TABLE account_links (
        token_hash text PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX ON account_links (user_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE account_links;
      DELETE FROM users WHERE password_hash IS NULL;
      ALTER TABLE users ALTER COLUMN password_hash SET NOT NULL;
      ALTER TABLE access_tokens DROP COLUMN scopes;
    `);
  }
}
