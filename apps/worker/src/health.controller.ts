import { Controller, Get } from '@nestjs/common';

@Controller('healthz')
export class HealthController {
  /** Answers once the worker is wired and takes jobs. */
  @Get()
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }
}
