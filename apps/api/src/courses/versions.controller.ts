import { versionListSchema, type VersionList } from '#libs/contracts';
import { ViewVersions, type Actor } from '#libs/grading';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { Checked, existingSlug } from '../http/checked';
import { Answers } from '../http/openapi';
import { valueOf } from '../http/refusals';

@ApiTags('courses')
@Controller('api/courses/:course/assignments/:assignment/versions')
export class VersionsController {
  constructor(private readonly viewVersions: ViewVersions) {}

  @Get()
  @ApiQuery({
    name: 'before',
    required: false,
    description: 'The number that `next` of the page before named',
  })
  @Answers(200, 'The change log: who published what when, and what it changed', versionListSchema)
  async list(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Query('before', new Checked(z.coerce.number().int().min(1).max(1_000_000).optional()))
    before: number | undefined,
  ): Promise<VersionList> {
    return valueOf(await this.viewVersions.list(actor, course, assignment, before ?? null));
  }
}
