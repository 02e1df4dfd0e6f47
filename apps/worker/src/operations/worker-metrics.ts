import type { GradingEnd } from '#libs/grading';
import { processRegistry, watchPool } from '#libs/metrics';
import { poolState } from '#libs/persistence';
import { DockerSandbox, type SandboxFigures } from '#libs/sandbox';
import { Controller, Get, Header, Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { DataSource } from 'typeorm';

/** Gradings take from milliseconds to minutes, waits up to hours in a rush. */
const SECONDS = [0.1, 0.3, 1, 3, 10, 30, 60, 120, 300, 900, 3_600];

/** What a worker tells operators: how its gradings went, and what its sandboxes do. */
@Injectable()
export class WorkerMetrics {
  readonly registry = processRegistry('worker');
  private readonly registers = [this.registry];

  private readonly gradings = new Counter({
    name: 'assay_gradings_total',
    help: 'Tries to grade a job, by what came of them; put-back: the platform failed, handed-back: the worker went',
    labelNames: ['grader', 'outcome'],
    registers: this.registers,
  });

  private readonly seconds = new Histogram({
    name: 'assay_grading_seconds',
    help: 'Time from the claim of a job to its report, of those that came to one',
    labelNames: ['grader'],
    buckets: SECONDS,
    registers: this.registers,
  });

  private readonly waited = new Histogram({
    name: 'assay_grading_wait_seconds',
    help: 'Time from the submission to the first claim of its job',
    labelNames: ['grader'],
    buckets: SECONDS,
    registers: this.registers,
  });

  constructor(sandbox: DockerSandbox, source: DataSource) {
    watchPool(this.registry, () => poolState(source));
    const counter = (name: string, help: string, read: (figures: SandboxFigures) => number) =>
      new Counter({
        name,
        help,
        registers: this.registers,
        collect() {
          this.reset();
          this.inc(read(sandbox.figures));
        },
      });
    counter('assay_sandbox_sessions_total', 'Containers given to gradings', ({ sessions }) => sessions);
    counter('assay_sandbox_warm_total', 'Of these, the ones that were ready', ({ warm }) => warm);
    counter('assay_sandbox_starts_total', 'Containers that were started', ({ starts }) => starts);
    counter('assay_sandbox_start_failures_total', 'Starts that failed', ({ startFailures }) => startFailures);
    new Gauge({
      name: 'assay_sandbox_containers',
      help: 'Containers that live: in use, or ready',
      registers: this.registers,
      collect() {
        this.set(sandbox.figures.containers);
      },
    });
  }

  count({ grader, outcome, seconds, waitedSeconds }: GradingEnd): void {
    this.gradings.inc({ grader, outcome });
    if (outcome === 'graded' || outcome === 'not-gradable') this.seconds.observe({ grader }, seconds);
    if (waitedSeconds !== null) this.waited.observe({ grader }, waitedSeconds);
  }
}

/** On the port of the health checks, which no stranger reaches. */
@Controller()
export class MetricsController {
  constructor(private readonly metrics: WorkerMetrics) {}

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  text(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
