import type { Marking, Rubric } from '#libs/contracts';
import { type NewMarking, type ProblemPlace, type Reviewer, Rubrics } from '#libs/grading';
import type { DataSource, EntityManager } from 'typeorm';
import { audit } from './audit';

const EMPTY: Rubric = { revision: 0, scoring: 'positive', items: [] };

/** The assignment of a place, whose course and slug are the first two parameters. */
export const ASSIGNMENT_ID = `(SELECT assignment.id FROM assignments assignment
  JOIN courses course ON course.id = assignment.course_id WHERE course.slug = $1 AND assignment.slug = $2)`;

export class PostgresRubrics extends Rubrics {
  constructor(private readonly source: DataSource) {
    super();
  }

  async find(place: ProblemPlace): Promise<Rubric> {
    return newestRubric(this.source.manager, place);
  }

  async save(place: ProblemPlace, rubric: Rubric, by: Reviewer, now: Date): Promise<boolean> {
    const { course, assignment, problem } = place;
    return this.source.transaction(async (manager) => {
      const before = await newestRubric(manager, place);
      if (before.revision !== rubric.revision - 1) return false;
      const inserted = await manager.query<unknown[]>(
        `INSERT INTO rubrics (assignment_id, problem_id, revision, scoring, items, author_id, at)
         VALUES (${ASSIGNMENT_ID}, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING revision`,
        [
          ...[course, assignment, problem, rubric.revision, rubric.scoring],
          ...[JSON.stringify(rubric.items), by.id, now],
        ],
      );
      if (inserted.length === 0) return false;
      const change = { action: 'rubric.changed' as const, subject: `${assignment}/${problem}` };
      await audit(manager, by, { courseId: by.courseId, ...change, before, after: rubric }, now);
      return true;
    });
  }

  async markingsOf(submissionId: string): Promise<readonly Marking[]> {
    return markingsOf(this.source.manager, submissionId);
  }

  async mark(marking: NewMarking, by: Reviewer, now: Date): Promise<boolean> {
    const { submissionId, seenRevision, items, finished } = marking;
    return this.source.transaction(async (manager) => {
      const [newest] = await markingsOf(manager, submissionId);
      if ((newest?.revision ?? 0) !== seenRevision) return false;
      const inserted = await manager.query<unknown[]>(
        `INSERT INTO markings (submission_id, revision, items, finished, author_id, at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING revision`,
        [submissionId, seenRevision + 1, JSON.stringify(items), finished, by.id, now],
      );
      if (inserted.length === 0) return false;
      // What is not finished counts for nothing; the markings themselves tell how it came about.
      if (!finished && newest?.finished !== true) return true;
      const before = { items: newest?.items ?? [], finished: newest?.finished ?? false };
      const change = { action: 'submission.marked' as const, before, after: { items, finished } };
      await audit(manager, by, { courseId: by.courseId, subject: submissionId, ...change }, now);
      return true;
    });
  }
}

async function newestRubric(
  manager: EntityManager,
  { course, assignment, problem }: ProblemPlace,
): Promise<Rubric> {
  const [row] = await manager.query<Rubric[]>(
    `SELECT revision, scoring, items FROM rubrics
      WHERE assignment_id = ${ASSIGNMENT_ID} AND problem_id = $3 ORDER BY revision DESC LIMIT 1`,
    [course, assignment, problem],
  );
  return row ?? EMPTY;
}

async function markingsOf(manager: EntityManager, submissionId: string): Promise<Marking[]> {
  const rows = await manager.query<(Omit<Marking, 'at'> & { at: Date })[]>(
    `SELECT revision, items, finished, author.name AS author, at
       FROM markings JOIN users author ON author.id = author_id
      WHERE submission_id = $1 ORDER BY revision DESC`,
    [submissionId],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
