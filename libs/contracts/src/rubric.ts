import { RUBRIC_SCORINGS } from '#libs/domain';
import { z } from 'zod';
import { slugSchema } from './manifest';
import { paragraphSchema } from './text';

const instant = z.iso.datetime();
const seenRevision = z.number().int().min(0);

/** One line of a rubric; applied to a submission, it adds its points or takes them away. */
export const rubricItemSchema = z.object({ id: z.uuid(), text: z.string(), points: z.number() });
export type RubricItem = z.infer<typeof rubricItemSchema>;

/** The rubric of a problem, in its order. Each change makes a new revision; 0: there is none yet. */
export const rubricSchema = z.object({
  revision: z.number().int().nonnegative(),
  scoring: z.enum(RUBRIC_SCORINGS),
  items: z.array(rubricItemSchema),
});
export type Rubric = z.infer<typeof rubricSchema>;

export const saveRubricSchema = z.strictObject({
  seenRevision,
  scoring: z.enum(RUBRIC_SCORINGS),
  items: z
    .array(
      z.strictObject({
        /** Null for a new item. An id that is kept keeps its marks, whatever text and points become. */
        id: z.uuid().nullable(),
        text: paragraphSchema,
        points: z.number().min(-10_000).max(10_000),
      }),
    )
    .max(100)
    .refine((items) => {
      const ids = items.flatMap(({ id }) => (id === null ? [] : [id]));
      return new Set(ids).size === ids.length;
    }, 'two items share one id'),
});
export type SaveRubric = z.infer<typeof saveRubricSchema>;

/** Which items a person applied to a submission. Each change is a new one; none is ever rewritten. */
export const markingSchema = z.object({
  revision: z.number().int().positive(),
  items: z.array(z.uuid()),
  /** Until it is finished, only staff see it and it does not count. */
  finished: z.boolean(),
  author: z.string(),
  at: instant,
});
export type Marking = z.infer<typeof markingSchema>;

export const markSubmissionSchema = z.strictObject({
  seenRevision,
  items: z.array(z.uuid()).max(100),
  finished: z.boolean(),
});
export type MarkSubmission = z.infer<typeof markSubmissionSchema>;

/** What a person wrote about a line of a submitted file; lines count from 1. */
export const lineCommentSchema = z.object({
  id: z.uuid(),
  file: z.string(),
  line: z.number().int().positive(),
  text: z.string(),
  author: z.string(),
  at: instant,
  revision: z.number().int().positive(),
  /** Whether the reader wrote it, and so may change it. */
  own: z.boolean(),
});
export type LineComment = z.infer<typeof lineCommentSchema>;

export const commentOnLineSchema = z.strictObject({
  file: z.string().min(1).max(300),
  line: z.number().int().min(1).max(1_000_000),
  text: paragraphSchema,
  /** The saved comment that it was made of. */
  saved: z.uuid().nullable(),
});
export type CommentOnLine = z.infer<typeof commentOnLineSchema>;

export const rewordCommentSchema = z.strictObject({ seenRevision, text: paragraphSchema });
export type RewordComment = z.infer<typeof rewordCommentSchema>;

/** A comment to be used again, for one problem. */
export const savedCommentSchema = z.object({
  id: z.uuid(),
  text: z.string(),
  author: z.string(),
  /** How many comments were made of it. */
  uses: z.number().int().nonnegative(),
});
export type SavedComment = z.infer<typeof savedCommentSchema>;

export const saveCommentSchema = z.strictObject({ text: paragraphSchema });
export type SaveComment = z.infer<typeof saveCommentSchema>;

/** Staff who have a submission open. */
export const reviewerSchema = z.object({ name: z.string(), until: instant });

export const REVIEW_STATES = ['waiting', 'reviewed'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Work to be reviewed: of each student and problem the attempt that counts. */
export const reviewQueueSchema = z.object({
  items: z.array(
    z.object({
      submission: z.uuid(),
      assignment: slugSchema,
      problem: slugSchema,
      problemTitle: z.string(),
      receivedAt: instant,
      state: z.enum(REVIEW_STATES),
      /** A person must look: without that, its points are not known. */
      needed: z.boolean(),
      /** Who finished the review. */
      reviewer: z.string().nullable(),
      /** Who has it open now. */
      holder: z.string().nullable(),
      /** Null while the name is hidden from the reader. */
      student: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    }),
  ),
  next: z.string().nullable(),
});
export type ReviewQueueView = z.infer<typeof reviewQueueSchema>;

/** Which work is left, problem by problem. */
export const reviewProgressSchema = z.object({
  problems: z.array(
    z.object({
      assignment: slugSchema,
      assignmentTitle: z.string(),
      problem: slugSchema,
      problemTitle: z.string(),
      /** It has a rubric, or points that no grader gives. */
      byPerson: z.boolean(),
      waiting: z.number().int().nonnegative(),
      reviewed: z.number().int().nonnegative(),
    }),
  ),
});
export type ReviewProgress = z.infer<typeof reviewProgressSchema>;

export const nextReviewSchema = z.strictObject({ after: z.uuid().nullable() });
export type NextReview = z.infer<typeof nextReviewSchema>;
export const nextReviewAnswerSchema = z.object({ submission: z.uuid().nullable() });
export type NextReviewAnswer = z.infer<typeof nextReviewAnswerSchema>;
