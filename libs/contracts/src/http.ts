import { GRADING_JOB_STATES, ROLES, WORKER_CLASSES } from '#libs/domain';
import { z } from 'zod';
import { slugSchema } from './manifest';
import { studentPolicySchema } from './policy';
import { submittedFileSchema } from './report';
import { adjustmentSchema } from './review';

const instant = z.iso.datetime();

export const assignmentSummarySchema = z.object({
  id: slugSchema,
  title: z.string(),
  opensAt: instant.nullable(),
  /** For the reader, with extensions. */
  dueAt: instant.nullable(),
  policy: studentPolicySchema,
  points: z.number().nullable(),
  maxPoints: z.number(),
});
export const courseSchema = z.object({
  id: slugSchema,
  title: z.string(),
  role: z.enum(ROLES),
  assignments: z.array(assignmentSummarySchema),
});
export type CourseView = z.infer<typeof courseSchema>;

const answerFieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  input: z.enum(['formula', 'matrix', 'text', 'derivation', 'choice']),
  maxLength: z.number().int(),
  choice: z
    .object({
      options: z.array(z.object({ id: z.string(), text: z.string() })).readonly(),
      several: z.boolean(),
    })
    .exactOptional(),
});
const expectedFileSchema = z.object({
  name: z.string(),
  language: z.enum(['c', 'python', 'text']),
  maxBytes: z.number().int(),
  required: z.boolean(),
});
export const submissionShapeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answers'), fields: z.array(answerFieldSchema) }),
  z.object({ kind: z.literal('files'), files: z.array(expectedFileSchema) }),
]);

export const submissionSchema = z.object({
  id: z.uuid(),
  course: slugSchema,
  assignment: slugSchema,
  problem: slugSchema,
  problemTitle: z.string(),
  /** Whose work it is; several where a group handed it in. */
  authors: z.array(z.object({ id: z.uuid(), name: z.string() })),
  receivedAt: instant,
  files: z.array(submittedFileSchema),
  job: z.object({
    state: z.enum(GRADING_JOB_STATES),
    /** Jobs that run before this one; null once it runs. */
    ahead: z.number().int().nullable(),
    /** Seconds until the report, as a range; null once it runs, or where there is nothing to go by. */
    eta: z.object({ from: z.number().int(), to: z.number().int() }).nullable(),
    /** It waits for a worker of this class, of which none is at work now. */
    lacks: z.enum(WORKER_CLASSES).nullable(),
    casesDone: z.number().int(),
    casesPlanned: z.number().int(),
    message: z.string(),
  }),
  /** What counts: what staff set, else the report's times the credit, as far as the reader may know them. */
  points: z.number().nullable(),
  maxPoints: z.number(),
  /** Of the report's points, 0 to 1: less for late work. */
  credit: z.number(),
  /** Whether its student may see points and report by now. */
  isReleased: z.boolean(),
  adjustment: adjustmentSchema.nullable(),
});
export type SubmissionView = z.infer<typeof submissionSchema>;

export const problemSchema = z.object({
  id: slugSchema,
  title: z.string(),
  statement: z.string(),
  points: z.number(),
  grader: z.string(),
  shape: submissionShapeSchema,
  /** Answers can be read back before they are submitted. */
  hasReading: z.boolean(),
  starter: z.array(z.string()),
  best: z.number().nullable(),
  latest: submissionSchema.nullable(),
});
export type ProblemView = z.infer<typeof problemSchema>;

export const assignmentSchema = z.object({
  course: slugSchema,
  id: slugSchema,
  title: z.string(),
  handout: z.string(),
  version: z.number().int(),
  /** How many may work together; null: everyone alone. */
  groups: z.object({ maximum: z.number().int() }).nullable(),
  opensAt: instant.nullable(),
  /** For the reader, with extensions. */
  dueAt: instant.nullable(),
  policy: studentPolicySchema,
  problems: z.array(problemSchema),
});
export type AssignmentView = z.infer<typeof assignmentSchema>;

/** JSON form of a submission; the multipart form carries the same as fields and files. */
export const submitAnswersSchema = z.strictObject({ answers: z.record(z.string(), z.string()) });

export const previewSchema = z.strictObject({ field: z.string().max(100), text: z.string().max(20_000) });
export const readingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), latex: z.string(), remarks: z.array(z.string()) }),
  z.object({
    kind: z.literal('unreadable'),
    message: z.string(),
    position: z.number().int().exactOptional(),
  }),
]);
export type ReadingView = z.infer<typeof readingSchema>;

/** Staff's list of what came in for a course. */
export const submissionListSchema = z.object({
  submissions: z.array(submissionSchema.extend({ student: z.object({ id: z.uuid(), name: z.string() }) })),
  next: z.string().nullable(),
});
export type SubmissionList = z.infer<typeof submissionListSchema>;
