import { GradingQueue } from '#libs/grading';

/** Remembers what was added; for tests that look at hints. */
export class InMemoryGradingQueue extends GradingQueue {
  readonly added = new Set<string>();

  add(gradingJobId: string): Promise<void> {
    this.added.add(gradingJobId);
    return Promise.resolve();
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }
}
