import {
  rubricSchema,
  saveCommentSchema,
  savedCommentSchema,
  saveRubricSchema,
  type Rubric,
  type SaveComment,
  type SavedComment,
  type SaveRubric,
} from '#libs/contracts';
import { CommentOnWork, MarkSubmission, type Actor } from '#libs/grading';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { Checked, existingId, existingSlug } from '../http/checked';
import { Answers, AnswersOther, Takes } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

const PROBLEM = 'courses/:course/assignments/:assignment/problems/:problem';
const savedComments = z.array(savedCommentSchema);

/** What staff keep for a problem: its rubric, and comments that they write often. */
@ApiTags('reviews')
@Controller('api')
export class RubricsController {
  constructor(
    private readonly markSubmission: MarkSubmission,
    private readonly commentOnWork: CommentOnWork,
  ) {}

  @Get(`${PROBLEM}/rubric`)
  @Answers(200, 'The rubric as it is now; revision 0 where there is none; for staff', rubricSchema)
  async rubric(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Param('problem', existingSlug) problem: string,
  ): Promise<Rubric> {
    return valueOf(await this.markSubmission.rubric(actor, { course, assignment, problem }));
  }

  @Post(`${PROBLEM}/rubric`)
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(saveRubricSchema)
  @Answers(200, 'Saved; what was marked before is scored by it at once', rubricSchema)
  async saveRubric(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Param('problem', existingSlug) problem: string,
    @Body(new Checked(saveRubricSchema)) body: SaveRubric,
  ): Promise<Rubric> {
    return valueOf(await this.markSubmission.saveRubric(actor, { course, assignment, problem }, body));
  }

  @Get(`${PROBLEM}/saved-comments`)
  @Answers(200, 'Comments to be used again, most used first; for staff', savedComments)
  async savedComments(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Param('problem', existingSlug) problem: string,
  ): Promise<SavedComment[]> {
    return valueOf(await this.commentOnWork.saved(actor, { course, assignment, problem }));
  }

  @Post(`${PROBLEM}/saved-comments`)
  @NeedsScope('manage')
  @HttpCode(201)
  @Takes(saveCommentSchema)
  @Answers(201, 'Kept', savedComments)
  async saveComment(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Param('problem', existingSlug) problem: string,
    @Body(new Checked(saveCommentSchema)) body: SaveComment,
  ): Promise<SavedComment[]> {
    return valueOf(await this.commentOnWork.save(actor, { course, assignment, problem }, body));
  }

  @Delete('saved-comments/:id')
  @NeedsScope('manage')
  @HttpCode(204)
  @AnswersOther(204, 'Not offered any more; comments made of it stay')
  async removeSavedComment(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<void> {
    valueOf(await this.commentOnWork.removeSaved(actor, id));
  }
}
