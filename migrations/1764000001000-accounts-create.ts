import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountsCreate1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE users (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        name text NOT NULL,
        password_hash text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE sessions (
        token_hash text PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        expires_at timestamptz NOT NULL
      );
      CREATE TABLE access_tokens (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        name text NOT NULL,
        token_hash text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz
      );
      CREATE INDEX ON access_tokens (user_id);
      CREATE TABLE courses (
        id uuid PRIMARY KEY,
        slug text NOT NULL UNIQUE,
        title text NOT NULL
      );
      CREATE TABLE enrollments (
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        course_id uuid NOT NULL REFERENCES courses ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('student', 'assistant', 'instructor')),
        PRIMARY KEY (user_id, course_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE enrollments, courses, access_tokens, sessions, users');
  }
}
