import { MailNotifications } from '#libs/grading';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';

const EVERY_MS = 5_000;

/** Sends the mail that is due, over and over. Any number of processes may: each mail is claimed by one. */
@Injectable()
export class PostRound implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('PostRound');
  private timer: NodeJS.Timeout | null = null;
  private underway: Promise<void> | null = null;

  constructor(private readonly mail: MailNotifications) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.underway ??= this.round().finally(() => (this.underway = null));
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.underway;
  }

  /** One that fails is only logged: what it claimed is due again by itself. */
  private async round(): Promise<void> {
    try {
      await this.mail.sendDue();
    } catch (error) {
      this.logger.warn(`mail: ${String(error)}`);
    }
  }
}
