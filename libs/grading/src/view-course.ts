import type {
  AssignmentView,
  CourseView,
  ProblemView,
  ReadingView,
  StudentPolicy,
  SubmissionView,
} from '#libs/contracts';
import { isStaff, roundPoints } from '#libs/domain';
import { authoriseMember, notFound, type Actor } from './authorise';
import type { AssignmentPolicy, ReadPolicies } from './course-policies';
import type { GraderRegistry } from './packs/grader-registry';
import type { Accounts } from './ports/accounts';
import type { AssignmentVersion, Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { SubmissionRecord, Submissions } from './ports/submissions';
import type { QueuePlaces } from './queue-places';
import { accept, type Result } from './result';
import { countedPoints, readingOf } from './student-view';
import { submissionView } from './submission-view';

interface Reader {
  readonly id: string;
  readonly asStaff: boolean;
  readonly now: Date;
}

/** Reads a course, its assignments and their problems, with the reader's own points. */
export class ViewCourse {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly places: QueuePlaces,
    private readonly graders: GraderRegistry,
    private readonly policies: ReadPolicies,
    private readonly clock: Clock,
  ) {}

  async course(actor: Actor, slug: string): Promise<Result<CourseView>> {
    const member = await authoriseMember(this.accounts, actor, slug);
    if (!member.ok) return member;
    const { user, enrollment } = member.value;
    const reader = { id: user.id, asStaff: isStaff(enrollment.role), now: this.clock.now() };
    const policies = await this.policies.ofCourse(slug, [user.id]);
    const open = policies.versions.filter((version) => this.isOpen(version, reader.asStaff));
    const assignments = await Promise.all(
      open.map(async ({ slug: id, pack }) => {
        const own = await this.submissions.listOfStudent(user.id, slug, id);
        const policy = policies.of(user.id, id);
        const best = pack.manifest.problems.map((problem) => bestPoints(own, problem.id, policy, reader));
        return {
          id,
          title: pack.manifest.title,
          ...datesOf(pack.manifest, policy, reader.now),
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
    const { reader, version } = found.value;
    const { pack } = version;
    const own = await this.submissions.listOfStudent(reader.id, course, slug);
    const policy = (await this.policies.ofCourse(course, [reader.id])).of(reader.id, slug);
    const problem = ({ id }: { id: string }) => this.problem(version, id, own, policy, reader);
    return accept({
      course,
      id: slug,
      title: pack.manifest.title,
      handout: pack.handout,
      version: version.number,
      groups: pack.manifest.groups ?? null,
      ...datesOf(pack.manifest, policy, reader.now),
      problems: await Promise.all(pack.manifest.problems.map(problem)),
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
  ): Promise<Result<{ reader: Reader; version: AssignmentVersion }>> {
    const member = await authoriseMember(this.accounts, actor, course);
    if (!member.ok) return member;
    const version = await this.catalog.findCurrentAssignment(course, slug);
    const { user, enrollment } = member.value;
    const reader = { id: user.id, asStaff: isStaff(enrollment.role), now: this.clock.now() };
    if (!version || !this.isOpen(version, reader.asStaff)) return notFound();
    return accept({ reader, version });
  }

  private async problem(
    version: AssignmentVersion,
    id: string,
    own: readonly SubmissionRecord[],
    policy: AssignmentPolicy,
    reader: Reader,
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
      best: bestPoints(own, id, policy, reader),
      latest: latest ? await this.view(latest, policy, reader) : null,
    };
  }

  private async view(
    record: SubmissionRecord,
    policy: AssignmentPolicy,
    reader: Reader,
  ): Promise<SubmissionView> {
    const { pack } = await this.catalog.getVersion(record.gradedVersionId);
    return submissionView(record, pack, this.graders, this.places, policy, reader);
  }

  private isOpen(version: AssignmentVersion, forStaff: boolean): boolean {
    const { opensAt } = version.pack.manifest;
    return forStaff || opensAt === undefined || this.clock.now() >= new Date(opensAt);
  }
}

function datesOf(
  { opensAt }: { opensAt?: string },
  assignmentPolicy: AssignmentPolicy,
  now: Date,
): { opensAt: string | null; dueAt: string | null; policy: StudentPolicy } {
  const policy = assignmentPolicy.view(now);
  return {
    opensAt: opensAt === undefined ? null : new Date(opensAt).toISOString(),
    dueAt: policy.dueAt,
    policy,
  };
}

/** The best attempt counts. */
function bestPoints(
  own: readonly SubmissionRecord[],
  problemId: string,
  policy: AssignmentPolicy,
  { asStaff, now }: Reader,
): number | null {
  const points = own.flatMap((each) => {
    if (each.problemId !== problemId) return [];
    const counted = countedPoints(each, readingOf(policy, each.receivedAt, asStaff, now));
    return counted === null ? [] : [counted];
  });
  return points.length === 0 ? null : Math.max(...points);
}
