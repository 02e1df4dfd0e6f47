import type { Accounts } from './ports/accounts';
import { hashSecret, newSecret } from './secrets';

export const SESSION_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface OpenedSession {
  /** Handed out once, stored as a hash. */
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Opens a session for somebody who has proved who they are.
 * @param passwordHash what the password was checked against. Null is answered where that is no longer the password's: it was
 *   reset meanwhile, and then the old one must open nothing.
 */
export async function openSession(
  accounts: Accounts,
  userId: string,
  passwordHash: string | null,
  now: Date,
): Promise<OpenedSession | null> {
  const token = newSecret();
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * DAY_MS);
  const isOpen = await accounts.createSession(
    { tokenHash: hashSecret(token), userId, expiresAt },
    passwordHash,
  );
  return isOpen ? { token, expiresAt } : null;
}
