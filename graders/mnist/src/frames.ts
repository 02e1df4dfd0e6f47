/** Frames that the harness sends. All of them are untrusted text that a student's program may have forged. */
import { LineFrameReader } from '#libs/grader-sdk';
import { z } from 'zod';

/** JSON has no NaN, so the harness sends it and the infinities as text; a person's float may also be an int. */
const number = z.union([z.number(), z.enum(['nan', 'inf', '-inf']).transform(toNumber)]);
const name = z.string().max(100);
const line = z.int().positive().nullish();
const failure = z.object({ type: name, msg: z.string().max(2000), line });

const caseFields = {
  t: z.literal('case'),
  id: name,
  framework: z.enum(['torch', 'numpy']),
  layout: z.enum(['DH', 'HD']),
  bias1: z.boolean(),
  bias2: z.boolean(),
};

const hello = z.object({
  t: z.literal('hello'),
  guard: z.boolean(),
  kernels: z.int(),
  lock: z.enum(['on', 'off']),
  torch: name,
  cuda: z.boolean(),
});

const answered = z.object({
  ...caseFields,
  loss: number,
  dW1: z.unknown(),
  dW2: z.unknown(),
  ms: z.number(),
  modified: z.array(name).max(4),
});
const failed = z.object({ ...caseFields, error: failure });

const loaded = z.object({
  t: z.literal('loaded'),
  spec: z.record(z.string(), z.unknown()),
  config: z.record(z.string(), z.unknown()).nullish(),
  framework: z.enum(['torch', 'numpy']),
  has: z.array(name).max(2),
});

const progress = z.object({
  t: z.literal('progress'),
  epoch: number,
  loss: number,
  rows: z.int().nonnegative(),
  W1: z.unknown().optional(),
  W2: z.unknown().optional(),
});

const audit = z.object({
  t: z.literal('audit'),
  call: z.int().positive(),
  rows: z.int().nonnegative(),
  X: z.unknown(),
  Y: z.array(z.int().min(0).max(9)).min(1).max(64),
  W1: z.unknown(),
  W2: z.unknown(),
  loss: number,
  dW1: z.unknown(),
  dW2: z.unknown(),
});

/** A step of the strict trainer, before it is taken. */
const step = z.object({
  t: z.literal('step'),
  step: z.int().positive(),
  X: z.unknown(),
  Y: z.array(z.int().min(0).max(9)).min(1).max(128),
  W1: z.unknown(),
  W2: z.unknown(),
});

const final = z.object({
  t: z.literal('final'),
  W1: z.unknown(),
  W2: z.unknown(),
  calls: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  wrapped: z.boolean(),
});

const violation = z.object({ t: z.literal('violation'), api: name, line });
/** A finding of the static scan: worth a look, and no more. */
const remark = z.object({ t: z.literal('remark'), line: z.int().positive(), msg: z.string().max(300) });
const error = z.object({ t: z.literal('error'), where: z.enum(['load', 'train']), ...failure.shape });
const end = z.object({ t: z.literal('end') });

const frame = z.union([
  z.discriminatedUnion('t', [hello, loaded, progress, audit, step, final, violation, remark, error, end]),
  failed,
  answered,
]);

export type Frame = z.infer<typeof frame>;
export type FrameOf<T extends Frame['t']> = Extract<Frame, { t: T }>;
export type CaseFrame = FrameOf<'case'>;
export type AnsweredCase = z.infer<typeof answered>;
export type ProgramFailure = z.infer<typeof failure>;

export function isAnswered(caseFrame: CaseFrame): caseFrame is AnsweredCase {
  return !('error' in caseFrame);
}

/** Null when the line is no frame. */
export function parseFrame(text: string): Frame | null {
  try {
    const parsed = frame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function toNumber(text: 'nan' | 'inf' | '-inf'): number {
  return { nan: NaN, inf: Infinity, '-inf': -Infinity }[text];
}

/** Two 4.3 M element arrays of float32 in base64, and room for the rest. */
const MAX_LINE_BYTES = 64 << 20;

export class FrameReader extends LineFrameReader<Frame> {
  constructor(onFrame: (frame: Frame) => void) {
    super(parseFrame, MAX_LINE_BYTES, onFrame);
  }
}
