import { z } from 'zod';

export const configSchema = z.strictObject({
  /** `strict`: the platform trains, by the student's gradients and CONFIG; `free`: the student's train() does. */
  mode: z.enum(['free', 'strict']).default('free'),
  /** Errors of 10,000 at which the training part earns everything. 160 is the course's 1.6 %. */
  passErrors: z.int().min(1).max(999).default(160),
  /** Processor seconds for train(). */
  trainSeconds: z.int().min(5).max(3600).default(600),
  /** The same on a GPU. */
  gpuSeconds: z.int().min(5).max(3600).default(300),
  memoryMiB: z.int().min(1024).max(65_536).default(4096),
  /** What becomes of a result that looks memorised: staff look at it, or it counts for nothing. */
  memorised: z.enum(['review', 'reject']).default('review'),
  gpu: z.boolean().default(true),
});

export type MnistConfig = z.infer<typeof configSchema>;

/** @throws Error that names the field. */
export function parseMnistConfig(raw: unknown): MnistConfig {
  const parsed = configSchema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map((i) => `${i.path.join('.') || 'config'}: ${i.message}`).join('; '),
    {
      cause: parsed.error,
    },
  );
}
