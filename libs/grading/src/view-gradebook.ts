import type { Gradebook, GradebookFormat } from '#libs/contracts';
import { gradeOf, roundPoints } from '#libs/domain';
import { authoriseStaff, type Actor } from './authorise';
import { gradebookCsv } from './gradebook-csv';
import type { Accounts } from './ports/accounts';
import type { CoursePolicies, ReadPolicies } from './course-policies';
import type { Clock } from './ports/clock';
import type { Rosters } from './ports/rosters';
import type { CountedAttempts, Submissions } from './ports/submissions';
import { accept, type Result } from './result';

/** Shows staff everybody's points, on a page or as a file for a learning management system. */
export class ViewGradebook {
  constructor(
    private readonly accounts: Accounts,
    private readonly rosters: Rosters,
    private readonly submissions: Submissions,
    private readonly policies: ReadPolicies,
    private readonly clock: Clock,
  ) {}

  async view(actor: Actor, course: string): Promise<Result<Gradebook>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    return staff.ok ? accept(await this.gradebookOf(course)) : staff;
  }

  async exportCsv(actor: Actor, course: string, format: GradebookFormat): Promise<Result<string>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    return staff.ok ? accept(gradebookCsv(await this.gradebookOf(course), format)) : staff;
  }

  private async gradebookOf(course: string): Promise<Gradebook> {
    const [policies, members] = await Promise.all([
      this.policies.ofCourse(course, null),
      this.rosters.members(course),
    ]);
    const attempts = await this.submissions.attemptsOf(course, lateFrom(policies));
    const marks = marksByStudent(attempts, policies);
    const now = this.clock.now();
    return {
      lateDays: policies.lateDays,
      assignments: policies.versions.map(({ slug, pack }) => ({
        id: slug,
        title: pack.manifest.title,
        isReleased: policies.isReleased(slug, now),
        maxPoints: roundPoints(pack.manifest.problems.reduce((sum, problem) => sum + problem.points, 0)),
        problems: pack.manifest.problems.map((problem) => ({
          id: problem.id,
          title: problem.title,
          maxPoints: problem.points,
        })),
      })),
      students: members
        .filter(({ role }) => role === 'student')
        .map(({ id, name, email, studentId, section, labels }) => ({
          ...{ id, name, email, studentId, section, labels },
          ...inGradebook(marks.get(id) ?? {}),
          lateDaysUsed: policies.lateDaysUsedInAll(id),
        })),
    };
  }
}

/** What counts of a student's attempts at a problem. */
interface Mark {
  readonly points: number;
  readonly credit: number;
  readonly isAdjusted: boolean;
}
type MarksOfStudent = Record<string, Record<string, Mark>>;

/** Credit is asked for attempt by attempt only where time takes some away. */
function lateFrom({ versions }: CoursePolicies): Map<string, Date> {
  return new Map(
    versions.flatMap(({ slug, pack: { manifest } }) =>
      manifest.late.kind === 'sliding' && manifest.dueAt !== undefined
        ? [[slug, new Date(manifest.dueAt)] as const]
        : [],
    ),
  );
}

function marksByStudent(
  attempts: readonly CountedAttempts[],
  policies: CoursePolicies,
): ReadonlyMap<string, MarksOfStudent> {
  const all = new Map<string, MarksOfStudent>();
  for (const attempt of attempts) {
    const own = all.get(attempt.studentId) ?? {};
    const ofAssignment = (own[attempt.assignment] ??= {});
    const mark = markOf(attempt, policies);
    const best = ofAssignment[attempt.problem];
    if (mark && (!best || mark.points > best.points)) ofAssignment[attempt.problem] = mark;
    all.set(attempt.studentId, own);
  }
  return all;
}

/** Null while a person must judge all of it. */
function markOf(attempt: CountedAttempts, policies: CoursePolicies): Mark | null {
  const { studentId, assignment, receivedAt, adjusted } = attempt;
  const graded = gradedOf(attempt, policies);
  if (graded === null && adjusted === null) return null;
  const credit = policies.of(studentId, assignment).creditAt(receivedAt);
  const earned = (graded ?? 0) * credit;
  if (adjusted !== null && (graded === null || adjusted >= earned)) {
    return { points: roundPoints(adjusted), credit: 1, isAdjusted: true };
  }
  return { points: roundPoints(earned), credit, isAdjusted: false };
}

function gradedOf(attempt: CountedAttempts, policies: CoursePolicies): number | null {
  const { assignment, problem, graded, toReview, review } = attempt;
  if (graded === null) return null;
  const version = policies.versions.find(({ slug }) => slug === assignment);
  // A problem that the current version has no more is not shown; what it was worth limits nothing.
  const maxPoints = version?.pack.findProblem(problem)?.points ?? Infinity;
  return gradeOf({ report: graded, toReview, maxPoints, review, adjustment: null });
}

function inGradebook(
  marks: MarksOfStudent,
): Pick<Gradebook['students'][number], 'points' | 'totals' | 'remarks'> {
  const points = mapValues(marks, (ofAssignment) => mapValues(ofAssignment, ({ points }) => points));
  const sum = (byProblem: Readonly<Record<string, number>>) =>
    roundPoints(Object.values(byProblem).reduce((total, one) => total + one, 0));
  const remarks = mapValues(marks, (ofAssignment) =>
    Object.fromEntries(
      Object.entries(ofAssignment).flatMap(([problem, { credit, isAdjusted }]) =>
        credit < 1 || isAdjusted ? [[problem, { credit, isAdjusted }]] : [],
      ),
    ),
  );
  return { points, totals: mapValues(points, sum), remarks };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
