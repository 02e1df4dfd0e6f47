import {
  comparedSchema,
  compareWorkSchema,
  decideSimilaritySchema,
  SIMILARITY_STATES,
  similarityCaseSchema,
  similarityListSchema,
  type Compared,
  type CompareWork,
  type DecideSimilarity,
  type SimilarityCase,
  type SimilarityList,
} from '#libs/contracts';
import { FindSimilarWork, type Actor } from '#libs/grading';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { Checked, existingId, existingSlug } from '../http/checked';
import { Answers, Takes } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

@ApiTags('similarity')
@Controller('api/courses/:course')
export class SimilarityController {
  constructor(private readonly findSimilarWork: FindSimilarWork) {}

  @Post('assignments/:assignment/similarity')
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(compareWorkSchema)
  @Answers(200, 'Each student’s latest program, compared with each other; for instructors', comparedSchema)
  async compare(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Body(new Checked(compareWorkSchema)) { problem }: CompareWork,
  ): Promise<Compared> {
    return valueOf(await this.findSimilarWork.compare(actor, course, assignment, problem));
  }

  @Get('similarity-cases')
  @ApiQuery({ name: 'state', required: false, description: 'Only those in this state' })
  @ApiQuery({ name: 'after', required: false, description: 'The id that `next` of the page before named' })
  @Answers(200, 'Programs that are alike, most alike first; for instructors', similarityListSchema)
  async list(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Query('state', new Checked(z.enum(SIMILARITY_STATES).optional()))
    state: SimilarityCase['state'] | undefined,
    @Query('after', new Checked(z.uuid().optional())) after: string | undefined,
  ): Promise<SimilarityList> {
    return valueOf(await this.findSimilarWork.list(actor, course, state ?? null, after ?? null));
  }

  @Get('similarity-cases/:id')
  @Answers(200, 'Two programs that are alike, and what was decided; for instructors', similarityCaseSchema)
  async view(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
  ): Promise<SimilarityCase> {
    return valueOf(await this.findSimilarWork.view(actor, course, id));
  }

  @Post('similarity-cases/:id/decision')
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(decideSimilaritySchema)
  @Answers(200, 'Decided by people; no grade changes. For instructors', similarityCaseSchema)
  async decide(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
    @Body(new Checked(decideSimilaritySchema)) body: DecideSimilarity,
  ): Promise<SimilarityCase> {
    valueOf(await this.findSimilarWork.decide(actor, course, id, body));
    return valueOf(await this.findSimilarWork.view(actor, course, id));
  }
}
