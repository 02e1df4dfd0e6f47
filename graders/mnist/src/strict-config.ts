/** CONFIG of strict mode: all that a student chooses about the training, which the platform runs itself. */
import { z } from 'zod';

export const MAX_HIDDEN = 4096;

const schema = z.strictObject({
  /** Hidden units. */
  H: z.int().min(1).max(MAX_HIDDEN).default(128),
  opt: z.enum(['sgd', 'momentum', 'nesterov', 'adam', 'adamw']).default('sgd'),
  lr: z.number().positive().max(1000).default(0.1),
  schedule: z.enum(['constant', 'linear', 'cosine']).default('constant'),
  momentum: z.number().min(0).max(0.9999).default(0.9),
  batch: z.int().min(1).max(60_000).default(128),
  epochs: z.int().min(1).max(500).default(5),
  /** Weight decay of the optimiser. */
  wd: z.number().min(0).max(10).default(0),
  /** Pixels by which each batch is moved at random, at most; True for 1. */
  augment: z.union([z.boolean().transform(Number), z.int().min(0).max(4)]).default(0),
});

export type StrictConfig = z.infer<typeof schema>;

/** What the student wrote, or why the training can't be run with it. */
export type ReadConfig =
  | { readonly config: StrictConfig; readonly problem: null }
  | { readonly config: null; readonly problem: string };

export function readStrictConfig(raw: Readonly<Record<string, unknown>> | null | undefined): ReadConfig {
  if (!raw) {
    return { config: null, problem: 'train.py defines no dictionary CONFIG, by which the training is run.' };
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { config: parsed.data, problem: null };
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'CONFIG'}: ${issue.message}`,
  );
  return { config: null, problem: `CONFIG can’t be used: ${problems.join('; ').slice(0, 400)}.` };
}
