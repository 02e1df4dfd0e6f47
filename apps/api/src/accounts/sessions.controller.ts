import {
  changePasswordSchema,
  meSchema,
  signInSchema,
  type ChangePassword as ChangePasswordBody,
  type Me,
  type SignIn as SignInBody,
} from '#libs/contracts';
import { ChangePassword, SignIn, type Actor } from '#libs/grading';
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentActor, sessionToken, viewerOf } from '../http/actor';
import { Checked } from '../http/checked';
import { Answers, AnswersOther, Takes } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';
import { SessionCookie } from './session-cookie';

@ApiTags('accounts')
@Controller('api')
export class SessionsController {
  constructor(
    private readonly signIn: SignIn,
    private readonly changePassword: ChangePassword,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('session')
  @NeedsScope('none')
  @Takes(signInSchema)
  @Answers(201, 'Signed in; the session is in the cookie', meSchema)
  async create(
    @Body(new Checked(signInSchema)) body: SignInBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    const { me, ...session } = valueOf(await this.signIn.withPassword(body, request.ip ?? ''));
    await this.cookie.give(request, response, session);
    return me;
  }

  @Delete('session')
  @NeedsScope('none')
  @HttpCode(204)
  @AnswersOther(204, 'Signed out')
  async delete(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = sessionToken(request);
    if (token !== null) await this.signIn.signOut(token);
    this.cookie.clear(response);
  }

  @Delete('sessions')
  @HttpCode(204)
  @AnswersOther(204, 'Signed out on every device; access tokens stay valid')
  async deleteAll(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    valueOf(await this.signIn.signOutEverywhere(actor));
    this.cookie.clear(response);
  }

  @Post('password')
  @HttpCode(204)
  @Takes(changePasswordSchema)
  @AnswersOther(204, 'Changed; every other session has ended, this one has a new cookie')
  async password(
    @CurrentActor() actor: Actor,
    @Body(new Checked(changePasswordSchema)) body: ChangePasswordBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const changed = await this.changePassword.change(actor, body, request.ip ?? '');
    await this.cookie.give(request, response, valueOf(changed));
  }

  @Get('me')
  @Answers(200, 'Who is signed in', meSchema)
  async me(@CurrentActor() actor: Actor, @Req() request: Request): Promise<Me> {
    return valueOf(await this.signIn.me(actor, viewerOf(request)));
  }
}
