import { authoriseUser, type Actor } from './authorise';
import type { ReadPolicies } from './course-policies';
import type { IssueReceipt } from './issue-receipt';
import type { User } from './ports/accounts';
import type { Clock } from './ports/clock';
import type { PersonalData } from './ports/personal-data';
import type { SubmissionRecord, Submissions } from './ports/submissions';
import { accept, type Result } from './result';
import type { ReviewSubmission } from './review-submission';
import { countedPoints, readingOf, studentView } from './student-view';
import { withheldMessage } from './submission-view';

export interface ExportedFile {
  /** Relative, with `/` between its parts. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const PAGE = 100;

/**
 * Gives a person all that is kept about them, file after file, so that never more than one submission is in memory. Reports
 * are what a student may read by now, whoever asks: an export leaves the platform, and hidden cases with it.
 */
export class ExportPersonalData {
  /** @param receipts null: where the key that signs them is not at hand, there are none */
  constructor(
    private readonly personal: PersonalData,
    private readonly submissions: Submissions,
    private readonly policies: ReadPolicies,
    private readonly reviews: ReviewSubmission,
    private readonly receipts: IssueReceipt | null,
    private readonly clock: Clock,
  ) {}

  export(actor: Actor): Result<AsyncGenerator<ExportedFile>> {
    const user = authoriseUser(actor);
    return user.ok ? accept(this.filesOf(user.value)) : user;
  }

  /** For an administrator on the machine itself, who hands it over. */
  async *filesOf(user: User): AsyncGenerator<ExportedFile> {
    yield json('account.json', await this.personal.accountOf(user));
    yield json('audit-log.json', await this.personal.auditOf(user));
    let last: string | null = null;
    for (;;) {
      const ids: readonly string[] = await this.personal.submissionsOf(user.id, last, PAGE);
      for (const id of ids) yield* this.submissionOf(user, id);
      last = ids.at(-1) ?? null;
      if (ids.length < PAGE) return;
    }
  }

  private async *submissionOf(user: User, id: string): AsyncGenerator<ExportedFile> {
    const record = await this.submissions.find(id);
    if (!record) return;
    const folder = `submissions/${record.courseSlug}/${record.assignmentSlug}/${record.problemId}/${id}`;
    const policy = await this.policies.ofSubmission(record, user);
    const reading = readingOf(policy, record.receivedAt, false, this.clock.now());
    const points = countedPoints(record, reading);
    yield json(`${folder}/submission.json`, { ...summaryOf(record, user, reading.isReleased), points });
    const { files, answers } = await this.submissions.contentOf(id);
    for (const [name, bytes] of files) yield { path: `${folder}/files/${name}`, bytes };
    for (const [name, text] of answers) {
      yield { path: `${folder}/files/${name}.txt`, bytes: new TextEncoder().encode(text) };
    }
    const report = reading.isReleased ? await this.submissions.findReport(id) : null;
    if (report) yield json(`${folder}/report.json`, studentView(report, reading.isClosed));
    if (reading.isReleased) {
      const review = await this.reviews.view(user, id);
      if (review.ok) yield json(`${folder}/review.json`, review.value);
    }
    const receipt = await this.receipts?.issue(user, id);
    if (receipt?.ok) yield json(`${folder}/receipt.json`, receipt.value);
  }
}

/** Other authors are counted, not named. */
function summaryOf(
  record: SubmissionRecord,
  user: User,
  isReleased: boolean,
): Readonly<Record<string, unknown>> {
  const { id, receivedAt, sha256, files, job, authors, student } = record;
  return {
    ...{ id, receivedAt, sha256, files },
    sentByYou: student.id === user.id,
    authors: authors.length,
    state: job.state,
    message: isReleased ? job.message : withheldMessage(job.state, job.message),
  };
}

function json(path: string, value: unknown): ExportedFile {
  return { path, bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`) };
}
