import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, so a plain hash is enough to store it: there is nothing to guess. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
