import { GradingQueue } from '#libs/grading';
import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { DataSource } from 'typeorm';

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly source: DataSource,
    private readonly queue: GradingQueue,
  ) {}

  /** 200 while the process answers: whoever restarts it looks here. */
  @Get('healthz')
  @HttpCode(200)
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /**
   * 200 while requests can be served, 503 while not: a proxy in front looks here. Submissions are taken without Redis, too,
   * so that is told but doesn't count.
   */
  @Get('readyz')
  async ready(@Res() response: Response): Promise<void> {
    const [database, redis] = await Promise.allSettled([this.source.query('SELECT 1'), this.queue.ping()]);
    response
      .status(answers(database) ? 200 : 503)
      .json({ database: answers(database), redis: answers(redis) });
  }
}

function answers(asked: PromiseSettledResult<unknown>): boolean {
  return asked.status === 'fulfilled';
}
