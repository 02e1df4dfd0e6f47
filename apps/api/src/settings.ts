import { join } from 'node:path';
import { LOG_FORMATS, type LogFormat } from '#libs/logging';
import { z } from 'zod';

/** Everything that the api takes from its environment, checked when it starts. See docs/configuration.md. */
const settingsSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  REDIS_URL: z.url({ protocol: /^(rediss?|unix)$/ }),
  ASSAY_QUEUE_PREFIX: z.string().default('assay'),
  ASSAY_LOG: z.enum(LOG_FORMATS).default('text'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  ASSAY_HOST: z.string().default('127.0.0.1'),
  /** Set where the portal is reached by https, so that the session cookie is sent by nothing else. */
  ASSAY_SECURE_COOKIE: z.enum(['0', '1']).default('0'),
  /** Reverse proxies in front, whose X-Forwarded-For is believed. */
  ASSAY_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Of one person; five minutes' worth may come at once. */
  ASSAY_SUBMISSIONS_PER_MINUTE: z.coerce.number().int().min(1).max(100_000).default(240),
  /** Where `/metrics` is served; nowhere unless it is set. */
  ASSAY_METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  ASSAY_METRICS_HOST: z.string().default('127.0.0.1'),
  ASSAY_PORTAL: z.string().default('dist/portal'),
  ASSAY_DATA: z.string().default('.assay'),
  /** PEM of an Ed25519 key; made where there is none. */
  ASSAY_RECEIPT_KEY: z.string().optional(),
});

export interface Settings {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly queuePrefix: string;
  readonly logFormat: LogFormat;
  readonly port: number;
  readonly host: string;
  readonly secureCookie: boolean;
  readonly trustedProxies: number;
  readonly submissionsPerMinute: number;
  readonly metrics: { readonly port: number | null; readonly host: string };
  readonly portalFolder: string;
  readonly receiptKeyFile: string;
}

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
    port: data.PORT,
    host: data.ASSAY_HOST,
    secureCookie: data.ASSAY_SECURE_COOKIE === '1',
    trustedProxies: data.ASSAY_TRUSTED_PROXIES,
    submissionsPerMinute: data.ASSAY_SUBMISSIONS_PER_MINUTE,
    metrics: { port: data.ASSAY_METRICS_PORT ?? null, host: data.ASSAY_METRICS_HOST },
    portalFolder: data.ASSAY_PORTAL,
    receiptKeyFile: data.ASSAY_RECEIPT_KEY ?? join(data.ASSAY_DATA, 'receipt-key.pem'),
  };
}

/** The token by which Nest hands out the settings. */
export const SETTINGS = Symbol('settings');
