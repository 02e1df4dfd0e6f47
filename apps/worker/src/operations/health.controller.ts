import { GradingQueue } from '#libs/grading';
import { DockerSandbox } from '#libs/sandbox';
import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';

@Controller()
export class HealthController {
  constructor(
    private readonly source: DataSource,
    private readonly queue: GradingQueue,
    private readonly sandbox: DockerSandbox,
  ) {}

  /** 200 once the worker is wired and takes jobs: whoever restarts it looks here. */
  @Get('healthz')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 while it can grade: database, Redis and container engine answer. */
  @Get('readyz')
  async ready(@Res() response: Response): Promise<void> {
    const [database, redis, engine] = await Promise.allSettled([
      this.source.query('SELECT 1'),
      this.queue.ping(),
      this.sandbox.ping(),
    ]);
    const parts = { database: answers(database), redis: answers(redis), engine: answers(engine) };
    response.status(Object.values(parts).every(Boolean) ? 200 : 503).json(parts);
  }
}

function answers(asked: PromiseSettledResult<unknown>): boolean {
  return asked.status === 'fulfilled';
}
