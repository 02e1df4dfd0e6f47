import { z } from 'zod';
import { slugSchema } from './manifest';

const ofProblem = { problem: slugSchema };

/**
 * What a version of an assignment changed. Students read it, so it says that hidden things changed, never how: no name of
 * a check, no expected answer.
 */
export const versionChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('title'), before: z.string(), after: z.string() }),
  z.object({ kind: z.literal('handout') }),
  z.object({
    kind: z.enum(['opens', 'due']),
    before: z.iso.datetime().nullable(),
    after: z.iso.datetime().nullable(),
  }),
  /** Late credit, limits and whatever else counts for the whole assignment. */
  z.object({ kind: z.literal('rules') }),
  z.object({ kind: z.enum(['problem-added', 'problem-removed']), ...ofProblem }),
  z.object({ kind: z.literal('points'), ...ofProblem, before: z.number(), after: z.number() }),
  z.object({ kind: z.enum(['statement', 'starter', 'checks']), ...ofProblem }),
  /** Something that students neither see nor are graded by: the reference solution, samples. */
  z.object({ kind: z.literal('internal') }),
]);
export type VersionChange = z.infer<typeof versionChangeSchema>;

export const assignmentVersionSchema = z.object({
  number: z.number().int().positive(),
  packSha256: z.string(),
  publishedAt: z.iso.datetime(),
  publishedBy: z.string(),
  message: z.string(),
  changes: z.array(versionChangeSchema),
});
export type AssignmentVersionView = z.infer<typeof assignmentVersionSchema>;

/** The change log of an assignment, newest first. */
export const versionListSchema = z.object({
  versions: z.array(assignmentVersionSchema),
  /** The number to ask for the page after; null where this is the last. */
  next: z.number().int().nullable(),
});
export type VersionList = z.infer<typeof versionListSchema>;
