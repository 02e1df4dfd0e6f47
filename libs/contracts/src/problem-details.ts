import { z } from 'zod';

/** RFC 9457. `code` is stable; `detail` says what happened and what to do. */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
});
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;
