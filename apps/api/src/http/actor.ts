import type { AccessScope } from '#libs/domain';
import { refuse, SignIn, type Actor, type User } from '#libs/grading';
import { addToLogContext } from '#libs/logging';
import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { RefusedException } from './refusals';
import { refuseBeyondScope, SAFE_METHODS, scopeNeededBy } from './scope';

export const SESSION_COOKIE = 'assay_session';
const actors = new WeakMap<Request, Actor>();

export function sessionToken(request: Request): string | null {
  const cookies = request.cookies as Record<string, unknown> | undefined;
  const token = cookies?.[SESSION_COOKIE];
  return typeof token === 'string' ? token : null;
}

/**
 * Finds out who sends a request. It lets everyone through: use cases authorise. Only three things end here: a token that
 * is no good, one that may not do this, and a request with a session cookie that another site made the browser send.
 */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly signIn: SignIn,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const { user, scopes } = await this.byAccessToken(authorization);
      refuseBeyondScope(scopes, scopeNeededBy(this.reflector, context));
      remember(request, user);
      return true;
    }
    refuseCrossSite(request);
    const token = sessionToken(request);
    remember(request, token === null ? null : await this.signIn.findSessionUser(token));
    return true;
  }

  private async byAccessToken(
    authorization: string,
  ): Promise<{ user: User; scopes: readonly AccessScope[] }> {
    const [, token] = /^Bearer ([\w-]{1,200})$/i.exec(authorization) ?? [];
    const found = token === undefined ? null : await this.signIn.useAccessToken(token);
    if (found) return found;
    const detail =
      'The access token is unknown or has expired. Make a new one in the portal under “Access tokens”.';
    throw new RefusedException(refuse('unauthenticated', 'auth.bad-token', detail).refusal);
  }
}

function remember(request: Request, actor: Actor): void {
  actors.set(request, actor);
  if (actor) addToLogContext({ userId: actor.id });
}

/** Browsers say where a request comes from: Sec-Fetch-Site, or Origin in older ones. Scripts send neither, nor cookies. */
function refuseCrossSite(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin, host } = request.headers;
  const isSameSite =
    site === undefined
      ? origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
      : site === 'same-origin' || site === 'none';
  if (isSameSite) return;
  const detail = 'This request came from another site. Open the portal and do it there.';
  throw new RefusedException(refuse('forbidden', 'auth.cross-site', detail).refusal);
}

/** The signed-in user of a request that the guard has seen, or null. */
export function actorOf(request: Request): Actor {
  return actors.get(request) ?? null;
}

/** The same, as a parameter of a handler. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor =>
  actorOf(context.switchToHttp().getRequest<Request>()),
);
