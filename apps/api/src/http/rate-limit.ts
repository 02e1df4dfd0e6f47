import { refuseForNow, Throttle, type Limit } from '#libs/grading';
import {
  Inject,
  Injectable,
  SetMetadata,
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { SETTINGS, type Settings } from '../settings';
import { actorOf, viewerOf } from './actor';
import { RefusedException } from './refusals';

type Kind = 'submission' | 'preview' | 'token' | 'roster' | 'join-code' | 'export';
const KIND = Symbol('rate-limited');

/** Marks what one person may do only so often. */
export function RateLimited(kind: Kind): CustomDecorator<symbol> {
  return SetMetadata(KIND, kind);
}

/** Minutes that can be used up at once: deadlines come in rushes, and so do scripts that hand in a whole course. */
const BURST_MINUTES = 5;

/** Refuses what comes too fast before its body is read: large uploads cost most while they are taken in. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly limits: Readonly<Record<Kind, Limit>>;

  constructor(
    private readonly reflector: Reflector,
    private readonly throttle: Throttle,
    @Inject(SETTINGS) settings: Settings,
  ) {
    const perMinute = settings.submissionsPerMinute;
    this.limits = {
      submission: { name: 'submission', burst: perMinute * BURST_MINUTES, everySeconds: 60 / perMinute },
      preview: { name: 'preview', burst: 120, everySeconds: 0.2 },
      token: { name: 'token', burst: 20, everySeconds: 60 },
      roster: { name: 'roster', burst: 600, everySeconds: 2 },
      export: { name: 'export', burst: 5, everySeconds: 600 },
      // Codes are short, to be read aloud: guessing one takes for ever.
      'join-code': { name: 'join-code', burst: 30, everySeconds: 60 },
    };
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const kind = this.reflector.get<Kind | undefined>(KIND, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    const actor = viewerOf(request) ?? actorOf(request);
    // Nobody gets past the use case anyway.
    if (kind === undefined || actor === null) return true;
    const seconds = await this.throttle.take(this.limits[kind], actor.id, new Date());
    if (seconds === 0) return true;
    throw new RefusedException(
      refuseForNow('request.too-many', 'You are faster than the platform takes things in.', seconds).refusal,
    );
  }
}
