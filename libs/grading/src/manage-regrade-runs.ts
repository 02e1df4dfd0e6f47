import { randomUUID } from 'node:crypto';
import type {
  ApplyRegrade,
  RegradePolicy,
  RegradePreview,
  RegradeRunList,
  RegradeRunView,
  StartRegrade,
  ToldRegrades,
} from '#libs/contracts';
import type { JobClass } from '#libs/domain';
import { InfrastructureError } from '#libs/grader-sdk';
import { authoriseInstructor, authoriseReader, authoriseStaff, notFound, type Actor } from './authorise';
import type { ReadPolicies } from './course-policies';
import type { GraderRegistry } from './packs/grader-registry';
import type { Accounts, Enrollment, User } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { RegradeRunRecord, RegradeRuns } from './ports/regrade-runs';
import type { Reviewer } from './ports/reviews';
import type { GradingQueue, Submissions } from './ports/submissions';
import { previewRegrade, regradeChange, revertNotices, type RegradeContext } from './regrade-preview';
import { accept, refuse, type Result } from './result';

const PAGE = 50;

const NOT_READY = refuse(
  'conflict',
  'regrade-run.not-ready',
  'This run can’t be applied: it is not through yet, was cancelled, or was applied already.',
);

/**
 * Instructors grade submissions again by another version, see what would change for whom, and only then let it count, or
 * not. Everything up to applying touches no grade; applying is one transaction, and can be taken back for a month.
 */
export class ManageRegradeRuns {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly runs: RegradeRuns,
    private readonly queue: GradingQueue,
    private readonly graders: GraderRegistry,
    private readonly policies: ReadPolicies,
    private readonly clock: Clock,
    private readonly warn: (message: string) => void,
  ) {}

  /** Answers the run's id. */
  async start(
    actor: Actor,
    course: string,
    assignment: string,
    command: StartRegrade,
  ): Promise<Result<string>> {
    const instructor = await authoriseInstructor(this.accounts, actor, course);
    if (!instructor.ok) return instructor;
    const { problem, from, to, selection, twice, reason } = command;
    const current = await this.catalog.findCurrentAssignment(course, assignment);
    if (!current) return notFound();
    const target = await this.catalog.findVersion(course, assignment, to);
    const manifest = target?.pack.findProblem(problem);
    if (!target || !manifest) {
      return refuse('invalid', 'regrade-run.unknown-version', `There is no version ${to} with this problem.`);
    }
    const origin = from === null ? null : await this.catalog.findVersion(course, assignment, from);
    if (from !== null && !origin) {
      return refuse('invalid', 'regrade-run.unknown-version', `There is no version ${from}.`);
    }
    const id = randomUUID();
    const jobClass = manifest.worker ?? this.graders.configure(manifest).jobClass;
    const run = { id, assignment, jobClass, problem, selection, twice, toVersionId: target.id };
    const started = await this.runs.start(
      { ...run, fromVersionId: origin?.id ?? null },
      reviewer(instructor.value, reason),
      this.clock.now(),
    );
    if (started === 'unknown-id') {
      const detail =
        'One of the ids is no graded submission of this problem, or its grade is not from that version.';
      return refuse('invalid', 'regrade-run.unknown-submission', detail);
    }
    if (started === 'nothing') {
      return refuse('invalid', 'regrade-run.nothing', 'No graded submission fits this selection.');
    }
    await this.hint(started.jobs, jobClass);
    return accept(id);
  }

  async view(actor: Actor, course: string, id: string): Promise<Result<RegradeRunView>> {
    const run = await this.find(actor, course, id);
    return run.ok ? accept(viewOf(run.value.run)) : run;
  }

  /** Newest first, a page at a time. */
  async list(actor: Actor, course: string, after: string | null): Promise<Result<RegradeRunList>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const runs = (await this.runs.listOfCourse(course, after, PAGE)).map(viewOf);
    return accept({ runs, next: runs.length === PAGE ? (runs.at(-1)?.id ?? null) : null });
  }

  /** What applying it would do now; of a run that was applied, what it did. Names students, whom assistants may review without names. */
  async preview(
    actor: Actor,
    course: string,
    id: string,
    policy: RegradePolicy,
  ): Promise<Result<RegradePreview>> {
    const found = await this.findAsInstructor(actor, course, id);
    if (!found.ok) return found;
    const { run } = found.value;
    if (run.preview) return accept(run.preview);
    const [attempts, cost] = await Promise.all([this.runs.attemptsOf(id), this.runs.costOf(id)]);
    return accept(previewRegrade(attempts, policy, await this.contextOf(course, run, run.reason), cost));
  }

  async cancel(actor: Actor, course: string, id: string): Promise<Result<null>> {
    const found = await this.findAsInstructor(actor, course, id);
    if (!found.ok) return found;
    const by = reviewer(found.value, found.value.run.reason);
    if (await this.runs.cancel(id, by, this.clock.now())) return accept(null);
    return refuse('conflict', 'regrade-run.over', 'This run was applied or cancelled already.');
  }

  /** Lets the run count as the preview with this digest says, and in no other way. */
  async apply(actor: Actor, course: string, id: string, agreed: ApplyRegrade): Promise<Result<null>> {
    const found = await this.findAsInstructor(actor, course, id);
    if (!found.ok) return found;
    const { run } = found.value;
    if (run.state !== 'ready') return NOT_READY;
    const [context, cost] = await Promise.all([
      this.contextOf(course, run, run.reason),
      this.runs.costOf(id),
    ]);
    const isApplied = await this.runs.apply(
      id,
      agreed.policy,
      (attempts) => regradeChange(attempts, agreed, context, cost),
      reviewer(found.value, run.reason),
      context.now,
    );
    if (isApplied) return accept(null);
    return refuse(
      'conflict',
      'regrade-run.changed-meanwhile',
      'Grades changed since you looked at this preview. Nothing was applied; look at the new preview first.',
    );
  }

  async revert(actor: Actor, course: string, id: string, reason: string): Promise<Result<null>> {
    const found = await this.findAsInstructor(actor, course, id);
    if (!found.ok) return found;
    const { run } = found.value;
    const now = this.clock.now();
    if (run.revertibleUntil !== null && now > new Date(run.revertibleUntil)) {
      return refuse(
        'conflict',
        'regrade-run.too-late',
        'A run can be reverted for 30 days after it was applied.',
      );
    }
    const context = await this.contextOf(course, run, reason);
    const outcome = await this.runs.revert(
      id,
      (before, after) => revertNotices(before, after, context),
      reviewer(found.value, reason),
      now,
    );
    switch (outcome) {
      case 'reverted':
        return accept(null);
      case 'not-applied':
        return refuse(
          'conflict',
          'regrade-run.not-applied',
          'Only a run that was applied can be reverted, once.',
        );
      case 'later-run':
        return refuse(
          'conflict',
          'regrade-run.later-run',
          'A later run counts for some of these submissions. Revert that one first.',
        );
    }
  }

  /** What the reader was told of the regrades of their submission, newest first; staff see what who sent it was told. */
  async noticesOf(actor: Actor, submissionId: string): Promise<Result<ToldRegrades>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, submissionId);
    if (!reader.ok) return reader;
    const { asStaff, submission, user } = reader.value;
    const student = asStaff ? submission.student.id : user.id;
    return accept(await this.runs.noticesOf(submissionId, student));
  }

  private async find(
    actor: Actor,
    course: string,
    id: string,
  ): Promise<Result<{ user: User; run: RegradeRunRecord }>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const run = await this.runs.find(course, id);
    return run ? accept({ user: staff.value.user, run }) : notFound();
  }

  private async findAsInstructor(
    actor: Actor,
    course: string,
    id: string,
  ): Promise<Result<{ user: User; enrollment: Enrollment; run: RegradeRunRecord }>> {
    const instructor = await authoriseInstructor(this.accounts, actor, course);
    if (!instructor.ok) return instructor;
    const run = await this.runs.find(course, id);
    return run ? accept({ ...instructor.value, run }) : notFound();
  }

  private async contextOf(course: string, run: RegradeRunRecord, reason: string): Promise<RegradeContext> {
    const [{ pack }, policies] = await Promise.all([
      this.catalog.getVersion(run.toVersionId),
      this.policies.ofCourse(course, null),
    ]);
    const { assignment, problem, to: version } = run;
    const { title } = pack.getProblem(problem);
    return {
      ...{ assignment, problem, title, version, reason },
      policyOf: (studentId) => policies.of(studentId, assignment),
      now: this.clock.now(),
    };
  }

  /** The jobs are safe in the database; where the queue is down the sweeper finds them. */
  private async hint(jobs: readonly string[], jobClass: JobClass): Promise<void> {
    try {
      for (const id of jobs) await this.queue.add({ id, jobClass });
    } catch (error) {
      if (!(error instanceof InfrastructureError)) throw error;
      this.warn(`a regrade run waits for the sweeper: ${error.message}`);
    }
  }
}

function viewOf({ toVersionId, preview, ...view }: RegradeRunRecord): RegradeRunView {
  return view;
}

function reviewer({ user, enrollment }: { user: User; enrollment: Enrollment }, reason: string): Reviewer {
  return { id: user.id, name: user.email, reason, courseId: enrollment.course.id };
}
