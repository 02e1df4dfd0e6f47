import { z } from 'zod';
import { slugSchema } from './manifest';

/** Everybody's points in a course. Of each problem the best attempt counts, and of an attempt what staff set, else its report. */
export const gradebookSchema = z.object({
  assignments: z.array(
    z.object({
      id: slugSchema,
      title: z.string(),
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
      /** By assignment, then by problem; absent where there is no report yet. */
      points: z.record(z.string(), z.record(z.string(), z.number())),
      /** By assignment; absent where none of its problems has points, so that nothing handed in is no zero. */
      totals: z.record(z.string(), z.number()),
    }),
  ),
});
export type Gradebook = z.infer<typeof gradebookSchema>;

export const GRADEBOOK_FORMATS = ['full', 'canvas', 'moodle'] as const;
export type GradebookFormat = (typeof GRADEBOOK_FORMATS)[number];
