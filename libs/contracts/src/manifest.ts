import { JOB_CLASSES } from '#libs/domain';
import { z } from 'zod';

/** Names of folders, problems and courses: short, and safe in paths and addresses. */
export const slugSchema = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
    'use lower-case letters, digits and single hyphens inside',
  );

export const problemManifestSchema = z.strictObject({
  id: slugSchema,
  title: z.string().min(1).max(200),
  grader: slugSchema,
  /** Checked by the grader that is named. */
  config: z.record(z.string(), z.unknown()).default({}),
  points: z.number().positive().max(10_000),
  /** The workers that grade it, where not the ones that its grader asks for. */
  worker: z.enum(JOB_CLASSES).exactOptional(),
});
export type ProblemManifest = z.infer<typeof problemManifestSchema>;

/** assignment.yaml */
export const assignmentManifestSchema = z.strictObject({
  title: z.string().min(1).max(200),
  opensAt: z.iso.datetime({ offset: true }).exactOptional(),
  dueAt: z.iso.datetime({ offset: true }).exactOptional(),
  /** Assistants review without names, until they ask for one, which is logged. */
  blindReview: z.boolean().default(true),
  problems: z
    .array(problemManifestSchema)
    .min(1)
    .max(100)
    .refine(
      (problems) => new Set(problems.map(({ id }) => id)).size === problems.length,
      'two problems share one id',
    ),
});
export type AssignmentManifest = z.infer<typeof assignmentManifestSchema>;

/** course.yaml */
export const courseManifestSchema = z.strictObject({
  title: z.string().min(1).max(200),
  assignments: z.array(slugSchema).min(1),
});
export type CourseManifest = z.infer<typeof courseManifestSchema>;

/** samples/<name>/expect.yaml */
export const sampleExpectationSchema = z.strictObject({
  outcome: z.enum(['graded', 'not-gradable']).default('graded'),
  /** In the grader's own points. */
  points: z.union([z.number(), z.strictObject({ min: z.number(), max: z.number() })]).exactOptional(),
  verdicts: z.record(z.string(), z.string()).default({}),
});
export type SampleExpectation = z.infer<typeof sampleExpectationSchema>;
