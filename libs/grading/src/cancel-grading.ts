import { authoriseReader, isAuthor, type Actor } from './authorise';
import type { Accounts } from './ports/accounts';
import type { Clock } from './ports/clock';
import type { GradingJobs, Submissions } from './ports/submissions';
import { accept, refuse, type Result } from './result';

/** Takes a submission back that no worker has begun. */
export class CancelGrading {
  constructor(
    private readonly accounts: Accounts,
    private readonly submissions: Submissions,
    private readonly jobs: GradingJobs,
    private readonly clock: Clock,
  ) {}

  async cancel(actor: Actor, id: string): Promise<Result<null>> {
    const reader = await authoriseReader(this.accounts, this.submissions, actor, id);
    if (!reader.ok) return reader;
    const { user, submission } = reader.value;
    const by = isAuthor(user, submission)
      ? null
      : { name: user.email, reason: 'cancelled by staff', courseId: submission.courseId };
    if (await this.jobs.cancel(submission.job.id, this.clock.now(), by)) return accept(null);
    return refuse(
      'conflict',
      'submission.not-queued',
      'It no longer waits: its grading has begun, or it has ended already. Its page says which.',
    );
  }
}
