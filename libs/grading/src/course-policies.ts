import type { AssignmentManifest, StudentPolicy } from '#libs/contracts';
import {
  creditAt,
  effectivePolicy,
  lateDaysAt,
  standingAt,
  standingChangesAfter,
  type DatedPolicy,
  type EffectivePolicy,
  type LateRule,
} from '#libs/domain';
import { isAuthor } from './authorise';
import type { User } from './ports/accounts';
import type { AssignmentVersion, Catalog } from './ports/catalog';
import type { Policies, PolicyFacts } from './ports/policies';
import type { SubmissionRecord } from './ports/submissions';

/** Reads what is due for whom, and what may be seen, by the assignments' current versions. */
export class ReadPolicies {
  constructor(
    private readonly catalog: Catalog,
    private readonly policies: Policies,
  ) {}

  /** @param studentIds null: of everybody in the course */
  async ofCourse(course: string, studentIds: readonly string[] | null): Promise<CoursePolicies> {
    const [versions, facts] = await Promise.all([
      this.catalog.currentAssignments(course),
      this.policies.factsOf(course, studentIds),
    ]);
    return new CoursePolicies(versions, facts);
  }

  /** What holds for the reader whose work it is, else for who sent it: in a group everybody has dates of their own. */
  async ofSubmission(submission: SubmissionRecord, reader: User | null): Promise<AssignmentPolicy> {
    const { courseSlug, assignmentSlug, student } = submission;
    const { id } = reader && isAuthor(reader, submission) ? reader : student;
    return (await this.ofCourse(courseSlug, [id])).of(id, assignmentSlug);
  }
}

interface FactsOfStudent {
  readonly extensions: PolicyFacts['extensions'][number][];
  readonly taken: Map<string, Date>;
}

/** All assignments' policies for some students of a course. */
export class CoursePolicies {
  private readonly byStudent: ReadonlyMap<string, FactsOfStudent>;

  constructor(
    readonly versions: readonly AssignmentVersion[],
    private readonly facts: PolicyFacts,
  ) {
    this.byStudent = groupByStudent(facts);
  }

  /** @throws Error where the course has no such assignment */
  of(studentId: string, assignment: string): AssignmentPolicy {
    const version = this.versionOf(assignment);
    const { manifest } = version.pack;
    const base = datedPolicyOf(manifest);
    const usedElsewhere =
      base.late.kind === 'late-days'
        ? this.versions.reduce(
            (sum, { slug }) => (slug === assignment ? sum : sum + this.lateDaysUsed(studentId, slug)),
            0,
          )
        : 0;
    const effective = this.effective(studentId, version, usedElsewhere);
    return new AssignmentPolicy(effective, manifest.release, this.releasedAt(assignment));
  }

  get lateDays(): number {
    return this.facts.lateDays;
  }

  /** Whether students see points and reports of an assignment. */
  isReleased(assignment: string, now: Date): boolean {
    return isReleased(this.versionOf(assignment).pack.manifest.release, this.releasedAt(assignment), now);
  }

  lateDaysUsedInAll(studentId: string): number {
    return this.versions.reduce((sum, { slug }) => sum + this.lateDaysUsed(studentId, slug), 0);
  }

  /** Of the course's late days, those that an assignment took. */
  private lateDaysUsed(studentId: string, assignment: string): number {
    const version = this.versionOf(assignment);
    const takenAt = this.takenAt(studentId, assignment);
    return takenAt ? lateDaysAt(this.effective(studentId, version, 0), takenAt) : 0;
  }

  private effective(studentId: string, version: AssignmentVersion, usedElsewhere: number): EffectivePolicy {
    const extensions = (this.byStudent.get(studentId)?.extensions ?? []).filter(
      ({ assignment }) => assignment === null || assignment === version.slug,
    );
    return effectivePolicy(datedPolicyOf(version.pack.manifest), extensions, {
      budget: this.facts.lateDays,
      usedElsewhere,
      lastTakenAt: this.takenAt(studentId, version.slug),
    });
  }

  private versionOf(assignment: string): AssignmentVersion {
    const version = this.versions.find(({ slug }) => slug === assignment);
    if (!version) throw new Error(`there is no assignment ${assignment}`);
    return version;
  }

  private releasedAt(assignment: string): Date | null {
    return this.facts.releases.find((release) => release.assignment === assignment)?.at ?? null;
  }

  private takenAt(studentId: string, assignment: string): Date | null {
    return this.byStudent.get(studentId)?.taken.get(assignment) ?? null;
  }
}

/** What holds for one student and assignment. */
export class AssignmentPolicy {
  constructor(
    readonly effective: EffectivePolicy,
    private readonly release: AssignmentManifest['release'],
    /** When staff released the grades. */
    private readonly releasedAt: Date | null,
  ) {}

  isTaken(now: Date): boolean {
    return standingAt(this.effective, now).isTaken;
  }

  /** Whether what is kept until the deadline may be shown: nothing more is taken. */
  isClosed(now: Date): boolean {
    return this.effective.closesAt !== null && now >= this.effective.closesAt;
  }

  /** Of work that came in then. */
  creditAt(receivedAt: Date): number {
    return creditAt(this.effective, receivedAt);
  }

  /** Whether students may see points and reports. */
  isReleased(now: Date): boolean {
    return isReleased(this.release, this.releasedAt, now);
  }

  view(now: Date): StudentPolicy {
    const { late, dueAt, closesAt, isExtended } = this.effective;
    const isDated = this.release !== 'immediately' && this.release !== 'by-hand';
    return {
      kind: late.kind,
      dueAt: dueAt?.toISOString() ?? null,
      closesAt: closesAt?.toISOString() ?? null,
      isExtended,
      graceMinutes: 'graceMinutes' in late ? late.graceMinutes : 0,
      now: standingAt(this.effective, now),
      changesAt: standingChangesAfter(this.effective, now)?.toISOString() ?? null,
      release: {
        isReleased: this.isReleased(now),
        at: isDated ? new Date(this.release).toISOString() : null,
      },
    };
  }
}

function isReleased(release: AssignmentManifest['release'], releasedAt: Date | null, now: Date): boolean {
  if (release === 'immediately' || releasedAt !== null) return true;
  return release !== 'by-hand' && now >= new Date(release);
}

function datedPolicyOf({ dueAt, late }: AssignmentManifest): DatedPolicy {
  return { dueAt: dueAt === undefined ? null : new Date(dueAt), late: lateRuleOf(late) };
}

function lateRuleOf(late: AssignmentManifest['late']): LateRule {
  switch (late.kind) {
    case 'none':
    case 'grace':
      return late;
    case 'sliding':
      return { ...late, closesAt: instantOf(late.closesAt) };
    case 'late-days':
      return { ...late, most: late.most ?? null, closesAt: instantOf(late.closesAt) };
  }
}

function instantOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}

function groupByStudent(facts: PolicyFacts): Map<string, FactsOfStudent> {
  const groups = new Map<string, FactsOfStudent>();
  const of = (id: string): FactsOfStudent => {
    const group = groups.get(id) ?? { extensions: [], taken: new Map() };
    groups.set(id, group);
    return group;
  };
  for (const extension of facts.extensions) of(extension.studentId).extensions.push(extension);
  for (const { studentId, assignment, at } of facts.taken) of(studentId).taken.set(assignment, at);
  return groups;
}
