import {
  applyRegradeSchema,
  regradePolicySchema,
  regradePreviewSchema,
  regradeRunListSchema,
  regradeRunSchema,
  revertRegradeSchema,
  startRegradeSchema,
  type ApplyRegrade,
  type RegradePolicy,
  type RegradePreview,
  type RegradeRunList,
  type RegradeRunView,
  type RevertRegrade,
  type StartRegrade,
} from '#libs/contracts';
import { ManageRegradeRuns, type Actor } from '#libs/grading';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { Checked, existingId, existingSlug } from '../http/checked';
import { Answers, Takes } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

@ApiTags('regrade runs')
@Controller('api/courses/:course')
export class RegradeRunsController {
  constructor(private readonly manageRegradeRuns: ManageRegradeRuns) {}

  @Post('assignments/:assignment/regrade-runs')
  @NeedsScope('manage')
  @HttpCode(202)
  @Takes(startRegradeSchema)
  @Answers(202, 'Grades again in the background; no grade changes. For instructors', regradeRunSchema)
  async start(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Body(new Checked(startRegradeSchema)) body: StartRegrade,
  ): Promise<RegradeRunView> {
    const id = valueOf(await this.manageRegradeRuns.start(actor, course, assignment, body));
    return valueOf(await this.manageRegradeRuns.view(actor, course, id));
  }

  @Get('regrade-runs')
  @ApiQuery({ name: 'after', required: false, description: 'The id that `next` of the page before named' })
  @Answers(200, 'Regrade runs, newest first; for staff', regradeRunListSchema)
  async list(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Query('after', new Checked(z.uuid().optional())) after: string | undefined,
  ): Promise<RegradeRunList> {
    return valueOf(await this.manageRegradeRuns.list(actor, course, after ?? null));
  }

  @Get('regrade-runs/:id')
  @Answers(200, 'How far it is; for staff', regradeRunSchema)
  async view(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
  ): Promise<RegradeRunView> {
    return valueOf(await this.manageRegradeRuns.view(actor, course, id));
  }

  @Get('regrade-runs/:id/preview')
  @ApiQuery({ name: 'policy', required: false, enum: regradePolicySchema.options })
  @Answers(
    200,
    'Every change of a grade that applying it would make, or made; for staff',
    regradePreviewSchema,
  )
  async preview(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
    @Query('policy', new Checked(regradePolicySchema.default('raise-only'))) policy: RegradePolicy,
  ): Promise<RegradePreview> {
    return valueOf(await this.manageRegradeRuns.preview(actor, course, id, policy));
  }

  @Post('regrade-runs/:id/cancel')
  @NeedsScope('manage')
  @HttpCode(200)
  @Answers(200, 'Ended; no grade was changed. For instructors', regradeRunSchema)
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
  ): Promise<RegradeRunView> {
    valueOf(await this.manageRegradeRuns.cancel(actor, course, id));
    return valueOf(await this.manageRegradeRuns.view(actor, course, id));
  }

  @Post('regrade-runs/:id/apply')
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(applyRegradeSchema)
  @Answers(200, 'It counts now, exactly as the preview said. For instructors', regradeRunSchema)
  async apply(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
    @Body(new Checked(applyRegradeSchema)) body: ApplyRegrade,
  ): Promise<RegradeRunView> {
    valueOf(await this.manageRegradeRuns.apply(actor, course, id, body));
    return valueOf(await this.manageRegradeRuns.view(actor, course, id));
  }

  @Post('regrade-runs/:id/revert')
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(revertRegradeSchema)
  @Answers(200, 'What counted before counts again. For instructors', regradeRunSchema)
  async revert(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
    @Body(new Checked(revertRegradeSchema)) { reason }: RevertRegrade,
  ): Promise<RegradeRunView> {
    valueOf(await this.manageRegradeRuns.revert(actor, course, id, reason));
    return valueOf(await this.manageRegradeRuns.view(actor, course, id));
  }
}
