import type { AccessScope } from '#libs/domain';
import { refuse, SignIn, ViewAsStudent, type Actor, type User } from '#libs/grading';
import { addToLogContext } from '#libs/logging';
import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { RefusedException } from './refusals';
import { refuseBeyondLooking, refuseBeyondScope, SAFE_METHODS, scopeNeededBy } from './scope';

export const SESSION_COOKIE = 'assay_session';
/** Who sends a request, and who looks in that person's place. */
interface Sender {
  readonly actor: Actor;
  readonly viewer: User | null;
}
const NOBODY: Sender = { actor: null, viewer: null };
const senders = new WeakMap<Request, Sender>();

export function sessionToken(request: Request): string | null {
  const cookies = request.cookies as Record<string, unknown> | undefined;
  const token = cookies?.[SESSION_COOKIE];
  return typeof token === 'string' ? token : null;
}

/**
 * Finds out who sends a request. It lets everyone through: use cases authorise. Only four things end here: a token that
 * is no good, one that may not do this, staff who look as a student and would change something, and a request with a session cookie that another site made the browser send.
 */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly signIn: SignIn,
    private readonly viewAsStudent: ViewAsStudent,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const { user, scopes } = await this.byAccessToken(authorization);
      refuseBeyondScope(scopes, scopeNeededBy(this.reflector, context));
      remember(request, { actor: user, viewer: null });
      return true;
    }
    refuseCrossSite(request);
    const token = sessionToken(request);
    const sender = token === null ? null : await this.viewAsStudent.whoActs(token);
    if (sender?.viewer) refuseBeyondLooking(scopeNeededBy(this.reflector, context));
    remember(request, sender ?? NOBODY);
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

function remember(request: Request, sender: Sender): void {
  senders.set(request, sender);
  const { actor, viewer } = sender;
  if (actor) addToLogContext({ userId: actor.id, ...(viewer && { viewerId: viewer.id }) });
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
  return senders.get(request)?.actor ?? null;
}

/** The staff who see the platform as the actor does; null where the actor is there in person. */
export function viewerOf(request: Request): User | null {
  return senders.get(request)?.viewer ?? null;
}

/** The same, as a parameter of a handler. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor =>
  actorOf(context.switchToHttp().getRequest<Request>()),
);
