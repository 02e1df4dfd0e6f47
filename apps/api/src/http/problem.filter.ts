import { STATUS_CODES } from 'node:http';
import type { ProblemDetails } from '#libs/contracts';
import { isUnreachable } from '#libs/persistence';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RefusedException } from './refusals';

type Problem = Pick<ProblemDetails, 'status' | 'code' | 'detail'>;

/** What the framework refuses before a use case sees the request, by status. */
const FRAMEWORK: Readonly<Record<number, Omit<Problem, 'status'>>> = {
  400: {
    code: 'request.malformed',
    detail: "The request can't be read. Check that its body is complete and well formed.",
  },
  404: { code: 'not-found', detail: 'There is nothing at this address.' },
  405: { code: 'request.method', detail: 'This address does not take that method.' },
  413: {
    code: 'request.too-large',
    detail: 'The request is larger than is taken here. Upload less: sources, no data or programs.',
  },
  415: { code: 'request.media-type', detail: 'Send application/json or multipart/form-data.' },
};

/** Turns everything that is thrown into application/problem+json (RFC 9457); nothing of the inside gets out. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Api');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const problem = this.describe(error, http.getRequest<Request>());
    if (response.headersSent) {
      response.end();
      return;
    }
    if (error instanceof RefusedException && error.refusal.retryAfterSeconds !== undefined) {
      response.set('Retry-After', String(error.refusal.retryAfterSeconds));
    }
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(
        JSON.stringify({ type: 'about:blank', title: STATUS_CODES[problem.status] ?? 'Error', ...problem }),
      );
  }

  private describe(error: unknown, request: Request): Problem {
    if (error instanceof RefusedException) {
      return { status: error.getStatus(), code: error.refusal.code, detail: error.refusal.detail };
    }
    const status = statusOf(error);
    if (status !== null && status < 500) {
      return {
        status,
        ...(FRAMEWORK[status] ?? { code: 'request.refused', detail: 'The request was refused.' }),
      };
    }
    this.logger.error(
      `${request.method} ${request.path}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
    );
    if (isUnreachable(error)) {
      const detail =
        'Not your fault: the platform has a problem. What was accepted before is safe; try this again in a minute.';
      return { status: 503, code: 'platform.unavailable', detail };
    }
    return {
      status: 500,
      code: 'platform.error',
      detail:
        'Not your fault: the platform made a mistake, and it was logged. Try again; if it stays, tell the staff.',
    };
  }
}

/** Nest's exceptions and those of Express' parsers carry the status that fits. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  return null;
}
