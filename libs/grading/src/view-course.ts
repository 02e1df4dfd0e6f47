import type {
  AssignmentView,
  CourseView,
  ProblemManifest,
  ProblemView,
  ReadingView,
  SubmissionView,
} from '#libs/contracts';
import { roundPoints } from '#libs/domain';
import { authoriseMember, notFound, type Actor } from './authorise';
import type { GraderRegistry } from './packs/grader-registry';
import type { Accounts } from './ports/accounts';
import type { AssignmentVersion, Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { SubmissionRecord, Submissions } from './ports/submissions';
import type { QueuePlaces } from './queue-places';
import { accept, type Result } from './result';
import { countedPoints } from './student-view';
import { submissionView } from './submission-view';

/** Reads a course, its assignments and their problems, with the reader's own points. */
export class ViewCourse {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly places: QueuePlaces,
    private readonly graders: GraderRegistry,
    private readonly clock: Clock,
  ) {}

  async course(actor: Actor, slug: string): Promise<Result<CourseView>> {
    const member = await authoriseMember(this.accounts, actor, slug);
    if (!member.ok) return member;
    const { user, enrollment } = member.value;
    const open = (await this.catalog.currentAssignments(slug)).filter((version) =>
      this.isOpen(version, enrollment.role !== 'student'),
    );
    const assignments = await Promise.all(
      open.map(async ({ slug: id, pack }) => {
        const own = await this.submissions.listOfStudent(user.id, slug, id);
        const best = pack.manifest.problems.map((problem) =>
          bestPoints(own, problem, pack.manifest.dueAt, this.clock.now()),
        );
        return {
          id,
          title: pack.manifest.title,
          ...datesOf(pack.manifest),
          points: best.every((points) => points === null)
            ? null
            : roundPoints(best.reduce<number>((sum, points) => sum + (points ?? 0), 0)),
          maxPoints: roundPoints(pack.manifest.problems.reduce((sum, { points }) => sum + points, 0)),
        };
      }),
    );
    return accept({ id: slug, title: enrollment.course.title, role: enrollment.role, assignments });
  }

  async assignment(actor: Actor, course: string, slug: string): Promise<Result<AssignmentView>> {
    const found = await this.find(actor, course, slug);
    if (!found.ok) return found;
    const { userId, version } = found.value;
    const { pack } = version;
    const own = await this.submissions.listOfStudent(userId, course, slug);
    return accept({
      course,
      id: slug,
      title: pack.manifest.title,
      handout: pack.handout,
      version: version.number,
      ...datesOf(pack.manifest),
      problems: await Promise.all(pack.manifest.problems.map(({ id }) => this.problem(version, id, own))),
    });
  }

  /** A file that students start from. */
  async starterFile(
    actor: Actor,
    course: string,
    slug: string,
    problem: string,
    file: string,
  ): Promise<Result<Uint8Array>> {
    const found = await this.find(actor, course, slug);
    if (!found.ok) return found;
    const bytes = found.value.version.pack.folder(problem, 'starter').get(file);
    return bytes ? accept(bytes) : notFound();
  }

  /** Shows how an answer is read. Judges nothing and costs nothing. */
  async preview(
    actor: Actor,
    course: string,
    slug: string,
    problemId: string,
    field: string,
    text: string,
  ): Promise<Result<ReadingView>> {
    const found = await this.find(actor, course, slug);
    if (!found.ok) return found;
    const problem = found.value.version.pack.findProblem(problemId);
    const grader = problem && this.graders.configure(problem);
    const known = grader?.shape.kind === 'answers' && grader.shape.fields.some(({ name }) => name === field);
    if (!grader?.read || !known) return notFound();
    const reading = await grader.read(field, text);
    return accept(reading.kind === 'read' ? { ...reading, remarks: [...reading.remarks] } : reading);
  }

  private async find(
    actor: Actor,
    course: string,
    slug: string,
  ): Promise<Result<{ userId: string; version: AssignmentVersion }>> {
    const member = await authoriseMember(this.accounts, actor, course);
    if (!member.ok) return member;
    const version = await this.catalog.findCurrentAssignment(course, slug);
    if (!version || !this.isOpen(version, member.value.enrollment.role !== 'student')) return notFound();
    return accept({ userId: member.value.user.id, version });
  }

  private async problem(
    version: AssignmentVersion,
    id: string,
    own: readonly SubmissionRecord[],
  ): Promise<ProblemView> {
    const { pack } = version;
    const problem = pack.getProblem(id);
    const grader = this.graders.configure(problem);
    const latest = own.find((each) => each.problemId === id);
    const shape = grader.shape;
    return {
      id,
      title: problem.title,
      statement: pack.statementOf(id),
      points: problem.points,
      grader: grader.id,
      shape:
        shape.kind === 'answers'
          ? { kind: 'answers', fields: [...shape.fields] }
          : { kind: 'files', files: [...shape.files] },
      hasReading: grader.read !== undefined,
      starter: [...pack.folder(id, 'starter').keys()].sort(),
      best: bestPoints(own, problem, pack.manifest.dueAt, this.clock.now()),
      latest: latest ? await this.view(latest) : null,
    };
  }

  private async view(record: SubmissionRecord): Promise<SubmissionView> {
    const { pack } = await this.catalog.getVersion(record.versionId);
    return submissionView(record, pack, this.graders, this.places, { asStaff: false, now: this.clock.now() });
  }

  private isOpen(version: AssignmentVersion, forStaff: boolean): boolean {
    const { opensAt } = version.pack.manifest;
    return forStaff || opensAt === undefined || this.clock.now() >= new Date(opensAt);
  }
}

function datesOf(manifest: { opensAt?: string; dueAt?: string }): {
  opensAt: string | null;
  dueAt: string | null;
} {
  const instant = (text: string | undefined) => (text === undefined ? null : new Date(text).toISOString());
  return { opensAt: instant(manifest.opensAt), dueAt: instant(manifest.dueAt) };
}

/** The best attempt counts. */
function bestPoints(
  own: readonly SubmissionRecord[],
  { id, points: maxPoints }: ProblemManifest,
  dueAt: string | undefined,
  now: Date,
): number | null {
  const reader = { asStaff: false, dueAt, now, maxPoints };
  const points = own.flatMap((each) => {
    const counted = each.problemId === id ? countedPoints(each, reader) : null;
    return counted === null ? [] : [counted];
  });
  return points.length === 0 ? null : Math.max(...points);
}
