import {
  gradeReportSchema,
  studentReportSchema,
  submissionSchema,
  type GradeReport,
  type StudentReport,
  type SubmissionView,
} from '#libs/contracts';
import { CancelGrading, SubmitWork, ViewSubmission, type Actor } from '#libs/grading';
import { addToLogContext } from '#libs/logging';
import {
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  StreamableFile,
  UploadedFiles,
  UseInterceptors,
} from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-express';
import { ApiConsumes, ApiHeader, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { attachment } from '../http/attachment';
import { Checked, existingId, existingSlug } from '../http/checked';
import { Answers, AnswersOther } from '../http/openapi';
import { RateLimited } from '../http/rate-limit';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';
import { receivedContent, UPLOAD_LIMITS, type UploadedFile } from './received-content';
import { SubmissionBody } from './submission-body';

const idempotencyKey = new Checked(z.string().min(1).max(200).optional());
const versionSchema = z.coerce.number().int().min(1).max(1_000_000).optional();
const supersedeSchema = z.enum(['true', 'false']).optional();
const PROBLEM = 'courses/:course/assignments/:assignment/problems/:problem/submissions';

@ApiTags('submissions')
@Controller('api')
export class SubmissionsController {
  constructor(
    private readonly submitWork: SubmitWork,
    private readonly viewSubmission: ViewSubmission,
    private readonly cancelGrading: CancelGrading,
  ) {}

  @Post(PROBLEM)
  @NeedsScope('submit')
  @RateLimited('submission')
  @HttpCode(202)
  @UseInterceptors(AnyFilesInterceptor(UPLOAD_LIMITS))
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Sending the same key again makes no second submission',
  })
  @ApiQuery({
    name: 'supersede',
    required: false,
    enum: ['true', 'false'],
    description:
      'true: take the place of what you have waiting for this problem; that one ends as superseded',
  })
  @ApiQuery({
    name: 'version',
    required: false,
    description:
      'Number of the assignment’s version that was worked on; one that was replaced is taken for a day. Default: the current one',
  })
  @SubmissionBody()
  @Answers(202, 'Stored; grading follows', submissionSchema)
  async submit(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Param('problem', existingSlug) problem: string,
    @Headers('idempotency-key') key: string | undefined,
    @Query('supersede', new Checked(supersedeSchema)) supersede: 'true' | 'false' | undefined,
    @Query('version', new Checked(versionSchema)) version: number | undefined,
    @UploadedFiles() files: UploadedFile[] | undefined,
    @Req() request: Request,
  ): Promise<SubmissionView> {
    const content = await receivedContent(request, files);
    const command = {
      course,
      assignment,
      problem,
      content,
      version: version ?? null,
      idempotencyKey: idempotencyKey.transform(key) ?? null,
      supersede: supersede === 'true',
    };
    const id = valueOf(await this.submitWork.submit(actor, command));
    addToLogContext({ submissionId: id });
    return valueOf(await this.viewSubmission.status(actor, id));
  }

  @Get(PROBLEM)
  @Answers(200, 'Your attempts, newest first', z.array(submissionSchema))
  async attempts(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Param('problem', existingSlug) problem: string,
  ): Promise<SubmissionView[]> {
    return valueOf(await this.viewSubmission.attempts(actor, course, assignment, problem));
  }

  @Get('submissions/:id')
  @Answers(200, 'Where the submission stands', submissionSchema)
  async status(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<SubmissionView> {
    return valueOf(await this.viewSubmission.status(actor, id));
  }

  @Get('submissions/:id/report')
  @Answers(
    200,
    'The report; staff also get the seed and hidden cases',
    z.union([studentReportSchema, gradeReportSchema]),
  )
  async report(
    @CurrentActor() actor: Actor,
    @Param('id', existingId) id: string,
  ): Promise<GradeReport | StudentReport> {
    return valueOf(await this.viewSubmission.report(actor, id));
  }

  @Get('submissions/:id/files/:name')
  @AnswersOther(200, 'A submitted file', 'application/octet-stream')
  async file(
    @CurrentActor() actor: Actor,
    @Param('id', existingId) id: string,
    @Param('name') name: string,
  ): Promise<StreamableFile> {
    return attachment(name, valueOf(await this.viewSubmission.file(actor, id, name)));
  }

  @Post('submissions/:id/cancel')
  @NeedsScope('submit')
  @HttpCode(200)
  @Answers(200, 'Cancelled before grading began', submissionSchema)
  async cancel(@CurrentActor() actor: Actor, @Param('id', existingId) id: string): Promise<SubmissionView> {
    valueOf(await this.cancelGrading.cancel(actor, id));
    return valueOf(await this.viewSubmission.status(actor, id));
  }
}
