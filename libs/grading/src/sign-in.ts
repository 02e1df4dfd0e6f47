import type { Me, SignIn as SignInBody } from '#libs/contracts';
import type { AccessScope } from '#libs/domain';
import { authoriseUser, type Actor } from './authorise';
import type { Accounts, PasswordHasher, User } from './ports/accounts';
import type { Clock } from './ports/clock';
import type { Limit, Throttle } from './ports/throttle';
import { accept, refuse, refuseForNow, type Result } from './result';
import { hashSecret, newSecret } from './secrets';

export const SESSION_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Only wrong passwords count. The first limit stops guessing from one place without locking out the owner, who is somewhere
 * else; the second stops many places that guess at one account, the third one place that goes through many accounts: wide
 * enough for a campus behind one address.
 */
export const SIGN_IN_LIMITS = {
  pair: { name: 'sign-in-pair', burst: 20, everySeconds: 60 },
  account: { name: 'sign-in-account', burst: 100, everySeconds: 30 },
  address: { name: 'sign-in-address', burst: 300, everySeconds: 2 },
} as const satisfies Readonly<Record<string, Limit>>;

/** Passwords for sessions, sessions and tokens for users. */
export class SignIn {
  /** Verified when there is no such user, so that the answer takes as long. */
  private decoy: Promise<string> | null = null;

  constructor(
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly throttle: Throttle,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a session; its token is handed out once and stored as a hash.
   * @param address where the request comes from, for the count of wrong passwords
   */
  async withPassword(
    body: SignInBody,
    address: string,
  ): Promise<Result<{ token: string; expiresAt: Date; me: Me }>> {
    const email = body.email.trim().toLowerCase();
    const attempts = attemptsOf(email, address);
    // Counted before the password is looked at: guesses that come at the same moment get no further than others.
    for (const { limit, key } of attempts) {
      const seconds = await this.throttle.take(limit, key, this.clock.now());
      if (seconds > 0)
        return refuseForNow('auth.too-many-attempts', 'Too many attempts to sign in.', seconds);
    }
    const user = await this.accounts.findByEmail(email);
    this.decoy ??= this.hasher.hash(newSecret());
    const matches = await this.hasher.verify(user?.passwordHash ?? (await this.decoy), body.password);
    if (!user || !matches) {
      return refuse(
        'unauthenticated',
        'auth.wrong-credentials',
        'E-mail and password do not match. Check both and try again.',
      );
    }
    for (const { limit, key } of attempts) await this.throttle.giveBack(limit, key);
    const token = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + SESSION_DAYS * DAY_MS);
    await this.accounts.createSession({ tokenHash: hashSecret(token), userId: user.id, expiresAt });
    return accept({ token, expiresAt, me: await this.describe(user) });
  }

  async signOut(token: string): Promise<void> {
    await this.accounts.deleteSession(hashSecret(token));
  }

  /** Ends all sessions of this user, on every device; access tokens are revoked one by one. */
  async signOutEverywhere(actor: Actor): Promise<Result<null>> {
    const user = authoriseUser(actor);
    if (!user.ok) return user;
    await this.accounts.deleteSessionsOf(user.value.id);
    return accept(null);
  }

  findSessionUser(token: string): Promise<User | null> {
    return this.accounts.findSessionUser(hashSecret(token), this.clock.now());
  }

  useAccessToken(token: string): Promise<{ user: User; scopes: readonly AccessScope[] } | null> {
    return this.accounts.useAccessToken(hashSecret(token), this.clock.now());
  }

  async me(actor: Actor): Promise<Result<Me>> {
    const user = authoriseUser(actor);
    return user.ok ? accept(await this.describe(user.value)) : user;
  }

  private async describe({ id, email, name }: User): Promise<Me> {
    const enrollments = await this.accounts.enrollmentsOf(id);
    return {
      id,
      email,
      name,
      enrollments: enrollments.map(({ course, role }) => ({
        course: course.slug,
        title: course.title,
        role,
      })),
    };
  }
}

/** Hashed, so that the record of attempts holds no addresses of people; whoever mistypes may have typed a password. */
function attemptsOf(email: string, address: string): readonly { limit: Limit; key: string }[] {
  return [
    { limit: SIGN_IN_LIMITS.pair, key: hashSecret(`${email} ${address}`) },
    { limit: SIGN_IN_LIMITS.account, key: hashSecret(email) },
    { limit: SIGN_IN_LIMITS.address, key: hashSecret(address) },
  ];
}
