import {
  accountLinkSchema,
  invitationsSchema,
  rosterAppliedSchema,
  rosterPreviewSchema,
  rosterSchema,
  type AccountLinkView,
  type Invitations,
  type Roster,
  type RosterApplied,
  type RosterPreview,
} from '#libs/contracts';
import { ManageRoster, refuse, TABLE_LIMITS, type Actor } from '#libs/grading';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { attachment } from '../http/attachment';
import { Checked, existingId, existingSlug } from '../http/checked';
import { Answers, AnswersOther } from '../http/openapi';
import { RateLimited } from '../http/rate-limit';
import { RefusedException, valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

const UPLOAD = FileInterceptor('file', {
  limits: { fileSize: TABLE_LIMITS.bytes, files: 1, fields: 1, fieldSize: 100, parts: 2 },
});
const digestSchema = z.object({ digest: z.string().min(1).max(100) });

function CsvBody(properties: Readonly<Record<string, { type: string; format?: string }>>): MethodDecorator {
  return ApiBody({
    description: 'CSV with a column Email; Canvas, Moodle and Gradescope write such files',
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' }, ...properties } },
  });
}

@ApiTags('courses')
@Controller('api/courses/:course')
export class RosterController {
  constructor(private readonly manageRoster: ManageRoster) {}

  @Get('roster')
  @Answers(200, 'Who is in the course; for staff', rosterSchema)
  async list(@CurrentActor() actor: Actor, @Param('course', existingSlug) course: string): Promise<Roster> {
    return valueOf(await this.manageRoster.list(actor, course));
  }

  @Get('roster.csv')
  @AnswersOther(200, 'The same as a file; for staff', 'application/octet-stream')
  async export(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
  ): Promise<StreamableFile> {
    const csv = valueOf(await this.manageRoster.exportCsv(actor, course));
    return attachment(`roster-${course}.csv`, new TextEncoder().encode(csv));
  }

  @Post('roster/preview')
  @NeedsScope('manage')
  @RateLimited('roster')
  @HttpCode(200)
  @UseInterceptors(UPLOAD)
  @ApiConsumes('multipart/form-data')
  @CsvBody({})
  @Answers(
    200,
    'What the file would change, and each line that is no good; for instructors',
    rosterPreviewSchema,
  )
  async preview(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @UploadedFile() file: { readonly buffer: Buffer } | undefined,
  ): Promise<RosterPreview> {
    return valueOf(await this.manageRoster.preview(actor, course, bytesOf(file)));
  }

  @Post('roster')
  @NeedsScope('manage')
  @RateLimited('roster')
  @HttpCode(200)
  @UseInterceptors(UPLOAD)
  @ApiConsumes('multipart/form-data')
  @CsvBody({ digest: { type: 'string' } })
  @Answers(200, 'Applied, and who is new invited where mail is sent; for instructors', rosterAppliedSchema)
  async apply(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @UploadedFile() file: { readonly buffer: Buffer } | undefined,
    @Body(new Checked(digestSchema)) { digest }: z.infer<typeof digestSchema>,
  ): Promise<RosterApplied> {
    return valueOf(await this.manageRoster.apply(actor, course, bytesOf(file), digest));
  }

  @Post('roster/links')
  @NeedsScope('session')
  @RateLimited('roster')
  @Answers(201, 'Links for all who can not sign in yet, shown this once; for instructors', invitationsSchema)
  async makeInvitations(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
  ): Promise<Invitations> {
    return valueOf(await this.manageRoster.makeInvitations(actor, course));
  }

  @Post('roster/:id/link')
  @NeedsScope('session')
  @RateLimited('roster')
  @Answers(201, 'A one-time link to hand over, shown this once; for instructors', accountLinkSchema)
  async makeLink(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
  ): Promise<AccountLinkView> {
    return valueOf(await this.manageRoster.makeLink(actor, course, id));
  }
}

function bytesOf(file: { readonly buffer: Buffer } | undefined): Uint8Array {
  if (file) return file.buffer;
  const detail = 'Send a form with the CSV as its part “file”.';
  throw new RefusedException(refuse('invalid', 'roster.no-file', detail).refusal);
}
