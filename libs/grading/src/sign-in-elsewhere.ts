import { openSession, type OpenedSession } from './open-session';
import type { Accounts, User } from './ports/accounts';
import type { Clock } from './ports/clock';
import type { Identity, IdentityProvider, SignInAttempt } from './ports/identity-provider';
import { accept, refuse, type Result } from './result';

/**
 * Single sign-on. An account is found by issuer and subject once these are linked to it; before that, once, by an e-mail
 * address of which the provider says that it is verified. Addresses pass from one person to the next, subjects do not: an
 * account that is linked already is never linked to somebody else by its address.
 */
export class SignInElsewhere {
  /** @param provider null where none is configured */
  constructor(
    private readonly accounts: Accounts,
    private readonly clock: Clock,
    private readonly provider: IdentityProvider | null,
    private readonly options: { readonly takesStrangers: boolean },
  ) {}

  async begin(): Promise<Result<{ address: URL; attempt: SignInAttempt }>> {
    return this.provider ? accept(await this.provider.begin()) : NOT_CONFIGURED;
  }

  async complete(query: string, attempt: SignInAttempt | null): Promise<Result<OpenedSession>> {
    if (!this.provider) return NOT_CONFIGURED;
    // Without what this browser was given, the answer may be meant for another one: login CSRF.
    const identity = attempt && (await this.provider.complete(query, attempt));
    if (!identity) return FAILED;
    const user = await this.find(identity);
    if (!user.ok) return user;
    const session = await openSession(this.accounts, user.value.id, null, this.clock.now());
    return session ? accept(session) : FAILED;
  }

  private async find({ issuer, subject, verifiedEmail, name }: Identity): Promise<Result<User>> {
    const linked = await this.accounts.findByIdentity(issuer, subject);
    if (linked) return accept(linked);
    if (verifiedEmail === null) return UNVERIFIED;
    const created = this.options.takesStrangers ? { name: name ?? verifiedEmail } : null;
    const found = await this.accounts.linkIdentity(
      { issuer, subject },
      verifiedEmail,
      created,
      this.clock.now(),
    );
    if (found === 'unknown') return UNKNOWN;
    return found === 'taken' ? TAKEN : accept(found);
  }
}

const NOT_CONFIGURED = refuse('not-found', 'sso.not-configured', 'There is no single sign-on here.');
const FAILED = refuse('unauthenticated', 'sso.failed', 'Signing in was broken off. Try again.');
const UNVERIFIED = refuse(
  'forbidden',
  'sso.unverified',
  'Your university does not say that your e-mail address is yours, so it can not be matched with an account.',
);
const UNKNOWN = refuse(
  'forbidden',
  'sso.unknown',
  'You have no account here. Ask your instructor to add you to the course.',
);
const TAKEN = refuse(
  'forbidden',
  'sso.taken',
  'The account with your e-mail address belongs to another person of your university. Ask the administrator.',
);
