import { GradingQueue, type DueJob } from '#libs/grading';

/** Remembers what was added; for tests that look at hints. */
export class InMemoryGradingQueue extends GradingQueue {
  readonly added = new Set<string>();

  add({ id }: DueJob): Promise<void> {
    this.added.add(id);
    return Promise.resolve();
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }
}
