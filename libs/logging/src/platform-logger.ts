import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { logContext } from './log-context';

export const LOG_FORMATS = ['text', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/** Nest's logger: lines for people, or JSON with the ids of request, user, submission and job, one object a line. */
export class PlatformLogger extends ConsoleLogger {
  constructor(format: LogFormat, levels: readonly LogLevel[]) {
    super({
      logLevels: [...levels],
      flattenParams: true,
      ...(format === 'json' && { json: true, colors: false }),
    });
  }

  protected override getJsonLogObject(
    ...[message, options]: Parameters<ConsoleLogger['getJsonLogObject']>
  ): ReturnType<ConsoleLogger['getJsonLogObject']> {
    return { ...logContext(), ...super.getJsonLogObject(message, options) };
  }
}
