import { VERDICTS, VISIBILITIES } from '#libs/domain';
import { z } from 'zod';
import { evidenceSchema } from './evidence';

const points = z.number().nonnegative();
const instant = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const testCaseReportSchema = z.object({
  name: z.string(),
  verdict: z.enum(VERDICTS),
  points,
  maxPoints: points,
  visibility: z.enum(VISIBILITIES),
  code: z.string(),
  message: z.string(),
  evidence: z.array(evidenceSchema),
});
export type TestCaseReport = z.infer<typeof testCaseReportSchema>;

export const submittedFileSchema = z.object({
  name: z.string(),
  sha256,
  bytes: z.number().int().nonnegative(),
});
export type SubmittedFile = z.infer<typeof submittedFileSchema>;

/**
 * What one finished GradingJob found; immutable. Everything needed to repeat it is named: pack, grader version,
 * image, seed. `outcome` is `not-gradable` when every answer was unreadable: that costs no attempt.
 */
export const gradeReportSchema = z.object({
  schemaVersion: z.literal(1),
  outcome: z.enum(['graded', 'not-gradable']),
  submission: z.object({
    id: z.string(),
    sha256,
    files: z.array(submittedFileSchema),
  }),
  problem: z.object({
    assignment: z.string(),
    id: z.string(),
    title: z.string(),
    packSha256: sha256,
    /** Of the published assignment; absent where a pack was graded that is published nowhere. */
    version: z.number().int().positive().exactOptional(),
  }),
  grader: z.object({ id: z.string(), version: z.string() }),
  imageDigest: z.string().nullable(),
  seed: z.string(),
  startedAt: instant,
  finishedAt: instant,
  points,
  maxPoints: points,
  cases: z.array(testCaseReportSchema),
  facts: z.record(z.string(), z.unknown()),
});
export type GradeReport = z.infer<typeof gradeReportSchema>;

/** The part of a report that its student may read now: no seed, and hidden cases only as a count. */
export const studentReportSchema = gradeReportSchema.omit({ seed: true }).extend({
  hidden: z.object({ count: z.number().int().nonnegative(), maxPoints: points }),
});
export type StudentReport = z.infer<typeof studentReportSchema>;
