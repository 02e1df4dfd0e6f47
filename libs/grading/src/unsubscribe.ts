import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** Nothing else that this key signs begins so: receipts are JSON. */
const PREFIX = 'assay-unsubscribe-1:';

/** What stands in the link that ends a person's mail; good for nothing else, and for ever. */
export function unsubscribeToken(userId: string, key: KeyObject): string {
  return `${userId}.${sign(null, Buffer.from(PREFIX + userId), key).toString('base64url')}`;
}

/** Whose mail it ends; null where nobody made this token. */
export function readUnsubscribeToken(token: string, key: KeyObject): string | null {
  const [userId = '', signature = ''] = token.split('.');
  if (!z.uuid().safeParse(userId).success) return null;
  const isSigned = verify(
    null,
    Buffer.from(PREFIX + userId),
    createPublicKey(key),
    Buffer.from(signature, 'base64url'),
  );
  return isSigned ? userId : null;
}
