import type {
  GradeReport,
  GradingEvent,
  StudentReport,
  SubmissionList,
  SubmissionView,
} from '#libs/contracts';
import { isFinal, isStaff } from '#libs/domain';
import {
  authoriseMember,
  authoriseReader,
  authoriseStaff,
  notFound,
  type Actor,
  type SubmissionReader,
} from './authorise';
import type { GraderRegistry } from './packs/grader-registry';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { GradingJobs, SubmissionRecord, Submissions } from './ports/submissions';
import type { QueuePlaces } from './queue-places';
import { accept, refuse, type Result } from './result';
import type { AssignmentPolicy, ReadPolicies } from './course-policies';
import { isVisible, readingOf, studentView, type Reading } from './student-view';
import { submissionView, withheldMessage } from './submission-view';

const PAGE = 50;

export const NOT_RELEASED = refuse(
  'conflict',
  'report.not-released',
  'The grades of this assignment are not released yet. You will see the report when your instructor releases them.',
);

/** Reads submissions, their files, reports and live events. */
export class ViewSubmission {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly jobs: GradingJobs,
    private readonly places: QueuePlaces,
    private readonly graders: GraderRegistry,
    private readonly policies: ReadPolicies,
    private readonly clock: Clock,
  ) {}

  async status(actor: Actor, id: string): Promise<Result<SubmissionView>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, id);
    if (!reader.ok) return reader;
    const { user, submission, asStaff } = reader.value;
    const policy = await this.policies.ofSubmission(submission, user);
    return accept(await this.view(submission, policy, asStaff));
  }

  /** Students get what they may read now, staff the whole report. */
  async report(actor: Actor, id: string): Promise<Result<GradeReport | StudentReport>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, id);
    if (!reader.ok) return reader;
    const { submission, asStaff } = reader.value;
    const { isReleased, isClosed } = await this.reading(reader.value);
    if (!asStaff && !isReleased) return NOT_RELEASED;
    const report = await this.submissions.findReport(id);
    if (!report) {
      return refuse(
        'not-found',
        'report.not-ready',
        `There is no report yet: the submission is ${submission.job.state}. ${submission.job.message}`,
      );
    }
    if (asStaff) return accept(report);
    return accept(studentView(report, isClosed));
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
    const { user, enrollment } = member.value;
    const own = await this.submissions.listOfStudent(user.id, course, assignment);
    const policy = (await this.policies.ofCourse(course, [user.id])).of(user.id, assignment);
    const view = (each: SubmissionRecord) => this.view(each, policy, isStaff(enrollment.role));
    return accept(await Promise.all(own.filter((each) => each.problemId === problem).map(view)));
  }

  /** What came in for a course, newest first, a page at a time. */
  async listOfCourse(actor: Actor, course: string, after: string | null): Promise<Result<SubmissionList>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const records = await this.submissions.listOfCourse(course, after, PAGE);
    const students = [...new Set(records.map(({ student }) => student.id))];
    const policies = await this.policies.ofCourse(course, students);
    const submissions = await Promise.all(
      records.map(async (record) => {
        const { student, assignmentSlug } = record;
        return { ...(await this.view(record, policies.of(student.id, assignmentSlug), true)), student };
      }),
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
    const reading = await this.reading(reader.value);
    const events = await this.jobs.eventsAfter(submission.job.id, after);
    return accept({
      jobId: submission.job.id,
      events: asStaff ? [...events] : events.map((event) => forStudent(event, reading)),
      ended: isFinal(submission.job.state),
      waits: submission.job.state === 'queued',
    });
  }

  private async view(
    record: SubmissionRecord,
    policy: AssignmentPolicy,
    asStaff: boolean,
  ): Promise<SubmissionView> {
    const { pack } = await this.catalog.getVersion(record.gradedVersionId);
    const reader = { asStaff, now: this.clock.now() };
    return submissionView(record, pack, this.graders, this.places, policy, reader);
  }

  private async reading({ user, submission, asStaff }: SubmissionReader): Promise<Reading> {
    const policy = await this.policies.ofSubmission(submission, user);
    return readingOf(policy, submission.receivedAt, asStaff, this.clock.now());
  }
}

/** Cases that may not be seen only say that they are through; no event is left out, so that none seems lost. */
function forStudent(event: GradingEvent, { isReleased, isClosed }: Reading): GradingEvent {
  switch (event.type) {
    case 'state':
      return isReleased ? event : { ...event, message: withheldMessage(event.state, event.message) };
    case 'progress':
      return isReleased ? event : { ...event, message: withheldMessage('running', ''), metrics: [] };
    case 'case': {
      const isShown = event.result && isReleased && isVisible(event.result.visibility, isClosed);
      return isShown ? event : { ...event, result: null };
    }
  }
}
