import { auditListSchema, type AuditList } from '#libs/contracts';
import { ViewAuditLog, type Actor } from '#libs/grading';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { Checked, existingSlug } from '../http/checked';
import { Answers } from '../http/openapi';
import { valueOf } from '../http/refusals';

@ApiTags('courses')
@Controller('api/courses/:course/audit')
export class AuditController {
  constructor(private readonly viewAuditLog: ViewAuditLog) {}

  @Get()
  @ApiQuery({ name: 'after', required: false, description: 'The id that `next` of the page before named' })
  @Answers(200, 'What was changed, by whom and why, newest first; for staff', auditListSchema)
  async list(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Query('after', new Checked(z.uuid().optional())) after: string | undefined,
  ): Promise<AuditList> {
    return valueOf(await this.viewAuditLog.list(actor, course, after ?? null));
  }
}
