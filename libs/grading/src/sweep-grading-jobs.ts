import type { Clock } from './ports/clock';
import type { GradingJobs, GradingQueue } from './ports/submissions';

const BATCH = 500;

/**
 * Finds what crashes leave behind: jobs whose worker died, and due jobs that the queue does not know (its hint was lost,
 * or Redis was emptied). Adding a job that the queue has already does nothing, so this may run at any time, anywhere.
 */
export class SweepGradingJobs {
  constructor(
    private readonly jobs: GradingJobs,
    private readonly queue: GradingQueue,
    private readonly clock: Clock,
  ) {}

  async sweep(): Promise<number> {
    const due = await this.jobs.recover(this.clock.now(), BATCH);
    for (const job of due) await this.queue.add(job);
    return due.length;
  }
}
