import {
  assignmentSchema,
  extensionListSchema,
  grantExtensionSchema,
  reasonSchema,
  releaseGradesSchema,
  type AssignmentView,
  type ExtensionList,
  type GrantExtension,
  type ReleaseGrades as Release,
} from '#libs/contracts';
import { GrantExtensions, ReleaseGrades, ViewCourse, type Actor } from '#libs/grading';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { Checked, existingId, existingSlug } from '../http/checked';
import { Answers, Takes } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

const grantedSchema = z.object({ id: z.uuid() });

@ApiTags('policies')
@Controller('api/courses/:course')
export class PoliciesController {
  constructor(
    private readonly grantExtensions: GrantExtensions,
    private readonly releaseGrades: ReleaseGrades,
    private readonly viewCourse: ViewCourse,
  ) {}

  @Get('extensions')
  @ApiQuery({ name: 'after', required: false, description: 'The id that `next` of the page before named' })
  @Answers(200, 'Extensions that hold, newest first; for staff', extensionListSchema)
  async extensions(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Query('after', new Checked(z.uuid().optional())) after: string | undefined,
  ): Promise<ExtensionList> {
    return valueOf(await this.grantExtensions.list(actor, course, after ?? null));
  }

  @Post('extensions')
  @NeedsScope('manage')
  @HttpCode(201)
  @Takes(grantExtensionSchema)
  @Answers(201, 'More time for a student, a section or a label; for staff', grantedSchema)
  async grant(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Body(new Checked(grantExtensionSchema)) body: GrantExtension,
  ): Promise<z.infer<typeof grantedSchema>> {
    return { id: valueOf(await this.grantExtensions.grant(actor, course, body)) };
  }

  @Post('extensions/:id/revoke')
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(reasonSchema)
  @Answers(200, 'It holds no more; those that do, newest first', extensionListSchema)
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
    @Body(new Checked(reasonSchema)) { reason }: z.infer<typeof reasonSchema>,
  ): Promise<ExtensionList> {
    valueOf(await this.grantExtensions.revoke(actor, course, id, reason));
    return valueOf(await this.grantExtensions.list(actor, course, null));
  }

  @Post('assignments/:assignment/release')
  @NeedsScope('manage')
  @HttpCode(200)
  @Takes(releaseGradesSchema)
  @Answers(200, 'Students see points and reports, or no more; for instructors', assignmentSchema)
  async release(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Body(new Checked(releaseGradesSchema)) body: Release,
  ): Promise<AssignmentView> {
    valueOf(await this.releaseGrades.set(actor, course, assignment, body));
    return valueOf(await this.viewCourse.assignment(actor, course, assignment));
  }
}
