import { z } from 'zod';
import { slugSchema } from './manifest';
import { paragraphSchema } from './review';

const lines = z.object({ from: z.number().int().positive(), to: z.number().int().positive() });
const side = z.object({
  submission: z.uuid(),
  student: z.object({ id: z.uuid(), name: z.string() }),
});

export const compareWorkSchema = z.strictObject({ problem: slugSchema });
export type CompareWork = z.infer<typeof compareWorkSchema>;

/** What came of comparing: new cases, if any, are in the list. */
export const comparedSchema = z.object({
  programs: z.number().int(),
  /** Programs that are too short or too long to say anything of. */
  leftOut: z.number().int(),
  cases: z.number().int(),
  found: z.number().int(),
});
export type Compared = z.infer<typeof comparedSchema>;

export const SIMILARITY_STATES = ['open', 'dismissed', 'confirmed'] as const;

/** Two programs that are alike. A case says nothing of guilt, and never changes a grade: people decide, and write down why. */
export const similarityCaseSchema = z.object({
  id: z.uuid(),
  assignment: slugSchema,
  problem: slugSchema,
  file: z.string(),
  left: side,
  right: side,
  /** 0 to 1. */
  score: z.number(),
  longest: z.number().int(),
  /** Matching lines, the longest stretch first. */
  fragments: z.array(z.object({ left: lines, right: lines })),
  foundAt: z.iso.datetime(),
  state: z.enum(SIMILARITY_STATES),
  /** What the students say to it, as staff took it down. */
  statement: z.string(),
  reason: z.string(),
  decided: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
});
export type SimilarityCase = z.infer<typeof similarityCaseSchema>;

/** Most alike first. */
export const similarityListSchema = z.object({
  cases: z.array(similarityCaseSchema),
  next: z.string().nullable(),
});
export type SimilarityList = z.infer<typeof similarityListSchema>;

export const decideSimilaritySchema = z.strictObject({
  state: z.enum(SIMILARITY_STATES),
  statement: z.union([z.literal(''), paragraphSchema]),
  reason: paragraphSchema,
  /** The state that its author saw: whoever decided meanwhile is not overwritten. */
  seen: z.enum(SIMILARITY_STATES),
});
export type DecideSimilarity = z.infer<typeof decideSimilaritySchema>;
