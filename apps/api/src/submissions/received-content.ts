import { submitAnswersSchema } from '#libs/contracts';
import { refuse, type ReceivedContent } from '#libs/grading';
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
export function receivedContent(
  request: Request,
  files: readonly UploadedFile[] | undefined,
): ReceivedContent {
  if (request.is('multipart/form-data') === 'multipart/form-data') {
    const fields = Object.entries((request.body ?? {}) as Record<string, unknown>);
    const repeated = fields.find(([, value]) => typeof value !== 'string');
    if (repeated) {
      const detail = `The field "${repeated[0].slice(0, 60)}" must be one text. Send each field once.`;
      throw new RefusedException(refuse('invalid', 'request.invalid', detail).refusal);
    }
    return {
      files: (files ?? []).map(({ originalname, buffer }) => ({
        name: originalname,
        bytes: new Uint8Array(buffer),
      })),
      answers: new Map(fields.map(([name, value]) => [name, String(value)])),
    };
  }
  return { files: [], answers: new Map(Object.entries(answers.transform(request.body).answers)) };
}
