import { Readable } from 'node:stream';
import {
  publicationListSchema,
  publicationSchema,
  requestPublicationSchema,
  type Publication,
  type PublicationList,
  type RequestPublication,
} from '#libs/contracts';
import { PublishAssignment, refuse, type Actor } from '#libs/grading';
import { unpackZip } from '#libs/uploads';
import { Body, Controller, Get, HttpCode, Param, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../http/actor';
import { Checked, existingId, existingSlug } from '../http/checked';
import { Answers } from '../http/openapi';
import { RateLimited } from '../http/rate-limit';
import { RefusedException, valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

const MiB = 1024 * 1024;
const UPLOAD = FileInterceptor('file', {
  limits: { fileSize: 32 * MiB, files: 1, fields: 2, fieldSize: 100, parts: 3 },
});
const ZIP_LIMITS = {
  entries: 5_000,
  bytesPerFile: 32 * MiB,
  bytesInAll: 64 * MiB,
  ratio: 200,
  names: 'tree',
} as const;

/** Packs of instructors: sent in as a ZIP, checked by a worker, published. */
@ApiTags('courses')
@Controller('api/courses/:course/publications')
export class PublicationsController {
  constructor(private readonly publishAssignment: PublishAssignment) {}

  @Get()
  @Answers(200, 'Packs that were sent in, newest first; for instructors', publicationListSchema)
  async list(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
  ): Promise<PublicationList> {
    return valueOf(await this.publishAssignment.list(actor, course));
  }

  @Get(':id')
  @Answers(200, 'What the checks of a pack have found so far; for instructors', publicationSchema)
  async find(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
  ): Promise<Publication> {
    return valueOf(await this.publishAssignment.find(actor, course, id));
  }

  @Post()
  @NeedsScope('manage')
  @RateLimited('roster')
  @HttpCode(202)
  @UseInterceptors(UPLOAD)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    description: 'The folder of an assignment as a ZIP; `publish`: as soon as it has passed its checks',
    schema: {
      type: 'object',
      required: ['file', 'assignment'],
      properties: {
        file: { type: 'string', format: 'binary' },
        assignment: { type: 'string' },
        publish: { type: 'string', enum: ['true', 'false'] },
      },
    },
  })
  @Answers(202, 'Taken in; its checks begin; for instructors', publicationSchema)
  async request(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @UploadedFile() file: { readonly buffer: Buffer } | undefined,
    @Body() body: unknown,
  ): Promise<Publication> {
    // Who may not publish is told so before anything of theirs is looked at.
    valueOf(await this.publishAssignment.list(actor, course));
    const { assignment, publish }: RequestPublication = new Checked(requestPublicationSchema).transform(body);
    const files = await unpacked(file);
    return valueOf(
      await this.publishAssignment.request(actor, course, assignment, files, publish === 'true'),
    );
  }

  @Post(':id/publish')
  @NeedsScope('manage')
  @HttpCode(200)
  @Answers(200, 'Published; for instructors', publicationSchema)
  async publish(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('id', existingId) id: string,
  ): Promise<Publication> {
    return valueOf(await this.publishAssignment.publish(actor, course, id));
  }
}

async function unpacked(
  file: { readonly buffer: Buffer } | undefined,
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (!file) {
    const detail = 'Send the folder of the assignment as a ZIP in the field "file".';
    throw new RefusedException(refuse('invalid', 'publication.no-file', detail).refusal);
  }
  const result = await unpackZip(Readable.from([file.buffer]), ZIP_LIMITS);
  if (result.kind === 'unpacked') return result.files;
  throw new RefusedException(refuse('invalid', `upload.${result.code}`, result.message).refusal);
}
