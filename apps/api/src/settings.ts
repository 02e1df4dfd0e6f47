import { join } from 'node:path';
import { LOG_FORMATS, type LogFormat } from '#libs/logging';
import { z } from 'zod';

const publicUrlSchema = z
  .url({ protocol: /^https?$/ })
  .refine((url) => new URL(url).origin === url.replace(/\/$/, ''), 'give scheme, host and port only')
  .transform((url) => new URL(url).origin);

/** Without TLS anybody on the way could say who signs in; on this very machine there is no way. */
const issuerSchema = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => /^https:|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(url),
    'an issuer is reached by https',
  );

/** Everything that the api takes from its environment, checked when it starts. See docs/configuration.md. */
const settingsSchema = z
  .object({
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
    /** Where people reach the portal. Links are made of it, never of what a request says. */
    ASSAY_PUBLIC_URL: publicUrlSchema.optional(),
    /** A program with sendmail's interface. */
    ASSAY_SENDMAIL: z.string().min(1).optional(),
    /** A server that takes mail; in the place of a program. */
    ASSAY_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    ASSAY_MAIL_FROM: z.email().optional(),
    ASSAY_OIDC_ISSUER: issuerSchema.optional(),
    ASSAY_OIDC_CLIENT_ID: z.string().min(1).optional(),
    ASSAY_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    /** What the button for signing in is called. */
    ASSAY_OIDC_NAME: z.string().min(1).max(60).default('single sign-on'),
    /** Whether who has no account gets one. */
    ASSAY_OIDC_NEW_ACCOUNTS: z.enum(['0', '1']).default('0'),
  })
  .refine(
    (env) =>
      (env.ASSAY_SENDMAIL === undefined && env.ASSAY_SMTP_URL === undefined) ||
      (env.ASSAY_PUBLIC_URL !== undefined && env.ASSAY_MAIL_FROM !== undefined),
    { path: ['ASSAY_SENDMAIL'], error: 'mail needs ASSAY_PUBLIC_URL and ASSAY_MAIL_FROM' },
  )
  .refine((env) => env.ASSAY_SENDMAIL === undefined || env.ASSAY_SMTP_URL === undefined, {
    path: ['ASSAY_SMTP_URL'],
    error: 'set this or ASSAY_SENDMAIL, not both',
  })
  .refine(
    (env) =>
      env.ASSAY_OIDC_ISSUER === undefined ||
      (env.ASSAY_PUBLIC_URL !== undefined &&
        env.ASSAY_OIDC_CLIENT_ID !== undefined &&
        env.ASSAY_OIDC_CLIENT_SECRET !== undefined),
    {
      path: ['ASSAY_OIDC_ISSUER'],
      error: 'needs ASSAY_PUBLIC_URL, ASSAY_OIDC_CLIENT_ID and ASSAY_OIDC_CLIENT_SECRET',
    },
  );

/** An OpenID provider that vouches for people, and how it knows this platform. */
export interface SingleSignOn {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly takesStrangers: boolean;
  /** The portal's origin, to which the provider sends browsers back. */
  readonly portal: string;
}

/** By a program with sendmail's interface, or by SMTP. `portal` is the portal's origin. */
export type MailSettings = { readonly from: string; readonly portal: string } & (
  { readonly program: string } | { readonly smtp: string }
);

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
  /** Null where no mail is sent. */
  readonly mail: MailSettings | null;
  readonly sso: SingleSignOn | null;
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
    mail: mailOf(data),
    sso: ssoOf(data),
  };
}

function mailOf(data: z.infer<typeof settingsSchema>): Settings['mail'] {
  const { ASSAY_SENDMAIL: program, ASSAY_SMTP_URL: smtp } = data;
  const { ASSAY_MAIL_FROM: from, ASSAY_PUBLIC_URL: portal } = data;
  if (from === undefined || portal === undefined) return null;
  if (smtp !== undefined) return { smtp, from, portal };
  return program === undefined ? null : { program, from, portal };
}

function ssoOf(data: z.infer<typeof settingsSchema>): SingleSignOn | null {
  const { ASSAY_OIDC_ISSUER: issuer, ASSAY_PUBLIC_URL: portal } = data;
  const { ASSAY_OIDC_CLIENT_ID: clientId, ASSAY_OIDC_CLIENT_SECRET: clientSecret } = data;
  if (issuer === undefined || portal === undefined) return null;
  if (clientId === undefined || clientSecret === undefined) return null;
  const takesStrangers = data.ASSAY_OIDC_NEW_ACCOUNTS === '1';
  return { issuer, clientId, clientSecret, name: data.ASSAY_OIDC_NAME, takesStrangers, portal };
}

/** The token by which Nest hands out the settings. */
export const SETTINGS = Symbol('settings');
