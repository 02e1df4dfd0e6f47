import { Readable } from 'node:stream';
import { ExportPersonalData, type Actor } from '#libs/grading';
import { writeZip } from '#libs/uploads';
import { Controller, Get, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../http/actor';
import { AnswersOther } from '../http/openapi';
import { RateLimited } from '../http/rate-limit';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

@ApiTags('accounts')
@Controller('api/me')
export class PersonalDataController {
  constructor(private readonly exportPersonalData: ExportPersonalData) {}

  /** Written while it is sent; one that breaks off has no end, and no program takes it for whole. */
  @Get('data.zip')
  @NeedsScope('session')
  @RateLimited('export')
  @AnswersOther(200, 'All that is kept about you, as files', 'application/octet-stream')
  download(@CurrentActor() actor: Actor): StreamableFile {
    const files = valueOf(this.exportPersonalData.export(actor));
    return new StreamableFile(Readable.from(writeZip(files)), {
      type: 'application/octet-stream',
      disposition: 'attachment; filename="assay-personal-data.zip"',
    });
  }
}
