import { SweepGradingJobs, Throttle } from '#libs/grading';
import { DockerSandbox } from '#libs/sandbox';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';

const JOBS_EVERY_MS = 5_000;
const CONTAINERS_EVERY_MS = 60_000;
const THROTTLES_EVERY_MS = 600_000;

/** Clears up after crashes, at start and then regularly: jobs that nobody works on, containers that nobody owns. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Sweeper');
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly jobs: SweepGradingJobs,
    private readonly sandbox: DockerSandbox,
    private readonly throttle: Throttle,
  ) {}

  onApplicationBootstrap(): void {
    this.every(JOBS_EVERY_MS, 'jobs', () => this.jobs.sweep());
    this.every(CONTAINERS_EVERY_MS, 'containers', () => this.sandbox.sweep());
    this.every(THROTTLES_EVERY_MS, 'throttles', () => this.throttle.sweep(new Date()));
  }

  beforeApplicationShutdown(): void {
    this.timers.forEach((timer) => clearInterval(timer));
  }

  /** A round that is slow is not overtaken by the next; one that fails is only logged, since the next tries again. */
  private every(intervalMs: number, what: string, sweep: () => Promise<unknown>): void {
    let isSweeping = false;
    const round = async () => {
      if (isSweeping) return;
      isSweeping = true;
      await sweep().catch((error: unknown) => this.logger.warn(`sweeping ${what}: ${String(error)}`));
      isSweeping = false;
    };
    void round();
    this.timers.push(setInterval(() => void round(), intervalMs));
  }
}
