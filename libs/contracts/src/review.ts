import { z } from 'zod';
import { slugSchema } from './manifest';
import { lineCommentSchema, markingSchema, reviewerSchema, rubricSchema } from './rubric';
import { paragraphSchema } from './text';

const instant = z.iso.datetime();

/** Points that staff set in the place of the report's; null: the report's count again. */
export const adjustmentSchema = z.object({
  /** 1 for the first of a submission; each change is a new one, and none is ever rewritten. */
  revision: z.number().int().positive(),
  points: z.number().nullable(),
  reason: z.string(),
  author: z.string(),
  at: instant,
});
export type Adjustment = z.infer<typeof adjustmentSchema>;

export const adjustPointsSchema = z.strictObject({
  points: z.number().min(0).max(100_000).nullable(),
  reason: paragraphSchema,
  /** The newest revision that its author has seen, 0 for none: whoever decided meanwhile is not overwritten. */
  seenRevision: z.number().int().min(0),
});
export type AdjustPoints = z.infer<typeof adjustPointsSchema>;

export const REGRADE_REQUEST_STATES = ['open', 'accepted', 'declined', 'withdrawn'] as const;

export const regradeRequestSchema = z.object({
  id: z.uuid(),
  /** The test case that it is about; null: the whole grade. */
  about: z.string().nullable(),
  text: z.string(),
  at: instant,
  state: z.enum(REGRADE_REQUEST_STATES),
  answer: z.object({ text: z.string(), author: z.string(), at: instant }).nullable(),
});
export type RegradeRequest = z.infer<typeof regradeRequestSchema>;

export const requestRegradeSchema = z.strictObject({
  about: z.string().min(1).max(200).nullable(),
  text: paragraphSchema,
});
export type RequestRegrade = z.infer<typeof requestRegradeSchema>;

export const answerRegradeSchema = z.strictObject({
  decision: z.enum(['accepted', 'declined']),
  text: paragraphSchema,
});
export type AnswerRegrade = z.infer<typeof answerRegradeSchema>;

/** What people said and decided about a submission. */
export const reviewSchema = z.object({
  adjustments: z.array(adjustmentSchema),
  requests: z.array(regradeRequestSchema),
  /** Staff get all of it, a student the applied items of a finished review. */
  rubric: rubricSchema,
  /** How it was marked, newest first; a student gets no more than the newest, once that is finished. */
  markings: z.array(markingSchema),
  /** In the order of the files' lines; a student gets them with the finished review. */
  comments: z.array(lineCommentSchema),
  /** Staff who have it open besides the reader; nobody, to a student. */
  others: z.array(reviewerSchema),
  /** Null where the name is hidden from the reader. */
  student: z.object({ id: z.uuid(), name: z.string() }).nullable(),
});
export type Review = z.infer<typeof reviewSchema>;

/** Staff's list of what students ask for. */
export const regradeRequestListSchema = z.object({
  requests: z.array(
    regradeRequestSchema.extend({
      submission: z.uuid(),
      assignment: slugSchema,
      problem: slugSchema,
      /** Null while the name is hidden from the reader. */
      student: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    }),
  ),
  next: z.string().nullable(),
});
export type RegradeRequestList = z.infer<typeof regradeRequestListSchema>;
