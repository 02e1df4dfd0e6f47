import { GRADEBOOK_FORMATS, gradebookSchema, type Gradebook, type GradebookFormat } from '#libs/contracts';
import { ViewGradebook, type Actor } from '#libs/grading';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { attachment } from '../http/attachment';
import { Checked, existingSlug } from '../http/checked';
import { Answers, AnswersOther } from '../http/openapi';
import { valueOf } from '../http/refusals';

@ApiTags('courses')
@Controller('api/courses/:course')
export class GradebookController {
  constructor(private readonly viewGradebook: ViewGradebook) {}

  @Get('gradebook')
  @Answers(200, 'Everybody’s points; for staff', gradebookSchema)
  async view(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
  ): Promise<Gradebook> {
    return valueOf(await this.viewGradebook.view(actor, course));
  }

  @Get('gradebook.csv')
  @ApiQuery({ name: 'format', required: false, enum: GRADEBOOK_FORMATS })
  @AnswersOther(
    200,
    'The same as a file, with each problem or as Canvas or Moodle import it; for staff',
    'application/octet-stream',
  )
  async export(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Query('format', new Checked(z.enum(GRADEBOOK_FORMATS).default('full'))) format: GradebookFormat,
  ): Promise<StreamableFile> {
    const csv = valueOf(await this.viewGradebook.exportCsv(actor, course, format));
    return attachment(`grades-${course}-${format}.csv`, new TextEncoder().encode(csv));
  }
}
