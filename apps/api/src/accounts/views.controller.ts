import { ViewAsStudent, type Actor } from '#libs/grading';
import { Controller, Delete, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentActor, sessionToken } from '../http/actor';
import { existingId, existingSlug } from '../http/checked';
import { AnswersOther } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

@ApiTags('accounts')
@Controller('api')
export class ViewsController {
  constructor(private readonly viewAsStudent: ViewAsStudent) {}

  @Post('courses/:course/roster/:id/view')
  @NeedsScope('session')
  @HttpCode(204)
  @AnswersOther(204, 'From now on this session sees what the student sees, and changes nothing; for staff')
  async begin(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
    @Req() request: Request,
  ): Promise<void> {
    valueOf(await this.viewAsStudent.begin(actor, course, id, sessionToken(request) ?? ''));
  }

  @Delete('view')
  @NeedsScope('none')
  @HttpCode(204)
  @AnswersOther(204, 'This session is its own user’s again')
  async end(@Req() request: Request): Promise<void> {
    const token = sessionToken(request);
    if (token !== null) await this.viewAsStudent.end(token);
  }
}
