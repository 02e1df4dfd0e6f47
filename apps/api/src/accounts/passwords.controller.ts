import {
  passwordSetSchema,
  requestResetSchema,
  setPasswordSchema,
  signInOptionsSchema,
  type SetPassword,
  type SignInOptions,
} from '#libs/contracts';
import { AccountLinks } from '#libs/grading';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Post,
  Req,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { z } from 'zod';
import { Checked } from '../http/checked';
import { Answers, AnswersOther, Takes } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';
import { SETTINGS, type Settings } from '../settings';

/** For who can't sign in: open to everybody. */
@ApiTags('accounts')
@Controller('api')
export class PasswordsController implements BeforeApplicationShutdown {
  constructor(
    private readonly links: AccountLinks,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('sign-in-options')
  @NeedsScope('none')
  @Answers(200, 'What the page for signing in can offer', signInOptionsSchema)
  options(): SignInOptions {
    return { resetByMail: this.links.byMail, sso: this.settings.sso?.name ?? null };
  }

  @Post('password-resets')
  @NeedsScope('none')
  @HttpCode(202)
  @Takes(requestResetSchema)
  @AnswersOther(202, 'A link is sent, if somebody here has this address')
  async request(
    @Body(new Checked(requestResetSchema)) { email }: z.infer<typeof requestResetSchema>,
    @Req() request: Request,
  ): Promise<void> {
    valueOf(await this.links.request(email, request.ip ?? ''));
  }

  @Post('password-links')
  @NeedsScope('none')
  @HttpCode(200)
  @Takes(setPasswordSchema)
  @Answers(200, 'The password is set, the link used up; sign in with this address', passwordSetSchema)
  async setPassword(@Body(new Checked(setPasswordSchema)) body: SetPassword): Promise<{ email: string }> {
    return valueOf(await this.links.setPassword(body));
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.links.settle();
  }
}
