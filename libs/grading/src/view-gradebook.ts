import type { Gradebook, GradebookFormat } from '#libs/contracts';
import { roundPoints } from '#libs/domain';
import { authoriseStaff, type Actor } from './authorise';
import { gradebookCsv } from './gradebook-csv';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { Rosters } from './ports/rosters';
import type { Submissions } from './ports/submissions';
import { accept, type Result } from './result';
import { countedPoints } from './student-view';

/** Shows staff everybody's points, on a page or as a file for a learning management system. */
export class ViewGradebook {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly rosters: Rosters,
    private readonly submissions: Submissions,
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
    const [versions, members, best] = await Promise.all([
      this.catalog.currentAssignments(course),
      this.rosters.members(course),
      this.bestPoints(course),
    ]);
    const points = pointsByStudent(best);
    return {
      assignments: versions.map(({ slug, pack }) => ({
        id: slug,
        title: pack.manifest.title,
        maxPoints: roundPoints(pack.manifest.problems.reduce((sum, problem) => sum + problem.points, 0)),
        problems: pack.manifest.problems.map((problem) => ({
          id: problem.id,
          title: problem.title,
          maxPoints: problem.points,
        })),
      })),
      students: members
        .filter(({ role }) => role === 'student')
        .map(({ id, name, email, studentId, section }) => ({
          ...{ id, name, email, studentId, section },
          points: points.get(id) ?? {},
          totals: totalsOf(points.get(id) ?? {}),
        })),
    };
  }

  private async bestPoints(course: string): Promise<readonly BestPoints[]> {
    const best = new Map<string, BestPoints>();
    for (const attempt of await this.submissions.attemptPoints(course)) {
      const { studentId, assignment, problem, versionId } = attempt;
      const { pack } = await this.catalog.getVersion(versionId);
      const reader = { asStaff: true, dueAt: pack.manifest.dueAt, now: this.clock.now() };
      const points = countedPoints(attempt, { ...reader, maxPoints: pack.getProblem(problem).points });
      const key = `${studentId} ${assignment} ${problem}`;
      if (points !== null && points >= (best.get(key)?.points ?? 0)) {
        best.set(key, { studentId, assignment, problem, points });
      }
    }
    return [...best.values()];
  }
}

/** The most that any attempt of a student at a problem counts. */
interface BestPoints {
  readonly studentId: string;
  readonly assignment: string;
  readonly problem: string;
  readonly points: number;
}

type PointsOfStudent = Gradebook['students'][number]['points'];

function totalsOf(points: PointsOfStudent): Record<string, number> {
  const sum = (byProblem: Readonly<Record<string, number>>) =>
    roundPoints(Object.values(byProblem).reduce((total, one) => total + one, 0));
  return Object.fromEntries(Object.entries(points).map(([assignment, one]) => [assignment, sum(one)]));
}

function pointsByStudent(best: readonly BestPoints[]): ReadonlyMap<string, PointsOfStudent> {
  const all = new Map<string, PointsOfStudent>();
  for (const { studentId, assignment, problem, points } of best) {
    const own = all.get(studentId) ?? {};
    own[assignment] = { ...own[assignment], [problem]: roundPoints(points) };
    all.set(studentId, own);
  }
  return all;
}
