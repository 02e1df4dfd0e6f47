import { randomUUID } from 'node:crypto';
import { Workers } from '#libs/grading';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SETTINGS, type Settings } from './settings';

const BEAT_MS = 5_000;

/** Tells the others that this worker lives and how much it grades at once: estimates of waits go by it. */
@Injectable()
export class Heart implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly id = randomUUID();
  private readonly logger = new Logger('Heart');
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly workers: Workers,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    void this.beat();
    this.timer = setInterval(() => void this.beat(), BEAT_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.quietly(() => this.workers.leave(this.id));
  }

  private beat(): Promise<void> {
    return this.quietly(() =>
      this.workers.beat(this.id, this.settings.classes, this.settings.concurrency, new Date()),
    );
  }

  /** A beat that is lost is made good by the next. */
  private async quietly(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) =>
      this.logger.warn(`not told that this worker lives: ${String(error)}`),
    );
  }
}
