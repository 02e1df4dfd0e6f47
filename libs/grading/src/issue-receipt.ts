import type { KeyObject } from 'node:crypto';
import type { Receipt, ReceiptKey } from '#libs/contracts';
import { authoriseReader, type Actor } from './authorise';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Submissions } from './ports/submissions';
import { publicKeyOf, signReceipt } from './receipts';
import { accept, type Result } from './result';

/** Gives students proof of what they handed in and when, which they can check without the platform. */
export class IssueReceipt {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly privateKey: KeyObject,
  ) {}

  async issue(actor: Actor, submissionId: string): Promise<Result<Receipt>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, submissionId);
    if (!reader.ok) return reader;
    const { submission } = reader.value;
    const { number, pack } = await this.catalog.getVersion(submission.versionId);
    const statement = {
      receipt: 1 as const,
      submission: submission.id,
      student: submission.student.id,
      ...(submission.authors.length > 1 && { authors: submission.authors.map(({ id }) => id) }),
      course: submission.courseSlug,
      assignment: submission.assignmentSlug,
      version: number,
      packSha256: pack.sha256,
      problem: submission.problemId,
      receivedAt: submission.receivedAt.toISOString(),
      sha256: submission.sha256,
      files: [...submission.files],
    };
    return accept(signReceipt(statement, this.privateKey));
  }

  /** Public: everybody may check receipts. */
  key(): ReceiptKey {
    return { publicKey: publicKeyOf(this.privateKey) };
  }
}
