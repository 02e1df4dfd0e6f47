import {
  adjustPointsSchema,
  answerRegradeSchema,
  REGRADE_REQUEST_STATES,
  regradeRequestListSchema,
  requestRegradeSchema,
  reviewSchema,
  submissionSchema,
  toldRegradesSchema,
  type AdjustPoints,
  type AnswerRegrade,
  type RegradeRequest,
  type RegradeRequestList,
  type RequestRegrade as NewRequest,
  type Review,
  type SubmissionView,
  type ToldRegrades,
} from '#libs/contracts';
import {
  ManageRegradeRuns,
  OfferSample,
  RequestRegrade,
  ReviewSubmission,
  ViewSubmission,
  type Actor,
} from '#libs/grading';
import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { packZip } from '#libs/uploads';
import { CurrentActor } from '../http/actor';
import { attachment } from '../http/attachment';
import { Checked, existingId, existingSlug } from '../http/checked';
import { Answers, AnswersOther, Takes } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

@ApiTags('reviews')
@Controller('api')
export class ReviewsController {
  constructor(
    private readonly reviewSubmission: ReviewSubmission,
    private readonly requestRegrade: RequestRegrade,
    private readonly viewSubmission: ViewSubmission,
    private readonly manageRegradeRuns: ManageRegradeRuns,
    private readonly offerSample: OfferSample,
  ) {}

  @Get('submissions/:id/review')
  @Answers(200, 'Adjusted points and regrade requests, newest first', reviewSchema)
  async review(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<Review> {
    return valueOf(await this.reviewSubmission.view(actor, id));
  }

  @Get('submissions/:id/sample.zip')
  @AnswersOther(
    200,
    'The submission as a regression sample for its problem’s pack; for staff',
    'application/octet-stream',
  )
  async sample(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<StreamableFile> {
    const { name, files } = valueOf(await this.offerSample.of(actor, id));
    return attachment(`${name}.zip`, packZip(files));
  }

  @Get('submissions/:id/regrades')
  @Answers(200, 'How regrade runs changed the grade, and why; newest first', toldRegradesSchema)
  async regrades(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<ToldRegrades> {
    return valueOf(await this.manageRegradeRuns.noticesOf(actor, id));
  }

  @Post('submissions/:id/adjustments')
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(adjustPointsSchema)
  @Answers(200, 'Other points count in the place of the report’s; for staff', submissionSchema)
  async adjust(
    @CurrentActor() actor: Actor,
    @Param('id', existingId) id: string,
    @Body(new Checked(adjustPointsSchema)) body: AdjustPoints,
  ): Promise<SubmissionView> {
    valueOf(await this.reviewSubmission.adjust(actor, id, body));
    return valueOf(await this.viewSubmission.status(actor, id));
  }

  @Post('submissions/:id/regrade-requests')
  @NeedsScope('submit')
  @HttpCode(201)
  @Takes(requestRegradeSchema)
  @Answers(201, 'Asked; staff will answer', reviewSchema)
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', existingId) id: string,
    @Body(new Checked(requestRegradeSchema)) body: NewRequest,
  ): Promise<Review> {
    valueOf(await this.requestRegrade.ask(actor, id, body));
    return valueOf(await this.reviewSubmission.view(actor, id));
  }

  @Post('regrade-requests/:id/withdraw')
  @NeedsScope('submit')
  @HttpCode(200)
  @Answers(200, 'Withdrawn by who asked', reviewSchema)
  async withdraw(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<Review> {
    const { submission } = valueOf(await this.requestRegrade.withdraw(actor, id));
    return valueOf(await this.reviewSubmission.view(actor, submission));
  }

  @Post('regrade-requests/:id/answer')
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(answerRegradeSchema)
  @Answers(200, 'Answered by staff', reviewSchema)
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', existingId) id: string,
    @Body(new Checked(answerRegradeSchema)) body: AnswerRegrade,
  ): Promise<Review> {
    const { submission } = valueOf(await this.requestRegrade.answer(actor, id, body));
    return valueOf(await this.reviewSubmission.view(actor, submission));
  }

  @Get('courses/:course/regrade-requests')
  @ApiQuery({ name: 'state', required: false, description: 'Only those in this state' })
  @ApiQuery({ name: 'after', required: false, description: 'The id that `next` of the page before named' })
  @Answers(200, 'What students ask, newest first; for staff', regradeRequestListSchema)
  async list(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Query('state', new Checked(z.enum(REGRADE_REQUEST_STATES).optional()))
    state: RegradeRequest['state'] | undefined,
    @Query('after', new Checked(z.uuid().optional())) after: string | undefined,
  ): Promise<RegradeRequestList> {
    return valueOf(await this.requestRegrade.list(actor, course, state ?? null, after ?? null));
  }
}
