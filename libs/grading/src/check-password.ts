import type { Accounts, PasswordHasher, User } from './ports/accounts';
import type { Clock } from './ports/clock';
import type { Limit, Throttle } from './ports/throttle';
import { accept, refuse, refuseForNow, type Result } from './result';
import { hashSecret, newSecret } from './secrets';

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

export const WRONG_CREDENTIALS = refuse(
  'unauthenticated',
  'auth.wrong-credentials',
  'E-mail and password do not match. Check both and try again.',
);

/** A user, and the hash that the password fitted to. */
export type CheckedUser = User & { readonly passwordHash: string };

/** The only place where passwords are compared, so that no way in can be guessed at without being counted. */
export class CheckPassword {
  /** Verified when there is no such user or no password, so that the answer takes as long. */
  private decoy: Promise<string> | null = null;

  constructor(
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly throttle: Throttle,
    private readonly clock: Clock,
  ) {}

  /** @param address where the request comes from, for the count of wrong passwords */
  async check(typedEmail: string, password: string, address: string): Promise<Result<CheckedUser>> {
    const email = typedEmail.trim().toLowerCase();
    const attempts = attemptsOf(email, address);
    // Counted before the password is looked at: guesses that come at the same moment get no further than others.
    for (const { limit, key } of attempts) {
      const seconds = await this.throttle.take(limit, key, this.clock.now());
      if (seconds > 0)
        return refuseForNow('auth.too-many-attempts', 'Too many attempts to sign in.', seconds);
    }
    const user = await this.accounts.findByEmail(email);
    this.decoy ??= this.hasher.hash(newSecret());
    const passwordHash = user?.passwordHash ?? (await this.decoy);
    const matches = await this.hasher.verify(passwordHash, password);
    if (!user || !matches) return WRONG_CREDENTIALS;
    for (const { limit, key } of attempts) await this.throttle.giveBack(limit, key);
    return accept({ ...user, passwordHash });
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
