import {
  assignmentSchema,
  courseSchema,
  previewSchema,
  readingSchema,
  submissionListSchema,
  type AssignmentView,
  type CourseView,
  type ReadingView,
  type SubmissionList,
} from '#libs/contracts';
import { ViewCourse, ViewSubmission, type Actor } from '#libs/grading';
import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { Checked, existingSlug } from '../http/checked';
import { attachment } from '../http/attachment';
import { Answers, AnswersOther, Takes } from '../http/openapi';
import { RateLimited } from '../http/rate-limit';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

const cursorSchema = z.uuid().optional();

@ApiTags('courses')
@Controller('api/courses/:course')
export class CoursesController {
  constructor(
    private readonly viewCourse: ViewCourse,
    private readonly viewSubmission: ViewSubmission,
  ) {}

  @Get()
  @Answers(200, 'The course, its assignments and your points', courseSchema)
  async course(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
  ): Promise<CourseView> {
    return valueOf(await this.viewCourse.course(actor, course));
  }

  @Get('submissions')
  @ApiQuery({ name: 'after', required: false, description: 'The id that `next` of the page before named' })
  @Answers(200, 'What came in, newest first; for staff', submissionListSchema)
  async submissions(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Query('after', new Checked(cursorSchema)) after: string | undefined,
  ): Promise<SubmissionList> {
    return valueOf(await this.viewSubmission.listOfCourse(actor, course, after ?? null));
  }

  @Get('assignments/:assignment')
  @Answers(200, 'The assignment as students see it', assignmentSchema)
  async assignment(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
  ): Promise<AssignmentView> {
    return valueOf(await this.viewCourse.assignment(actor, course, assignment));
  }

  @Get('assignments/:assignment/problems/:problem/starter/:file')
  @AnswersOther(200, 'A file to start from', 'application/octet-stream')
  async starter(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Param('problem', existingSlug) problem: string,
    @Param('file') file: string,
  ): Promise<StreamableFile> {
    return attachment(
      file,
      valueOf(await this.viewCourse.starterFile(actor, course, assignment, problem, file)),
    );
  }

  @Post('assignments/:assignment/problems/:problem/preview')
  @NeedsScope('read')
  @RateLimited('preview')
  @HttpCode(200)
  @Takes(previewSchema)
  @Answers(200, 'How the answer is read; costs no attempt', readingSchema)
  async preview(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Param('problem', existingSlug) problem: string,
    @Body(new Checked(previewSchema)) { field, text }: z.infer<typeof previewSchema>,
  ): Promise<ReadingView> {
    return valueOf(await this.viewCourse.preview(actor, course, assignment, problem, field, text));
  }
}
