import { GRADING_JOB_STATES } from '#libs/domain';
import { z } from 'zod';
import { testCaseReportSchema } from './report';

/** What a student sees of a case while grading runs: hidden cases only say that they are through. */
const caseEvent = z.object({
  type: z.literal('case'),
  done: z.number().int(),
  of: z.number().int(),
  result: testCaseReportSchema.nullable(),
});

/** The live feed of a submission; `sequence` grows by one, so that a reader notices a gap. */
export const gradingEventSchema = z.intersection(
  z.object({ sequence: z.number().int().positive(), at: z.iso.datetime() }),
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('state'), state: z.enum(GRADING_JOB_STATES), message: z.string() }),
    caseEvent,
    z.object({
      type: z.literal('progress'),
      message: z.string(),
      metrics: z.array(z.object({ name: z.string(), x: z.number(), y: z.number() })),
    }),
  ]),
);
export type GradingEvent = z.infer<typeof gradingEventSchema>;

/** The whole queue message. Postgres is the truth: everything else is looked up by this id. */
export const gradingMessageSchema = z.object({ gradingJobId: z.uuid() });
export type GradingMessage = z.infer<typeof gradingMessageSchema>;
