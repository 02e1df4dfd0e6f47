import type { GradingMessage } from '#libs/contracts';
import { RunGradingJob } from '#libs/grading';
import { withLogContext } from '#libs/logging';
import { GRADING_QUEUES } from '#libs/queue';
import { getQueueToken } from '@nestjs/bull';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bull';
import { SETTINGS, type Settings } from './settings';

/** How long a shutdown waits for running jobs before it hands them back. */
const GRACE_MS = 3_000;

/**
 * Has a job graded for every hint of the queues of this worker's classes. There is a hint for each job, but the job is the
 * one whose turn it is, not the one that the hint names: order is decided in Postgres, so that Redis may forget it.
 */
@Injectable()
export class GradingProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stop = new AbortController();
  private readonly running = new Set<Promise<void>>();
  /** Hints that came from one queue while the other's jobs took all slots. */
  private owed = 0;

  constructor(
    private readonly modules: ModuleRef,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly runGradingJob: RunGradingJob,
  ) {}

  onApplicationBootstrap(): void {
    for (const queue of this.queues()) void queue.process(this.settings.concurrency, () => this.onHint());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.owed = 0;
    await Promise.all(this.queues().map((queue) => queue.pause(true, true).catch(() => undefined)));
    const hurry = setTimeout(() => this.stop.abort(new Error('the worker shuts down')), GRACE_MS);
    await Promise.allSettled(this.running);
    clearTimeout(hurry);
  }

  private queues(): Queue<GradingMessage>[] {
    return this.settings.classes.map((workerClass) =>
      this.modules.get<Queue<GradingMessage>>(getQueueToken(GRADING_QUEUES[workerClass]), { strict: false }),
    );
  }

  /** A hint that finds no free slot is not held back from other workers: it is made good once a slot is free. */
  private async onHint(): Promise<void> {
    if (this.running.size >= this.settings.concurrency) {
      this.owed++;
      return;
    }
    await this.runNext();
    while (this.owed > 0) {
      this.owed--;
      await this.runNext();
    }
  }

  private async runNext(): Promise<void> {
    const run = withLogContext({}, () => this.runGradingJob.runNext(this.stop.signal));
    this.running.add(run);
    await run.finally(() => this.running.delete(run));
  }
}
