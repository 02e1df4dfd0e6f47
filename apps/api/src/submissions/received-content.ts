import { Readable } from 'node:stream';
import { submitAnswersSchema } from '#libs/contracts';
import { refuse, type ReceivedContent } from '#libs/grading';
import { unpackZip } from '#libs/uploads';
import type { MulterOptions } from '@nestjs/platform-express/multer/interfaces/multer-options.interface';
import type { Request } from 'express';
import { Checked } from '../http/checked';
import { RefusedException } from '../http/refusals';

/** What multer hands over of a file. */
export interface UploadedFile {
  readonly originalname: string;
  readonly buffer: Buffer;
}

/** Ends an upload early that no problem could want; each problem's own limits are checked by the use case. */
export const UPLOAD_LIMITS: MulterOptions = {
  limits: {
    fileSize: 4 * 1024 * 1024,
    files: 20,
    fields: 50,
    fieldNameSize: 100,
    fieldSize: 256 * 1024,
    parts: 70,
    headerPairs: 20,
  },
};

const answers = new Checked(submitAnswersSchema);

/** What a submission's request holds: JSON `{answers}`, or a form with files and answers as text fields. */
export async function receivedContent(
  request: Request,
  files: readonly UploadedFile[] | undefined,
): Promise<ReceivedContent> {
  if (request.is('multipart/form-data') === 'multipart/form-data') {
    const fields = Object.entries((request.body ?? {}) as Record<string, unknown>);
    const repeated = fields.find(([, value]) => typeof value !== 'string');
    if (repeated) {
      const detail = `The field "${repeated[0].slice(0, 60)}" must be one text. Send each field once.`;
      throw new RefusedException(refuse('invalid', 'request.invalid', detail).refusal);
    }
    return {
      files: (await Promise.all((files ?? []).map(unpacked))).flat(),
      answers: new Map(fields.map(([name, value]) => [name, String(value)])),
    };
  }
  return { files: [], answers: new Map(Object.entries(answers.transform(request.body).answers)) };
}

const ZIP_LIMITS = { entries: 200, bytesPerFile: 4 * 1024 * 1024, bytesInAll: 16 * 1024 * 1024, ratio: 100 };

/** A file as it came, or the files of a ZIP. */
async function unpacked({ originalname, buffer }: UploadedFile): Promise<ReceivedContent['files'][number][]> {
  if (!/\.zip$/i.test(originalname)) return [{ name: originalname, bytes: new Uint8Array(buffer) }];
  const result = await unpackZip(Readable.from([buffer]), ZIP_LIMITS);
  if (result.kind === 'unpacked') return [...result.files].map(([name, bytes]) => ({ name, bytes }));
  throw new RefusedException(refuse('invalid', `upload.${result.code}`, result.message).refusal);
}
