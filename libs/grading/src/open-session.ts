import type { Accounts } from './ports/accounts';
import { hashSecret, newSecret } from './secrets';

export const SESSION_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface OpenedSession {
  /** Handed out once, stored as a hash. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Opens a session for somebody who has proved who they are. */
export async function openSession(accounts: Accounts, userId: string, now: Date): Promise<OpenedSession> {
  const token = newSecret();
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * DAY_MS);
  await accounts.createSession({ tokenHash: hashSecret(token), userId, expiresAt });
  return { token, expiresAt };
}
