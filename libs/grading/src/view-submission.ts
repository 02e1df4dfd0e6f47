import type {
  GradeReport,
  GradingEvent,
  StudentReport,
  SubmissionList,
  SubmissionView,
} from '#libs/contracts';
import { isFinal } from '#libs/domain';
import { authoriseMember, authoriseReader, authoriseStaff, notFound, type Actor } from './authorise';
import type { BlindReview } from './blind-review';
import type { GraderRegistry } from './packs/grader-registry';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { GradingJobs, SubmissionRecord, Submissions } from './ports/submissions';
import type { QueuePlaces } from './queue-places';
import { accept, refuse, type Result } from './result';
import { isVisible, studentView } from './student-view';
import { submissionView } from './submission-view';

const PAGE = 50;

/** Reads submissions, their files, reports and live events. */
export class ViewSubmission {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly jobs: GradingJobs,
    private readonly places: QueuePlaces,
    private readonly graders: GraderRegistry,
    private readonly blind: BlindReview,
    private readonly clock: Clock,
  ) {}

  async status(actor: Actor, id: string): Promise<Result<SubmissionView>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, id);
    return reader.ok ? accept(await this.view(reader.value.submission, reader.value.asStaff)) : reader;
  }

  /** Students get what they may read now, staff the whole report. */
  async report(actor: Actor, id: string): Promise<Result<GradeReport | StudentReport>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, id);
    if (!reader.ok) return reader;
    const { submission, asStaff } = reader.value;
    const report = await this.submissions.findReport(id);
    if (!report) {
      return refuse(
        'not-found',
        'report.not-ready',
        `There is no report yet: the submission is ${submission.job.state}. ${submission.job.message}`,
      );
    }
    if (asStaff) return accept(report);
    return accept(studentView(report, await this.dueAt(submission), this.clock.now()));
  }

  async file(actor: Actor, id: string, name: string): Promise<Result<Uint8Array>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, id);
    if (!reader.ok) return reader;
    const { files, answers } = await this.submissions.contentOf(id);
    const answer = answers.get(name.replace(/\.txt$/, ''));
    const bytes = files.get(name) ?? (answer === undefined ? undefined : new TextEncoder().encode(answer));
    return bytes ? accept(bytes) : notFound();
  }

  /** The student's own attempts at a problem, newest first. */
  async attempts(
    actor: Actor,
    course: string,
    assignment: string,
    problem: string,
  ): Promise<Result<SubmissionView[]>> {
    const member = await authoriseMember(this.accounts, actor, course);
    if (!member.ok) return member;
    const version = await this.catalog.findCurrentAssignment(course, assignment);
    if (!version?.pack.findProblem(problem)) return notFound();
    const own = await this.submissions.listOfStudent(member.value.user.id, course, assignment);
    return accept(
      await Promise.all(
        own.filter((each) => each.problemId === problem).map((each) => this.view(each, false)),
      ),
    );
  }

  /** What came in for a course, newest first, a page at a time. */
  async listOfCourse(actor: Actor, course: string, after: string | null): Promise<Result<SubmissionList>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const records = await this.submissions.listOfCourse(course, after, PAGE);
    const { user, enrollment } = staff.value;
    const hidden = await this.blind.hiddenFrom(user, enrollment.role, records);
    const submissions = await Promise.all(
      records.map(async (record) => ({
        ...(await this.view(record, true)),
        student: hidden.has(record.id) ? null : record.student,
      })),
    );
    return accept({ submissions, next: records.length === PAGE ? (records.at(-1)?.id ?? null) : null });
  }

  /** Events after a sequence number, as the reader may see them, whether more can come, and whether it is queued. */
  async events(
    actor: Actor,
    id: string,
    after: number,
  ): Promise<Result<{ events: GradingEvent[]; jobId: string; ended: boolean; waits: boolean }>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, id);
    if (!reader.ok) return reader;
    const { submission, asStaff } = reader.value;
    const dueAt = await this.dueAt(submission);
    const events = await this.jobs.eventsAfter(submission.job.id, after);
    return accept({
      jobId: submission.job.id,
      events: asStaff ? [...events] : events.map((event) => hideCase(event, dueAt, this.clock.now())),
      ended: isFinal(submission.job.state),
      waits: submission.job.state === 'queued',
    });
  }

  private async view(record: SubmissionRecord, asStaff: boolean): Promise<SubmissionView> {
    const { pack } = await this.catalog.getVersion(record.versionId);
    return submissionView(record, pack, this.graders, this.places, { asStaff, now: this.clock.now() });
  }

  private async dueAt(submission: SubmissionRecord): Promise<string | undefined> {
    return (await this.catalog.getVersion(submission.versionId)).pack.manifest.dueAt;
  }
}

function hideCase(event: GradingEvent, dueAt: string | undefined, now: Date): GradingEvent {
  if (event.type !== 'case' || !event.result || isVisible(event.result.visibility, dueAt, now)) return event;
  return { ...event, result: null };
}
