import { randomUUID } from 'node:crypto';
import type { DecideSimilarity, SimilarityCase } from '#libs/contracts';
import {
  SimilarityCases,
  type ComparisonPlace,
  type FoundPair,
  type LatestProgram,
  type Reviewer,
} from '#libs/grading';
import type { DataSource } from 'typeorm';
import { audit } from './audit';

interface CaseRow extends Omit<SimilarityCase, 'left' | 'right' | 'foundAt' | 'decided'> {
  left: string;
  leftStudentId: string;
  leftStudentName: string;
  right: string;
  rightStudentId: string;
  rightStudentName: string;
  foundAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
}

const SELECT_CASE = `
  SELECT found.id, assignment.slug AS assignment, found.problem_id AS problem, found.file, found.score, found.longest,
         found.fragments, found.found_at AS "foundAt", found.state, found.statement, found.reason,
         a.id AS left, left_student.id AS "leftStudentId", left_student.name AS "leftStudentName",
         b.id AS right, right_student.id AS "rightStudentId", right_student.name AS "rightStudentName",
         author.name AS "decidedBy", found.decided_at AS "decidedAt"
    FROM similarity_cases found
    JOIN courses course ON course.id = found.course_id
    JOIN assignments assignment ON assignment.id = found.assignment_id
    JOIN submissions a ON a.id = found.left_submission_id JOIN users left_student ON left_student.id = a.user_id
    JOIN submissions b ON b.id = found.right_submission_id JOIN users right_student ON right_student.id = b.user_id
    LEFT JOIN users author ON author.id = found.decided_by`;

export class PostgresSimilarity extends SimilarityCases {
  constructor(private readonly source: DataSource) {
    super();
  }

  async latestPrograms({
    courseId,
    assignment,
    problem,
    file,
  }: ComparisonPlace): Promise<readonly LatestProgram[]> {
    const rows = await this.source.query<{ submission: string; bytes: Buffer }[]>(
      `SELECT DISTINCT ON (author.user_id) submission.id AS submission, blob.bytes
         FROM submissions submission
         JOIN submission_authors author ON author.submission_id = submission.id
         JOIN assignment_versions version ON version.id = submission.version_id
         JOIN assignments assignment ON assignment.id = version.assignment_id
         JOIN enrollments member ON member.user_id = author.user_id AND member.course_id = assignment.course_id
         JOIN submission_files stored ON stored.submission_id = submission.id AND stored.name = $4
         JOIN blobs blob ON blob.sha256 = stored.blob_sha256
        WHERE assignment.course_id = $1 AND assignment.slug = $2 AND submission.problem_id = $3
          AND member.role = 'student'
        ORDER BY author.user_id, submission.received_at DESC, submission.id DESC`,
      [courseId, assignment, problem, file],
    );
    // A group's is the latest of each of its members, and one program.
    const programs = new Map(rows.map(({ submission, bytes }) => [submission, bytes.toString('utf8')]));
    return [...programs].map(([submission, text]) => ({ submission, text }));
  }

  async save(place: ComparisonPlace, pairs: readonly FoundPair[], by: Reviewer, now: Date): Promise<number> {
    return this.source.transaction(async (manager) => {
      let added = 0;
      for (const { left, right, score, longest, fragments } of pairs) {
        const [row] = await manager.query<{ isNew: boolean }[]>(
          `INSERT INTO similarity_cases (id, course_id, assignment_id, problem_id, file, left_submission_id,
                                         right_submission_id, score, longest, fragments, found_at)
           SELECT $1, $2, id, $4, $5, $6, $7, $8, $9, $10, $11 FROM assignments WHERE course_id = $2 AND slug = $3
           ON CONFLICT (left_submission_id, right_submission_id, file)
           DO UPDATE SET score = excluded.score, longest = excluded.longest, fragments = excluded.fragments
           RETURNING xmax = 0 AS "isNew"`,
          [
            ...[randomUUID(), place.courseId, place.assignment, place.problem, place.file, left, right],
            ...[score, longest, JSON.stringify(fragments), now],
          ],
        );
        if (row?.isNew) added += 1;
      }
      const { courseId, assignment, problem, file } = place;
      const change = { action: 'similarity.compared' as const, before: null, after: { file, cases: added } };
      await audit(manager, by, { courseId, subject: `${assignment}/${problem}`, ...change }, now);
      return added;
    });
  }

  async find(courseSlug: string, id: string): Promise<SimilarityCase | null> {
    const [found] = await this.select('WHERE course.slug = $1 AND found.id = $2', [courseSlug, id]);
    return found ?? null;
  }

  listOfCourse(
    courseSlug: string,
    state: SimilarityCase['state'] | null,
    after: string | null,
    limit: number,
  ): Promise<readonly SimilarityCase[]> {
    return this.select(
      `WHERE course.slug = $1 AND ($2::text IS NULL OR found.state = $2)
         AND ($3::uuid IS NULL OR (-found.score, found.id) > (SELECT -score, id FROM similarity_cases WHERE id = $3))
       ORDER BY found.score DESC, found.id LIMIT $4`,
      [courseSlug, state, after, limit],
    );
  }

  async decide(id: string, decision: DecideSimilarity, by: Reviewer, now: Date): Promise<boolean> {
    const { state, statement, reason, seen } = decision;
    return this.source.transaction(async (manager) => {
      const [, affected] = await manager.query<[unknown[], number]>(
        `UPDATE similarity_cases SET state = $2, statement = $3, reason = $4, decided_by = $5, decided_at = $6
          WHERE id = $1 AND state = $7`,
        [id, state, statement, reason, by.id, now, seen],
      );
      if (affected === 0) return false;
      const change = { action: 'similarity.decided' as const, before: { state: seen }, after: { state } };
      await audit(manager, by, { courseId: by.courseId, subject: id, ...change }, now);
      return true;
    });
  }

  private async select(rest: string, parameters: readonly unknown[]): Promise<SimilarityCase[]> {
    const rows = await this.source.query<CaseRow[]>(`${SELECT_CASE} ${rest}`, [...parameters]);
    return rows.map((row) => {
      const { leftStudentId, leftStudentName, rightStudentId, rightStudentName, ...others } = row;
      const { left, right, foundAt, decidedBy, decidedAt, ...found } = others;
      return {
        ...found,
        left: { submission: left, student: { id: leftStudentId, name: leftStudentName } },
        right: { submission: right, student: { id: rightStudentId, name: rightStudentName } },
        foundAt: foundAt.toISOString(),
        decided: decidedAt && { by: decidedBy ?? '', at: decidedAt.toISOString() },
      };
    });
  }
}
