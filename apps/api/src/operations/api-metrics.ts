import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GradingJobs, type QueueFigures } from '#libs/grading';
import { processRegistry, serveMetrics, watchPool } from '#libs/metrics';
import { poolState } from '#libs/persistence';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Counter, Gauge, Histogram } from 'prom-client';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../settings';

/** Routes are templates of ours; everything else counts as one, or whoever guesses addresses would make series without end. */
const NO_ROUTE = 'none';

const FRESH_MS = 500;

/**
 * What the api tells operators: its requests, what came in, and the queue as PostgreSQL knows it. Served on a port of its own,
 * if one is set, and never through the one that the public reaches.
 */
@Injectable()
export class ApiMetrics implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly registry = processRegistry('api');
  private server: Server | null = null;
  private view: { readonly takenAt: number; readonly figures: Promise<QueueFigures | null> } | null = null;
  private readonly logger = new Logger('Metrics');
  private readonly registers = [this.registry];

  private readonly received = new Counter({
    name: 'assay_submissions_received_total',
    help: 'Submissions that were stored',
    labelNames: ['grader'],
    registers: this.registers,
  });

  private readonly requests = new Histogram({
    name: 'assay_http_request_seconds',
    help: 'Time from a request to the end of its answer; of live feeds, as long as they were open',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: this.registers,
  });

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly jobs: GradingJobs,
    source: DataSource,
  ) {
    watchPool(this.registry, () => poolState(source));
    this.watchQueue();
  }

  countReceived(grader: string): void {
    this.received.inc({ grader });
  }

  /** A middleware before all others. */
  readonly timeRequests = (request: Request, response: Response, next: NextFunction): void => {
    const stop = this.requests.startTimer();
    response.on('close', () => {
      // Express sets it once a route has matched, and types it as any.
      const route = request.route as { readonly path?: unknown } | undefined;
      stop({
        method: request.method,
        route: typeof route?.path === 'string' ? route.path : NO_ROUTE,
        status: String(response.statusCode),
      });
    });
    next();
  };

  /** Where it listens; null when it does not. */
  get address(): AddressInfo | null {
    return this.server ? (this.server.address() as AddressInfo) : null;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { port, host } = this.settings.metrics;
    if (port !== null) this.server = await serveMetrics(this.registry, port, host);
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }

  /** While the database is away the figures are unknown: NaN, not those of before. */
  private watchQueue(): void {
    const watch = (
      name: string,
      help: string,
      read: (figures: QueueFigures) => Record<string, number>,
    ): void => {
      const recent = () => this.recentFigures();
      let known: string[] = [];
      new Gauge({
        name,
        help,
        labelNames: ['state'],
        registers: this.registers,
        async collect() {
          const figures = await recent();
          const values: Record<string, number> = figures
            ? read(figures)
            : Object.fromEntries(known.map((state) => [state, NaN]));
          known = Object.keys(values);
          for (const [state, value] of Object.entries(values)) this.set({ state }, value);
        },
      });
    };
    watch(
      'assay_queue_jobs',
      'Unfinished grading jobs: due, waiting for another try, running',
      ({ due, retrying, running }) => ({ due, retrying, running }),
    );
    watch('assay_queue_oldest_seconds', 'Age of the oldest job that waits', (figures) => ({
      due: figures.oldestDueSeconds,
      retrying: figures.oldestRetryingSeconds,
    }));
    watch('assay_workers', 'Workers seen within the last 20 seconds', ({ workers }) => ({ live: workers }));
    watch('assay_worker_slots', 'Gradings that the live workers can do at once', ({ slots }) => ({
      live: slots,
    }));
  }

  /** The gauges of one scrape share one question to the database. */
  private recentFigures(): Promise<QueueFigures | null> {
    const now = Date.now();
    if (this.view && now - this.view.takenAt < FRESH_MS) return this.view.figures;
    const figures = this.jobs.figures(new Date(now)).catch((error: unknown) => {
      this.logger.warn(`no figures of the queue: ${String(error)}`);
      return null;
    });
    this.view = { takenAt: now, figures };
    return figures;
  }
}
