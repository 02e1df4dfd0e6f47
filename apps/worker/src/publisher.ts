import { RunPublication } from '#libs/grading';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';

const EVERY_MS = 1_000;

/**
 * Checks packs that were sent in, one at a time: they are few, and each is many gradings. Which is next is asked of Postgres,
 * as instructors are patient for a second.
 */
@Injectable()
export class Publisher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Publisher');
  private readonly stop = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly runPublication: RunPublication) {}

  onApplicationBootstrap(): void {
    this.later(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.stop.abort(new Error('the worker shuts down'));
    await this.running;
  }

  private later(ms: number): void {
    if (this.stop.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.running = this.round();
    }, ms);
  }

  private async round(): Promise<void> {
    const had = await this.runPublication.runNext(this.stop.signal).catch((error: unknown) => {
      this.logger.warn(`publishing: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    });
    this.later(had ? 0 : EVERY_MS);
  }
}
