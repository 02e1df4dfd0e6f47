import {
  nextReviewAnswerSchema,
  nextReviewSchema,
  REVIEW_STATES,
  reviewProgressSchema,
  reviewQueueSchema,
  slugSchema,
  type NextReview,
  type NextReviewAnswer,
  type ReviewProgress,
  type ReviewQueueView,
  type ReviewState,
} from '#libs/contracts';
import { TakeUpReviews, type Actor } from '#libs/grading';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { Checked, existingSlug } from '../http/checked';
import { Answers, Takes } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

const slug = new Checked(slugSchema.optional());

/** What is to be reviewed, and by whom. */
@ApiTags('reviews')
@Controller('api/courses/:course')
export class ReviewQueueController {
  constructor(private readonly takeUpReviews: TakeUpReviews) {}

  @Get('review-progress')
  @Answers(200, 'How much is left, problem by problem; for staff', reviewProgressSchema)
  async progress(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
  ): Promise<ReviewProgress> {
    return valueOf(await this.takeUpReviews.progress(actor, course));
  }

  @Get('review-queue')
  @ApiQuery({ name: 'assignment', required: false, description: 'Only of this assignment' })
  @ApiQuery({ name: 'problem', required: false, description: 'Only of this problem' })
  @ApiQuery({ name: 'state', required: false, enum: REVIEW_STATES, description: 'Only those in this state' })
  @ApiQuery({ name: 'mine', required: false, description: 'true: only what you have open or have reviewed' })
  @ApiQuery({ name: 'after', required: false, description: 'The id that `next` of the page before named' })
  @Answers(200, 'Work to be reviewed, in an order that favours nobody; for staff', reviewQueueSchema)
  async list(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Query('assignment', slug) assignment: string | undefined,
    @Query('problem', slug) problem: string | undefined,
    @Query('state', new Checked(z.enum(REVIEW_STATES).optional())) state: ReviewState | undefined,
    @Query('mine', new Checked(z.enum(['true', 'false']).optional())) mine: 'true' | 'false' | undefined,
    @Query('after', new Checked(z.uuid().optional())) after: string | undefined,
  ): Promise<ReviewQueueView> {
    const filter = {
      assignment: assignment ?? null,
      problem: problem ?? null,
      state: state ?? null,
      mine: mine === 'true',
      after: after ?? null,
    };
    return valueOf(await this.takeUpReviews.list(actor, course, filter));
  }

  @Post('assignments/:assignment/problems/:problem/next-review')
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(nextReviewSchema)
  @Answers(200, 'A submission that waits and that nobody else has open, or null', nextReviewAnswerSchema)
  async next(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Param('problem', existingSlug) problem: string,
    @Body(new Checked(nextReviewSchema)) { after }: NextReview,
  ): Promise<NextReviewAnswer> {
    return valueOf(await this.takeUpReviews.next(actor, { course, assignment, problem }, after));
  }
}
