import { z } from 'zod';
import { slugSchema } from './manifest';

/**
 * Everybody's points in a course. Of each problem the best attempt counts, and of an attempt what staff set, else its report's
 * points times the credit of its time.
 */
export const gradebookSchema = z.object({
  /** Late days that each student has for the whole course. */
  lateDays: z.number().int(),
  assignments: z.array(
    z.object({
      id: slugSchema,
      title: z.string(),
      /** Students see their points by now. */
      isReleased: z.boolean(),
      maxPoints: z.number(),
      problems: z.array(z.object({ id: slugSchema, title: z.string(), maxPoints: z.number() })),
    }),
  ),
  students: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      studentId: z.string(),
      section: z.string(),
      labels: z.array(z.string()),
      /** By assignment, then by problem; absent where there is no report yet. */
      points: z.record(z.string(), z.record(z.string(), z.number())),
      /** By assignment; absent where none of its problems has points, so that nothing handed in is no zero. */
      totals: z.record(z.string(), z.number()),
      /** By assignment, then by problem, where less than full credit or what staff set is in the points. */
      remarks: z.record(
        z.string(),
        z.record(z.string(), z.object({ credit: z.number(), isAdjusted: z.boolean() })),
      ),
      lateDaysUsed: z.number().int(),
    }),
  ),
});
export type Gradebook = z.infer<typeof gradebookSchema>;

export const GRADEBOOK_FORMATS = ['full', 'canvas', 'moodle'] as const;
export type GradebookFormat = (typeof GRADEBOOK_FORMATS)[number];
