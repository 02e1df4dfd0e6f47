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
  /** What the files of `starter/` may earn as they are; 0 unless given. */
  starterPoints: z.number().nonnegative().exactOptional(),
  /** The workers that grade it, where not the ones that its grader asks for. */
  worker: z.enum(JOB_CLASSES).exactOptional(),
});
export type ProblemManifest = z.infer<typeof problemManifestSchema>;

const instantSchema = z.iso.datetime({ offset: true });
const graceMinutes = z.number().int().min(0).max(10_080);

/**
 * How work is taken after `dueAt`. Percents are whole; each hour or day that has begun counts, from the end of the grace
 * period on, and a day is 24 hours. `closesAt` ends late work at an instant.
 */
export const latePolicySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('grace'), graceMinutes: graceMinutes.min(1) }),
  z
    .strictObject({
      kind: z.literal('sliding'),
      percent: z.number().int().min(1).max(100),
      per: z.enum(['hour', 'day']),
      floor: z.number().int().min(0).max(99).default(0),
      graceMinutes: graceMinutes.default(0),
      closesAt: instantSchema.exactOptional(),
    })
    .refine(({ floor, closesAt }) => floor === 0 || closesAt !== undefined, {
      path: ['closesAt'],
      error: 'a floor needs an end, else work would be taken for ever',
    }),
  z.strictObject({
    kind: z.literal('late-days'),
    /** At most so many of the course's `lateDays` on this assignment. */
    most: z.number().int().min(1).max(100).exactOptional(),
    graceMinutes: graceMinutes.default(0),
    closesAt: instantSchema.exactOptional(),
  }),
]);
export type LatePolicy = z.infer<typeof latePolicySchema>;

/** When students see points and reports: at once, from an instant on, or when staff say so. */
export const releasePolicySchema = z.union([z.enum(['immediately', 'by-hand']), instantSchema]);

/** assignment.yaml */
export const assignmentManifestSchema = z
  .strictObject({
    title: z.string().min(1).max(200),
    opensAt: instantSchema.exactOptional(),
    dueAt: instantSchema.exactOptional(),
    late: latePolicySchema.default({ kind: 'none' }),
    release: releasePolicySchema.default('immediately'),
    /** The sum of the problems' points, for authors who want it checked. */
    points: z.number().positive().exactOptional(),
    /** Students may work together, at most so many; absent: everyone alone. */
    groups: z.strictObject({ maximum: z.number().int().min(2).max(20) }).exactOptional(),
    problems: z
      .array(problemManifestSchema)
      .min(1)
      .max(100)
      .refine(
        (problems) => new Set(problems.map(({ id }) => id)).size === problems.length,
        'two problems share one id',
      ),
  })
  .refine(({ dueAt, late }) => dueAt !== undefined || late.kind === 'none', {
    path: ['late'],
    error: 'nothing is late without dueAt',
  })
  .refine(({ dueAt, late }) => !endsBefore(late, dueAt), {
    path: ['late', 'closesAt'],
    error: 'late work can’t end before it begins, at dueAt',
  });
export type AssignmentManifest = z.infer<typeof assignmentManifestSchema>;

function endsBefore(late: LatePolicy, dueAt: string | undefined): boolean {
  if (!('closesAt' in late) || dueAt === undefined) return false;
  return Date.parse(late.closesAt) < Date.parse(dueAt);
}

/** course.yaml */
export const courseManifestSchema = z.strictObject({
  title: z.string().min(1).max(200),
  /** How many late days each student has in all, for assignments whose late policy takes them. */
  lateDays: z.number().int().min(0).max(100).default(0),
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
