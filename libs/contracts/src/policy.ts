import { z } from 'zod';
import { slugSchema } from './manifest';
import { lineSchema } from './accounts';
import { paragraphSchema } from './text';

const instant = z.iso.datetime();

/** What is due for the reader, and what handing in now would mean. */
export const studentPolicySchema = z.object({
  kind: z.enum(['none', 'grace', 'sliding', 'late-days']),
  /** With extensions; null: any time. */
  dueAt: instant.nullable(),
  /** The last instant at which work is taken; null: any time. */
  closesAt: instant.nullable(),
  isExtended: z.boolean(),
  graceMinutes: z.number().int(),
  now: z.object({
    isTaken: z.boolean(),
    /** 0 to 1; 0 where nothing is taken. */
    credit: z.number(),
    /** Null unless late days may be spent here. `uses`: what handing in now takes; `left`: what remains after it. */
    lateDays: z
      .object({ uses: z.number().int(), left: z.number().int(), budget: z.number().int() })
      .nullable(),
  }),
  /** Until when what `now` says holds; null: it stays so. */
  changesAt: instant.nullable(),
  release: z.object({
    isReleased: z.boolean(),
    /** Null where staff release it by hand, or it was released at once. */
    at: instant.nullable(),
  }),
});
export type StudentPolicy = z.infer<typeof studentPolicySchema>;

/** Whom an extension is for: a student, or everybody in a section or with a label, also who comes later. */
export const extensionTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('student'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('section'), name: lineSchema }),
  z.strictObject({ kind: z.literal('label'), name: lineSchema }),
]);
export type ExtensionTarget = z.infer<typeof extensionTargetSchema>;

const MAX_MINUTES = 366 * 24 * 60;
export const grantExtensionSchema = z
  .strictObject({
    target: extensionTargetSchema,
    /** Null: all assignments of the course, as for a standing accommodation. */
    assignment: slugSchema.nullable(),
    /** On top of the due date, also when that moves. */
    minutes: z.number().int().min(0).max(MAX_MINUTES).default(0),
    /** Until this instant at least. */
    dueAt: z.iso.datetime({ offset: true }).nullable().default(null),
    reason: paragraphSchema,
  })
  .refine(({ minutes, dueAt }) => minutes > 0 || dueAt !== null, {
    error: 'give minutes or dueAt',
    path: ['minutes'],
  })
  .refine(({ assignment, dueAt }) => assignment !== null || dueAt === null, {
    error: 'a date is for one assignment',
    path: ['dueAt'],
  });
export type GrantExtension = z.infer<typeof grantExtensionSchema>;

export const extensionSchema = z.object({
  id: z.uuid(),
  /** `name` is a student's own, or that of a section or label. */
  target: z.object({
    kind: z.enum(['student', 'section', 'label']),
    id: z.uuid().nullable(),
    name: z.string(),
  }),
  assignment: slugSchema.nullable(),
  minutes: z.number().int(),
  dueAt: instant.nullable(),
  reason: z.string(),
  author: z.string(),
  at: instant,
});
export type ExtensionView = z.infer<typeof extensionSchema>;

/** Those that hold, newest first. */
export const extensionListSchema = z.object({
  extensions: z.array(extensionSchema),
  next: z.string().nullable(),
});
export type ExtensionList = z.infer<typeof extensionListSchema>;

export const reasonSchema = z.strictObject({ reason: paragraphSchema });

export const releaseGradesSchema = z.strictObject({ released: z.boolean(), reason: paragraphSchema });
export type ReleaseGrades = z.infer<typeof releaseGradesSchema>;
export const releaseSchema = studentPolicySchema.shape.release;
export type Release = z.infer<typeof releaseSchema>;
