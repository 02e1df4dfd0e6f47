import type { LineComment, SavedComment } from '#libs/contracts';
import { LineComments, type NewLineComment, type NewSavedComment, type ProblemPlace } from '#libs/grading';
import type { DataSource } from 'typeorm';
import { ASSIGNMENT_ID } from './postgres-rubrics';

export class PostgresLineComments extends LineComments {
  constructor(private readonly source: DataSource) {
    super();
  }

  async findOf(submissionId: string, readerId: string): Promise<readonly LineComment[]> {
    const rows = await this.source.query<(Omit<LineComment, 'at'> & { at: Date })[]>(
      `SELECT comment.id, comment.file, comment.line, newest.text, author.name AS author, newest.at,
              newest.revision, comment.author_id = $2 AS own
         FROM line_comments comment
         JOIN users author ON author.id = comment.author_id
         JOIN LATERAL (SELECT text, at, revision FROM line_comment_texts WHERE comment_id = comment.id
                        ORDER BY revision DESC LIMIT 1) newest ON newest.text IS NOT NULL
        WHERE comment.submission_id = $1
        ORDER BY comment.file, comment.line, newest.at, comment.id`,
      [submissionId, readerId],
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  }

  async find(id: string): Promise<{ submissionId: string; authorId: string } | null> {
    const [row] = await this.source.query<{ submissionId: string; authorId: string }[]>(
      'SELECT submission_id AS "submissionId", author_id AS "authorId" FROM line_comments WHERE id = $1',
      [id],
    );
    return row ?? null;
  }

  async add(comment: NewLineComment, now: Date): Promise<void> {
    const { id, submissionId, file, line, text, authorId, savedId } = comment;
    await this.source.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO line_comments (id, submission_id, file, line, author_id, saved_comment_id)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, submissionId, file, line, authorId, savedId],
      );
      await manager.query(
        'INSERT INTO line_comment_texts (comment_id, revision, text, at) VALUES ($1, 1, $2, $3)',
        [id, text, now],
      );
    });
  }

  async change(id: string, seenRevision: number | null, text: string | null, now: Date): Promise<boolean> {
    const inserted = await this.source.query<unknown[]>(
      `INSERT INTO line_comment_texts (comment_id, revision, text, at)
       SELECT $1, newest.revision + 1, $3, $4
         FROM (SELECT revision, text FROM line_comment_texts WHERE comment_id = $1
                ORDER BY revision DESC LIMIT 1) newest
        WHERE newest.text IS NOT NULL AND ($2::integer IS NULL OR newest.revision = $2)
           ON CONFLICT DO NOTHING RETURNING revision`,
      [id, seenRevision, text, now],
    );
    return inserted.length > 0;
  }

  async savedFor(
    { course, assignment, problem }: ProblemPlace,
    limit: number,
  ): Promise<readonly SavedComment[]> {
    return this.source.query<SavedComment[]>(
      `SELECT saved.id, saved.text, author.name AS author,
              (SELECT count(*)::integer FROM line_comments WHERE saved_comment_id = saved.id) AS uses
         FROM saved_comments saved JOIN users author ON author.id = saved.author_id
        WHERE saved.assignment_id = ${ASSIGNMENT_ID} AND saved.problem_id = $3 AND saved.removed_at IS NULL
        ORDER BY uses DESC, saved.at DESC, saved.id LIMIT $4`,
      [course, assignment, problem, limit],
    );
  }

  async findSaved(id: string): Promise<ProblemPlace | null> {
    const [row] = await this.source.query<ProblemPlace[]>(
      `SELECT course.slug AS course, assignment.slug AS assignment, saved.problem_id AS problem
         FROM saved_comments saved
         JOIN assignments assignment ON assignment.id = saved.assignment_id
         JOIN courses course ON course.id = assignment.course_id
        WHERE saved.id = $1 AND saved.removed_at IS NULL`,
      [id],
    );
    return row ?? null;
  }

  async save(place: ProblemPlace, { id, text, authorId }: NewSavedComment, now: Date): Promise<void> {
    const { course, assignment, problem } = place;
    await this.source.query(
      `INSERT INTO saved_comments (id, assignment_id, problem_id, text, author_id, at)
       VALUES ($4, ${ASSIGNMENT_ID}, $3, $5, $6, $7)`,
      [course, assignment, problem, id, text, authorId, now],
    );
  }

  async removeSaved(id: string, now: Date): Promise<void> {
    await this.source.query('UPDATE saved_comments SET removed_at = $2 WHERE id = $1', [id, now]);
  }
}
