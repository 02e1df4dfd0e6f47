import { ACCESS_SCOPES, ROLES } from '#libs/domain';
import { z } from 'zod';
import { slugSchema } from './manifest';

const instant = z.iso.datetime();

export const signInSchema = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(1).max(1024),
});
export type SignIn = z.infer<typeof signInSchema>;

export const meSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  enrollments: z.array(z.object({ course: slugSchema, title: z.string(), role: z.enum(ROLES) })),
  /** Name of the staff who see the platform as this person; null where it is the person. */
  viewer: z.string().nullable(),
});
export type Me = z.infer<typeof meSchema>;

/** A line that a person reads: no control characters, which terminals obey, and no half characters. */
export const lineSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'use printable characters');

export const MAX_TOKEN_DAYS = 366;
export const createTokenSchema = z.strictObject({
  name: lineSchema,
  scopes: z.array(z.enum(ACCESS_SCOPES)).min(1).max(ACCESS_SCOPES.length).default(['read', 'submit']),
  expiresInDays: z.number().int().min(1).max(MAX_TOKEN_DAYS).default(90),
});
export type CreateToken = z.infer<typeof createTokenSchema>;
export const tokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(ACCESS_SCOPES)),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
});
export type Token = z.infer<typeof tokenSchema>;
/** The only time that the token itself is shown. */
export const createdTokenSchema = tokenSchema.extend({ token: z.string() });
export type CreatedToken = z.infer<typeof createdTokenSchema>;

export const MIN_PASSWORD_LENGTH = 12;
/** A password that somebody chooses. Length is what counts (NIST SP 800-63B): no rules on which characters. */
const newPasswordSchema = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `use ${String(MIN_PASSWORD_LENGTH)} characters or more`)
  .max(1024);

export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(1024),
  password: newPasswordSchema,
});
export type ChangePassword = z.infer<typeof changePasswordSchema>;

export const requestResetSchema = z.strictObject({ email: z.email().max(254) });

/** `token` is what stands behind the `#` of a one-time link. */
export const setPasswordSchema = z.strictObject({
  token: z.string().min(1).max(200),
  password: newPasswordSchema,
});
export type SetPassword = z.infer<typeof setPasswordSchema>;
export const passwordSetSchema = z.object({ email: z.string() });

/** What the page for signing in can offer. */
export const signInOptionsSchema = z.object({
  resetByMail: z.boolean(),
  /** What the single sign-on of this site is called; null where there is none. */
  sso: z.string().nullable(),
});
export type SignInOptions = z.infer<typeof signInOptionsSchema>;
