import type { Refusal, Result } from '#libs/grading';
import { HttpException } from '@nestjs/common';

const STATUS: Readonly<Record<Refusal['reason'], number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many-requests': 429,
};

/** A use case's refusal on its way to the exception filter. */
export class RefusedException extends HttpException {
  constructor(readonly refusal: Refusal) {
    super(refusal.detail, STATUS[refusal.reason]);
  }
}

/** The value of a result. @throws RefusedException */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new RefusedException(result.refusal);
}
