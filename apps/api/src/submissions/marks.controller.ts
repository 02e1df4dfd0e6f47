import {
  commentOnLineSchema,
  markSubmissionSchema,
  reviewSchema,
  rewordCommentSchema,
  type CommentOnLine,
  type MarkSubmission as Marks,
  type Review,
  type RewordComment,
} from '#libs/contracts';
import { CommentOnWork, MarkSubmission, ReviewSubmission, TakeUpReviews, type Actor } from '#libs/grading';
import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../http/actor';
import { Checked, existingId } from '../http/checked';
import { Answers, AnswersOther, Takes } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

/** What staff do to one submission while they review it. */
@ApiTags('reviews')
@Controller('api')
export class MarksController {
  constructor(
    private readonly markSubmission: MarkSubmission,
    private readonly commentOnWork: CommentOnWork,
    private readonly takeUpReviews: TakeUpReviews,
    private readonly reviewSubmission: ReviewSubmission,
  ) {}

  @Post('submissions/:id/marks')
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(markSubmissionSchema)
  @Answers(200, 'These items of the rubric apply; they count once the review is finished', reviewSchema)
  async mark(
    @CurrentActor() actor: Actor,
    @Param('id', existingId) id: string,
    @Body(new Checked(markSubmissionSchema)) body: Marks,
  ): Promise<Review> {
    valueOf(await this.markSubmission.mark(actor, id, body));
    return valueOf(await this.reviewSubmission.view(actor, id));
  }

  @Post('submissions/:id/comments')
  @NeedsScope('manage')
  @HttpCode(201)
  @Takes(commentOnLineSchema)
  @Answers(201, 'Written beside the line', reviewSchema)
  async comment(
    @CurrentActor() actor: Actor,
    @Param('id', existingId) id: string,
    @Body(new Checked(commentOnLineSchema)) body: CommentOnLine,
  ): Promise<Review> {
    valueOf(await this.commentOnWork.add(actor, id, body));
    return valueOf(await this.reviewSubmission.view(actor, id));
  }

  @Post('comments/:id')
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(rewordCommentSchema)
  @Answers(200, 'Says something else now', reviewSchema)
  async reword(
    @CurrentActor() actor: Actor,
    @Param('id', existingId) id: string,
    @Body(new Checked(rewordCommentSchema)) body: RewordComment,
  ): Promise<Review> {
    const { submission } = valueOf(await this.commentOnWork.reword(actor, id, body));
    return valueOf(await this.reviewSubmission.view(actor, submission));
  }

  @Delete('comments/:id')
  @NeedsScope('manage')
  @HttpCode(200)
  @Answers(200, 'Not shown any more', reviewSchema)
  async removeComment(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<Review> {
    const { submission } = valueOf(await this.commentOnWork.remove(actor, id));
    return valueOf(await this.reviewSubmission.view(actor, submission));
  }

  @Post('submissions/:id/claim')
  @NeedsScope('manage')
  @HttpCode(200)
  @Answers(200, 'The reader has it open, for 90 seconds; `others` says who else', reviewSchema)
  async claim(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<Review> {
    valueOf(await this.takeUpReviews.claim(actor, id));
    return valueOf(await this.reviewSubmission.view(actor, id));
  }

  @Delete('submissions/:id/claim')
  @NeedsScope('manage')
  @HttpCode(204)
  @AnswersOther(204, 'The reader has it open no more')
  async release(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<void> {
    valueOf(await this.takeUpReviews.release(actor, id));
  }

  @Post('submissions/:id/reveal')
  @NeedsScope('manage')
  @HttpCode(200)
  @Answers(200, 'Says whose work it is, which the audit log keeps', reviewSchema)
  async reveal(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<Review> {
    valueOf(await this.takeUpReviews.reveal(actor, id));
    return valueOf(await this.reviewSubmission.view(actor, id));
  }
}
