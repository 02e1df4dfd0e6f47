import type { GradingMessage } from '#libs/contracts';
import { RunGradingJob } from '#libs/grading';
import { withLogContext } from '#libs/logging';
import { GRADING_QUEUE } from '#libs/queue';
import { InjectQueue } from '@nestjs/bull';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Queue } from 'bull';
import { SETTINGS, type Settings } from './settings';

/** How long a shutdown waits for running jobs before it hands them back. */
const GRACE_MS = 3_000;

/**
 * Has a job graded for every hint of the queue. There is a hint for each job, but the job is the one whose turn it is, not
 * the one that the hint names: order is decided in Postgres, so that Redis may forget it.
 */
@Injectable()
export class GradingProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stop = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(
    @InjectQueue(GRADING_QUEUE) private readonly queue: Queue<GradingMessage>,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly runGradingJob: RunGradingJob,
  ) {}

  onApplicationBootstrap(): void {
    void this.queue.process(this.settings.concurrency, async () => {
      const run = withLogContext({}, () => this.runGradingJob.runNext(this.stop.signal));
      this.running.add(run);
      await run.finally(() => this.running.delete(run));
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.queue.pause(true, true).catch(() => undefined);
    const hurry = setTimeout(() => this.stop.abort(new Error('the worker shuts down')), GRACE_MS);
    await Promise.allSettled(this.running);
    clearTimeout(hurry);
  }
}
