import { z } from 'zod';
import { normalise } from './normalise';

const answers = z
  .array(z.string().min(1).max(200))
  .min(1)
  .max(50)
  .refine((all) => all.every((text) => normalise(text) !== ''), 'an answer has a letter or a digit');

const question = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_-]*$/),
  question: z.string().min(1).max(1000),
  accept: answers,
  /** Letters that may be wrong, missing or too many: at most one for each five of the answer. */
  typos: z.int().min(0).max(3).default(0),
  /** Answers that are wrong in a way that one can name. */
  mistakes: z.array(z.strictObject({ answers, advice: z.string().min(1).max(1000) })).default([]),
  /** What becomes of an answer that nobody foresaw. */
  otherwise: z.enum(['incorrect', 'review']).default('incorrect'),
  points: z.number().positive().default(1),
});

export const configSchema = z.strictObject({
  questions: z
    .array(question)
    .min(1)
    .max(50)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two questions have one name'),
});

export type ShortTextConfig = z.infer<typeof configSchema>;
export type Question = ShortTextConfig['questions'][number];

/** @throws Error that names the field. */
export function parseConfig(raw: unknown): ShortTextConfig {
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
  return parsed.data;
}
