import { InfrastructureError } from '#libs/grader-sdk';
import { SignInElsewhere } from '#libs/grading';
import { Controller, Get, Inject, Logger, Query, Req, Res } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { CookieOptions, Request, Response } from 'express';
import { z } from 'zod';
import { Checked } from '../http/checked';
import { AnswersOther } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';
import { SETTINGS, type Settings } from '../settings';
import { SessionCookie } from './session-cookie';

const ATTEMPT_COOKIE = 'assay_sso';
const ATTEMPT_MS = 10 * 60 * 1000;

const secret = z.string().min(1).max(200);
const attemptSchema = z.strictObject({
  state: secret,
  nonce: secret,
  codeVerifier: secret,
  next: z.string().max(2_000),
});
const nextSchema = z.string().max(1_000).default('/');

/**
 * Single sign-on, by addresses that a browser visits. Both end at a page of the portal, also where something fails: a person
 * is looking. That page knows where to go on to and lets nobody be sent to another site.
 */
@ApiTags('accounts')
@Controller('api/sso')
export class SingleSignOnController {
  private readonly logger = new Logger('SingleSignOn');
  private readonly cookie: CookieOptions;

  constructor(
    private readonly signInElsewhere: SignInElsewhere,
    private readonly session: SessionCookie,
    @Inject(SETTINGS) settings: Settings,
  ) {
    // Lax: the browser comes back from another site, and a strict cookie would stay behind.
    this.cookie = { httpOnly: true, sameSite: 'lax', secure: settings.secureCookie, path: '/api/sso' };
  }

  @Get()
  @NeedsScope('none')
  @ApiQuery({ name: 'next', required: false, description: 'The page of the portal to go on to' })
  @AnswersOther(302, 'To the provider')
  async begin(
    @Query('next', new Checked(nextSchema)) next: string,
    @Res() response: Response,
  ): Promise<void> {
    const begun = await this.signInElsewhere.begin().catch((error: unknown) => this.unavailable(error));
    if (begun === null) {
      response.redirect(302, signInPage({ problem: 'sso.unavailable' }));
      return;
    }
    const { address, attempt } = valueOf(begun);
    const value = Buffer.from(JSON.stringify({ ...attempt, next })).toString('base64url');
    response.cookie(ATTEMPT_COOKIE, value, { ...this.cookie, maxAge: ATTEMPT_MS });
    response.redirect(302, address.href);
  }

  @Get('callback')
  @NeedsScope('none')
  @AnswersOther(302, 'To the portal, signed in or with the reason why not')
  async complete(@Req() request: Request, @Res() response: Response): Promise<void> {
    const kept = attemptOf(request);
    const next = kept?.next ?? '/';
    response.clearCookie(ATTEMPT_COOKIE, this.cookie);
    const [, query = ''] = request.originalUrl.split(/\?(.*)/s);
    const result = await this.signInElsewhere
      .complete(query, kept)
      .catch((error: unknown) => this.unavailable(error));
    if (result?.ok === true) {
      await this.session.give(request, response, result.value);
      response.redirect(302, signInPage({ next }));
    } else {
      response.redirect(302, signInPage({ problem: result?.refusal.code ?? 'sso.unavailable', next }));
    }
  }

  private unavailable(error: unknown): null {
    if (!(error instanceof InfrastructureError)) throw error;
    this.logger.warn(error.message);
    return null;
  }
}

function signInPage(parameters: Readonly<Record<string, string>>): string {
  return `/sign-in?${new URLSearchParams(parameters).toString()}`;
}

function attemptOf(request: Request): z.infer<typeof attemptSchema> | null {
  const value = (request.cookies as Record<string, unknown> | undefined)?.[ATTEMPT_COOKIE];
  if (typeof value !== 'string') return null;
  try {
    return attemptSchema.parse(JSON.parse(Buffer.from(value, 'base64url').toString()));
  } catch {
    return null;
  }
}
