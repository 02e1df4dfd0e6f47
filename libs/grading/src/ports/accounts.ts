import type { AccessScope, Role } from '#libs/domain';
import type { Author } from './audit-log';

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

export interface Enrollment {
  readonly course: { readonly id: string; readonly slug: string; readonly title: string };
  readonly role: Role;
}

export interface AccessToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly AccessScope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Users, what they may enter with, and where they are enrolled. Secrets are stored as hashes only. */
export abstract class Accounts {
  /** Who was invited, or signs in elsewhere, has no password. */
  abstract findByEmail(email: string): Promise<(User & { readonly passwordHash: string | null }) | null>;
  abstract enrollmentsOf(userId: string): Promise<readonly Enrollment[]>;
  abstract findEnrollment(userId: string, courseSlug: string): Promise<Enrollment | null>;
  /** Creates the user, or gives an existing one this name and password. */
  abstract saveUser(user: { email: string; name: string; passwordHash: string }): Promise<User>;
  abstract enroll(userId: string, courseSlug: string, role: Role, author: Author): Promise<void>;

  /** Answers false, and opens none, where the password is no longer the one with this hash; null: whatever it is. */
  abstract createSession(
    session: { tokenHash: string; userId: string; expiresAt: Date },
    passwordHash: string | null,
  ): Promise<boolean>;
  /** `isViewing`: it sees the platform as somebody else does. */
  abstract findSession(tokenHash: string, now: Date): Promise<{ user: User; isViewing: boolean } | null>;
  abstract deleteSession(tokenHash: string): Promise<void>;
  abstract deleteSessionsOf(userId: string): Promise<void>;

  /** Ends all sessions and one-time links of this user; answers false, and does nothing, where the old hash is another one. */
  abstract changePassword(userId: string, oldHash: string, newHash: string): Promise<boolean>;
  /** Where somebody else made the link, each course of its user has that in its audit log. */
  abstract createLink(
    link: { tokenHash: string; userId: string; expiresAt: Date },
    author: Author | null,
    now: Date,
  ): Promise<void>;
  abstract hasLink(tokenHash: string, now: Date): Promise<boolean>;
  /**
   * Uses up a link to set a password, and ends all sessions, access tokens and links of its user. Answers null where there is
   * no such link any more; of two uses at once only one succeeds.
   */
  abstract redeemLink(tokenHash: string, passwordHash: string, now: Date): Promise<User | null>;

  /** Who is linked to what an OpenID provider calls this subject. */
  abstract findByIdentity(issuer: string, subject: string): Promise<User | null>;
  /**
   * Links the account with this address, and answers it: `taken` where it is linked to another subject of the same issuer,
   * `unknown` where there is none and `created` is null, else a new account without a password.
   */
  abstract linkIdentity(
    identity: { issuer: string; subject: string },
    email: string,
    created: { name: string } | null,
    now: Date,
  ): Promise<User | 'taken' | 'unknown'>;

  abstract createAccessToken(token: {
    userId: string;
    name: string;
    scopes: readonly AccessScope[];
    tokenHash: string;
    createdAt: Date;
    expiresAt: Date;
  }): Promise<AccessToken>;
  abstract listAccessTokens(userId: string): Promise<readonly AccessToken[]>;
  /** Answers false where this user has no such token. */
  abstract deleteAccessToken(userId: string, tokenId: string): Promise<boolean>;
  /** Also notes that the token was used. */
  abstract useAccessToken(
    tokenHash: string,
    now: Date,
  ): Promise<{ user: User; scopes: readonly AccessScope[] } | null>;
}

export abstract class PasswordHasher {
  abstract hash(password: string): Promise<string>;
  abstract verify(hash: string, password: string): Promise<boolean>;
}
