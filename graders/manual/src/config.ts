import { z } from 'zod';

const name = z.string().regex(/^[a-z][a-z0-9_-]*$/, 'use lower-case letters, digits, - and _');

const question = z.strictObject({
  name,
  question: z.string().min(1).max(1000),
  maxLength: z.number().int().positive().max(50_000).default(10_000),
});

const file = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'use letters, digits and . - _'),
  language: z.enum(['c', 'python', 'text']).default('text'),
  maxBytes: z.number().int().positive().max(1_048_576).default(262_144),
  required: z.boolean().default(true),
});

export const configSchema = z
  .strictObject({
    questions: z.array(question).min(1).max(50).exactOptional(),
    files: z.array(file).min(1).max(20).exactOptional(),
  })
  .refine(({ questions, files }) => (questions === undefined) !== (files === undefined), {
    error: 'name either questions or files',
  })
  .refine(({ questions, files }) => {
    const names = [...(questions ?? []), ...(files ?? [])].map((each) => each.name.toLowerCase());
    return new Set(names).size === names.length;
  }, 'two have one name');

export type ManualConfig = z.infer<typeof configSchema>;

/** @throws Error that names the field. */
export function parseConfig(raw: unknown): ManualConfig {
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
  return parsed.data;
}
