import type { Progress } from '#libs/grader-sdk';
import type { JobEvent } from './ports/submissions';

const INTERVAL_MS = 200;

/**
 * Writes a grader's news without letting a chatty one flood the database: messages within an interval become one event
 * (the last message wins, no metric is dropped). Cases are written at once. Writes keep their order.
 */
export class ProgressWriter {
  private pending: { message: string; metrics: { name: string; x: number; y: number }[] } | null = null;
  private timer: NodeJS.Timeout | null = null;
  private writes: Promise<void> = Promise.resolve();

  constructor(
    private readonly append: (event: JobEvent) => Promise<void>,
    private readonly warn: (message: string) => void,
  ) {}

  add(progress: Progress): void {
    this.pending = {
      message: progress.message,
      metrics: [...(this.pending?.metrics ?? []), ...(progress.metrics ?? [])],
    };
    // A lost progress line must not end the grading: the database may be back before the next case is written.
    this.timer ??= setTimeout(() => {
      this.flush().catch((error: unknown) => this.warn(`progress not written: ${String(error)}`));
    }, INTERVAL_MS);
  }

  async write(event: JobEvent): Promise<void> {
    await this.flush();
    await this.enqueue(event);
  }

  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const { pending } = this;
    this.pending = null;
    if (pending) await this.enqueue({ type: 'progress', ...pending });
  }

  private enqueue(event: JobEvent): Promise<void> {
    const write = this.writes.then(() => this.append(event));
    this.writes = write.catch(() => undefined);
    return write;
  }
}
