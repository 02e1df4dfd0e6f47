import { SignIn, type OpenedSession } from '#libs/grading';
import { Inject, Injectable } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { SESSION_COOKIE, sessionToken } from '../http/actor';
import { SETTINGS, type Settings } from '../settings';

/** The cookie that holds a session: no script reads it, no other site sends it. */
@Injectable()
export class SessionCookie {
  private readonly options: CookieOptions;

  constructor(
    private readonly signIn: SignIn,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.options = { httpOnly: true, sameSite: 'strict', secure: settings.secureCookie, path: '/' };
  }

  /** Gives the browser a session that was just opened; the one that it had, perhaps planted, ends. */
  async give(request: Request, response: Response, { token, expiresAt }: OpenedSession): Promise<void> {
    const previous = sessionToken(request);
    if (previous !== null) await this.signIn.signOut(previous);
    response.cookie(SESSION_COOKIE, token, { ...this.options, expires: expiresAt });
  }

  clear(response: Response): void {
    response.clearCookie(SESSION_COOKIE, this.options);
  }
}
