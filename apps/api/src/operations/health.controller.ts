import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { DataSource } from 'typeorm';

@ApiExcludeController()
@Controller('healthz')
export class HealthController {
  constructor(private readonly source: DataSource) {}

  /** 200 once requests can be served, 503 while the database is away. */
  @Get()
  async health(@Res() response: Response): Promise<void> {
    try {
      await this.source.query('SELECT 1');
      response.json({ status: 'ok' });
    } catch {
      response.status(503).json({ status: 'database unreachable' });
    }
  }
}
