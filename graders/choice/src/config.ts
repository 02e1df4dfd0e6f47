import { z } from 'zod';

const option = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{1,8}$/, 'use one to eight lower-case letters or digits'),
  text: z.string().min(1).max(500),
  correct: z.boolean().default(false),
  /** What a student reads who is wrong about this option. */
  because: z.string().min(1).max(1000).exactOptional(),
});

const question = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_-]*$/),
    question: z.string().min(1).max(1000),
    /** Whether several options may be chosen. */
    several: z.boolean().default(false),
    options: z.array(option).min(2).max(20),
    points: z.number().positive().default(1),
  })
  .refine(
    ({ options }) => new Set(options.map(({ id }) => id)).size === options.length,
    'two options have one id',
  )
  .refine(({ options, several }) => {
    const correct = options.filter((each) => each.correct).length;
    return several ? correct > 0 : correct === 1;
  }, 'one option is correct, or where several is true, at least one');

export const configSchema = z.strictObject({
  questions: z
    .array(question)
    .min(1)
    .max(50)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two questions have one name'),
});

export type ChoiceConfig = z.infer<typeof configSchema>;
export type Question = ChoiceConfig['questions'][number];

/** @throws Error that names the field. */
export function parseConfig(raw: unknown): ChoiceConfig {
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
  return parsed.data;
}
