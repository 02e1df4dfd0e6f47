import {
  createdTokenSchema,
  createTokenSchema,
  tokenSchema,
  type CreatedToken,
  type CreateToken,
  type Token,
} from '#libs/contracts';
import { ManageAccessTokens, type Actor } from '#libs/grading';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { Checked, existingId } from '../http/checked';
import { Answers, AnswersOther, Takes } from '../http/openapi';
import { NeedsScope } from '../http/scope';
import { RateLimited } from '../http/rate-limit';
import { valueOf } from '../http/refusals';

@ApiTags('accounts')
@Controller('api/tokens')
export class TokensController {
  constructor(private readonly tokens: ManageAccessTokens) {}

  @Get()
  @NeedsScope('session')
  @Answers(200, 'Your personal access tokens', z.array(tokenSchema))
  async list(@CurrentActor() actor: Actor): Promise<Token[]> {
    return valueOf(await this.tokens.list(actor));
  }

  @Post()
  @RateLimited('token')
  @Takes(createTokenSchema)
  @Answers(201, 'The token, shown this once', createdTokenSchema)
  async create(
    @CurrentActor() actor: Actor,
    @Body(new Checked(createTokenSchema)) body: CreateToken,
  ): Promise<CreatedToken> {
    return valueOf(await this.tokens.create(actor, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @AnswersOther(204, 'Revoked')
  async revoke(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<void> {
    valueOf(await this.tokens.revoke(actor, id));
  }
}
