import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { WORKER_CLASSES, type WorkerClass } from '#libs/domain';
import { LOG_FORMATS, type LogFormat } from '#libs/logging';
import { z } from 'zod';

/** Everything that the worker takes from its environment, but for the sandbox's own settings. See docs/configuration.md. */
const settingsSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  REDIS_URL: z.url({ protocol: /^(rediss?|unix)$/ }),
  ASSAY_QUEUE_PREFIX: z.string().default('assay'),
  ASSAY_LOG: z.enum(LOG_FORMATS).default('text'),
  /** Keys hidden inputs; the same on all workers, and kept, or regrades would see other inputs. */
  ASSAY_GRADING_SECRET: z.string().min(16),
  ASSAY_WORKER_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
  ASSAY_WORKER_HOST: z.string().default('127.0.0.1'),
  ASSAY_WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(Math.min(2, availableParallelism())),
  /** What it grades: `cpu`, `gpu`, or both with a comma between. */
  ASSAY_WORKER_CLASSES: z
    .string()
    .default('cpu')
    .transform((text) => text.split(',').map((word) => word.trim()))
    .pipe(z.array(z.enum(WORKER_CLASSES)).min(1)),
  ASSAY_DATA: z.string().default('.assay'),
  ASSAY_DATASETS: z.string().optional(),
});

export interface Settings {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly queuePrefix: string;
  readonly logFormat: LogFormat;
  readonly gradingSecret: string;
  readonly port: number;
  readonly host: string;
  readonly concurrency: number;
  readonly classes: readonly WorkerClass[];
  readonly datasets: { readonly given: string | null; readonly cache: string };
}

/** The token by which Nest hands out the settings. */
export const SETTINGS = Symbol('settings');

/** @throws Error that names the variable */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const parsed = settingsSchema.safeParse(env);
  if (!parsed.success)
    throw new Error(`wrong settings (see docs/configuration.md)\n${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    queuePrefix: data.ASSAY_QUEUE_PREFIX,
    logFormat: data.ASSAY_LOG,
    gradingSecret: data.ASSAY_GRADING_SECRET,
    port: data.ASSAY_WORKER_PORT,
    host: data.ASSAY_WORKER_HOST,
    concurrency: data.ASSAY_WORKER_CONCURRENCY,
    classes: [...new Set(data.ASSAY_WORKER_CLASSES)],
    datasets: {
      given: data.ASSAY_DATASETS ? resolve(data.ASSAY_DATASETS) : null,
      cache: join(resolve(data.ASSAY_DATA), 'datasets'),
    },
  };
}
