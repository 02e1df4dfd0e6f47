import { authoriseReader, notFound, type Actor } from './authorise';
import type { Accounts } from './ports/accounts';
import type { Reviews } from './ports/reviews';
import type { Submissions } from './ports/submissions';
import { accept, type Result } from './result';

/** A regression sample: its files by path, ready for the pack's `samples/`. */
export interface OfferedSample {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Makes a submission that was graded wrongly the first regression sample of the grader's fix: the files as they were handed in,
 * and an expect.yaml that says what the report said, for an author to put right.
 */
export class OfferSample {
  constructor(
    private readonly accounts: Accounts,
    private readonly submissions: Submissions,
    private readonly reviews: Reviews,
  ) {}

  /** For staff; what it holds names nobody. */
  async of(actor: Actor, submissionId: string): Promise<Result<OfferedSample>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, submissionId);
    if (!reader.ok) return reader;
    const { asStaff, submission } = reader.value;
    const report = asStaff ? await this.submissions.findReport(submissionId) : null;
    if (!report) return notFound();
    const { files, answers } = await this.submissions.contentOf(submissionId);
    const { requests } = await this.reviews.findOf(submissionId);
    const disputed = new Set(requests.flatMap(({ about }) => (about === null ? [] : [about])));
    const name = `regrade-${submissionId.slice(0, 8)}`;
    const bytes = (text: string) => new TextEncoder().encode(text);
    const verdicts = report.cases.map(
      ({ name: test, verdict }) =>
        `  ${JSON.stringify(test)}: ${verdict}${disputed.has(test) ? ' # disputed: say what is right' : ''}\n`,
    );
    const expectation = [
      `# Put this folder into problems/${submission.problemId}/samples/ and say what is right: below stands what the report said.\n`,
      `outcome: ${report.outcome}\n`,
      ...(verdicts.length > 0 ? ['verdicts:\n', ...verdicts] : []),
    ].join('');
    return accept({
      name,
      files: new Map([
        ...[...files].map(([file, content]) => [`${name}/${file}`, content] as const),
        ...[...answers].map(([field, text]) => [`${name}/${field}.txt`, bytes(text)] as const),
        [`${name}/expect.yaml`, bytes(expectation)],
      ]),
    });
  }
}
