/** Frames that the harness (sandbox-images/python/harness) sends: untrusted text that a student's code may have forged. */
import { LineFrameReader } from '#libs/grader-sdk';
import { DataFormatError } from '#libs/numeric';
import { z } from 'zod';
import { readValue } from './values';

const name = z.string().max(100);
const value = z.unknown().transform((raw, context) => {
  try {
    return readValue(raw);
  } catch (error) {
    if (!(error instanceof DataFormatError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});
const failure = z.object({ type: name, msg: z.string().max(2000), line: z.int().positive().nullable() });
const values = z.array(value).min(1).max(10);

const hello = z.object({ t: z.literal('hello') });
const error = z.object({ t: z.literal('error'), module: name, error: failure });
const loaded = z.object({
  t: z.literal('loaded'),
  module: name,
  functions: z.array(name).max(200),
  /** The module's docstring. */
  about: z.string().max(2000),
});
const about = { t: z.literal('result'), module: name, id: name };
const answered = z.object({
  ...about,
  values,
  /** Of a second call with the same arguments, where one was asked for. */
  second: values.nullable(),
  /** Names of the arguments that the call changed. */
  changed: z.array(name).max(50),
});
const failed = z.object({ ...about, error: failure });
const end = z.object({ t: z.literal('end') });

const frame = z.union([z.discriminatedUnion('t', [hello, error, loaded, end]), failed, answered]);

export type Frame = z.infer<typeof frame>;
export type FrameOf<T extends Frame['t']> = Extract<Frame, { t: T }>;
export type Answered = z.infer<typeof answered>;
export type Failure = z.infer<typeof failure>;

/** Null when the line is no frame; that it is nested too deeply to be read is no exception. */
export function parseFrame(text: string): Frame | null {
  try {
    const parsed = frame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

const MAX_LINE_BYTES = 16 << 20;

export class FrameReader extends LineFrameReader<Frame> {
  constructor(onFrame: (frame: Frame) => void) {
    super(parseFrame, MAX_LINE_BYTES, onFrame);
  }
}
