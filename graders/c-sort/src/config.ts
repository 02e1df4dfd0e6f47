import { z } from 'zod';

export const configSchema = z.strictObject({
  /** Points for right output, shared out over the correctness cases by their weights. */
  correctness: z.number().nonnegative().default(60),
  /** Points for a worst case of O(N log N). */
  complexity: z.number().nonnegative().default(30),
  /** Points for a build without warnings and runs without sanitizer findings. */
  cleanliness: z.number().nonnegative().default(10),
  /** Credit for O(N log N) that is only expected, because the program draws its pivots at random. */
  randomised: z.enum(['full', 'partial', 'none']).default('full'),
  /** N of the largest input; programs for which that would take long get a smaller one. */
  largest: z.number().int().min(1000).max(1_000_000).default(1_000_000),
  /** Of the program, its files and the compiler. */
  memoryMiB: z.number().int().min(64).max(4096).default(256),
  maxBytes: z.number().int().positive().max(1_048_576).default(262_144),
});

export type Config = z.infer<typeof configSchema>;

/** @throws Error that names the field */
export function parseConfig(raw: unknown): Config {
  const parsed = configSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a configuration'}`, {
    cause: parsed.error,
  });
}
