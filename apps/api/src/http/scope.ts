import type { AccessScope } from '#libs/domain';
import { refuse } from '#libs/grading';
import { SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { RefusedException } from './refusals';

/**
 * The scope that an access token must have for a route; `session`: only who signed in may do this, no token; `none`: says
 * nothing that needs permission.
 */
export type NeededScope = AccessScope | 'session' | 'none';
const NEEDED = Symbol('scope');

/** Declares it for a handler. Undeclared is `read` for what only looks, else `session`: whoever forgets it lets nobody in. */
export function NeedsScope(scope: NeededScope): CustomDecorator<symbol> {
  return SetMetadata(NEEDED, scope);
}

/** Methods that change nothing (RFC 9110, 9.2.1). */
export const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export function scopeNeededBy(reflector: Reflector, context: ExecutionContext): NeededScope {
  const declared = reflector.get<NeededScope | undefined>(NEEDED, context.getHandler());
  const { method } = context.switchToHttp().getRequest<Request>();
  return declared ?? (SAFE_METHODS.has(method) ? 'read' : 'session');
}

/** Who looks at the platform as a student has the scope `read`, so to speak. @throws RefusedException */
export function refuseBeyondLooking(needed: NeededScope): void {
  if (needed === 'none' || needed === 'read') return;
  const detail = 'You are looking as a student, and can change nothing. Stop looking first.';
  throw new RefusedException(refuse('forbidden', 'view.read-only', detail).refusal);
}

/** Comes before anything is looked up, so the answer tells nothing of what is there. @throws RefusedException */
export function refuseBeyondScope(scopes: readonly AccessScope[], needed: NeededScope): void {
  if (needed === 'none') return;
  if (needed === 'session') {
    const detail = 'No access token may do this. Sign in to the portal and do it there.';
    throw new RefusedException(refuse('forbidden', 'auth.session-only', detail).refusal);
  }
  if (scopes.includes(needed)) return;
  const detail = `This access token lacks the scope “${needed}”. Make one that has it in the portal under “Access tokens”.`;
  throw new RefusedException(refuse('forbidden', 'auth.scope', detail).refusal);
}
