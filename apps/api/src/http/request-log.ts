import { randomUUID } from 'node:crypto';
import { withLogContext } from '#libs/logging';
import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** An id that a proxy in front has given the request already. */
const GIVEN_ID = /^[\w.-]{1,100}$/;

const logger = new Logger('Request');

/** Gives each request an id, which its log lines and its answer carry, and logs how it ended. Queries are left out. */
export function logRequests(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers['x-request-id'];
  const requestId = typeof given === 'string' && GIVEN_ID.test(given) ? given : randomUUID();
  response.set('X-Request-Id', requestId);
  const startedAt = performance.now();
  withLogContext({ requestId }, () => {
    response.on('close', () => {
      const outcome = { status: response.statusCode, ms: Math.round(performance.now() - startedAt) };
      logger.log(`${request.method} ${request.path}`, outcome);
    });
    next();
  });
}
