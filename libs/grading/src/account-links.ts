/**
 * One-time links, by which people choose a password when they have none or forgot it.
 *
 * Theory of operation (OWASP, Forgot Password Cheat Sheet): a link is 256 random bits, stored as a hash, and good for one
 * password until it expires; using one ends all sessions, access tokens and other links of its account, so that whoever had
 * got in before is out. It stands behind the `#` of an address, which browsers send to no server, so no log holds it. Who
 * asks for a link hears the same, equally fast, whether there is such an account: it is looked up after the answer.
 */
import type { SetPassword } from '#libs/contracts';
import type { Accounts, PasswordHasher, User } from './ports/accounts';
import { COMMAND_LINE, type Author } from './ports/audit-log';
import type { Clock } from './ports/clock';
import type { Mailer } from './ports/mailer';
import type { Limit, Throttle } from './ports/throttle';
import { accept, refuse, refuseForNow, type Result } from './result';
import { hashSecret, newSecret } from './secrets';

const HOUR_MS = 60 * 60 * 1000;
/** Hours that a link is good for: asked for by mail, handed over by a person, sent to somebody who is new. */
export const LINK_HOURS = { mailed: 1, handedOver: 24, invitation: 7 * 24 } as const;

/** Who is over the second one is told nothing, and has mail already; it keeps strangers from filling somebody's mailbox. */
export const RESET_LIMITS = {
  pair: { name: 'reset-pair', burst: 5, everySeconds: 300 },
  account: { name: 'reset-account', burst: 5, everySeconds: 900 },
  address: { name: 'reset-address', burst: 60, everySeconds: 10 },
} as const satisfies Readonly<Record<string, Limit>>;

export interface AccountLink {
  /** Shown or sent once, stored as a hash. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Where mail is sent from, and the address of the portal that links lead to: never taken from a request. */
export interface Post {
  readonly mailer: Mailer;
  readonly portal: string;
}

/** The page that takes the link's token. */
export function linkAddress(portal: string, token: string): string {
  return `${portal}/password#${token}`;
}

export class AccountLinks {
  private readonly underway = new Set<Promise<void>>();

  /** @param warn hears of mail that could not be sent */
  constructor(
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly throttle: Throttle,
    private readonly clock: Clock,
    private readonly post: Post | null,
    private readonly warn: (message: string) => void,
  ) {}

  /** Whether this platform can send mail. */
  get byMail(): boolean {
    return this.post !== null;
  }

  /** For everybody: sends a link to the address, if somebody here has it. */
  async request(typedEmail: string, address: string): Promise<Result<null>> {
    if (!this.post) {
      const detail = 'This platform sends no mail. Ask your instructor for a link to choose a new password.';
      return refuse('conflict', 'account.no-mail', detail);
    }
    const email = typedEmail.trim().toLowerCase();
    const { pair, account, address: place } = RESET_LIMITS;
    const limits = [[pair, `${email} ${address}`] as const, [place, address] as const];
    for (const [limit, key] of limits) {
      const seconds = await this.throttle.take(limit, hashSecret(key), this.clock.now());
      if (seconds > 0) return refuseForNow('account.too-many-links', 'You asked for many links.', seconds);
    }
    const isTooMuch = (await this.throttle.take(account, hashSecret(email), this.clock.now())) > 0;
    if (!isTooMuch) this.afterAnswer(this.mailReset(email, this.post));
    return accept(null);
  }

  /** For an administrator on the machine itself, so there is no actor to authorise; null where nobody has this address. */
  async makeOnCommandLine(email: string): Promise<AccountLink | null> {
    const user = await this.accounts.findByEmail(email.trim().toLowerCase());
    return user && this.make(user, LINK_HOURS.handedOver, { ...COMMAND_LINE, reason: 'asked for a link' });
  }

  /** @param author whoever makes it for somebody else; goes into the audit log */
  async make(user: User, hours: number, author: Author | null): Promise<AccountLink> {
    const token = newSecret();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + hours * HOUR_MS);
    await this.accounts.createLink({ tokenHash: hashSecret(token), userId: user.id, expiresAt }, author, now);
    return { token, expiresAt };
  }

  /**
   * Mails a link to each of these people, who have no way in yet, after the answer. Says to how many: none without mail.
   * @param author who invites them
   */
  inviteByMail(people: readonly User[], course: string, author: Author): number {
    const { post } = this;
    if (!post) return 0;
    this.afterAnswer(this.mailInvitations(people, course, author, post));
    return people.length;
  }

  /** For whoever has the link. Answers the e-mail address to sign in with. */
  async setPassword({ token, password }: SetPassword): Promise<Result<{ email: string }>> {
    const tokenHash = hashSecret(token);
    // Looked at first: hashing a password is dear, and must not be had for a made-up link.
    if (!(await this.accounts.hasLink(tokenHash, this.clock.now()))) return LINK_IS_DEAD;
    const passwordHash = await this.hasher.hash(password);
    const user = await this.accounts.redeemLink(tokenHash, passwordHash, this.clock.now());
    return user ? accept({ email: user.email }) : LINK_IS_DEAD;
  }

  /** Resolves when all mail that was promised is on its way. */
  async settle(): Promise<void> {
    await Promise.all(this.underway);
  }

  private async mailReset(email: string, { mailer, portal }: Post): Promise<void> {
    const user = await this.accounts.findByEmail(email);
    if (!user) return;
    const { token } = await this.make(user, LINK_HOURS.mailed, null);
    await mailer.send({
      to: user.email,
      subject: 'Choose a new password for Assay',
      text:
        `Hello ${user.name},\n\nsomebody, probably you, asked for a new password. Choose one within an hour here:\n\n` +
        `${linkAddress(portal, token)}\n\nThe link works once. If it was not you, do nothing: your password stays as it is.\n`,
    });
  }

  private async mailInvitations(
    people: readonly User[],
    course: string,
    author: Author,
    { mailer, portal }: Post,
  ): Promise<void> {
    for (const user of people) {
      const { token } = await this.make(user, LINK_HOURS.invitation, author);
      const mail = {
        to: user.email,
        subject: 'Your account on Assay',
        text:
          `Hello ${user.name},\n\nyou are enrolled in ${course}, whose homework is graded by Assay. Choose a password within ` +
          `a week here:\n\n${linkAddress(portal, token)}\n\nThe link works once. Afterwards you sign in with this address.\n`,
      };
      await mailer
        .send(mail)
        .catch((error: unknown) => this.warn(`an invitation was not sent: ${String(error)}`));
    }
  }

  private afterAnswer(work: Promise<void>): void {
    const settled: Promise<void> = work
      .catch((error: unknown) => this.warn(`a link could not be sent: ${String(error)}`))
      .finally(() => this.underway.delete(settled));
    this.underway.add(settled);
  }
}

const LINK_IS_DEAD = refuse(
  'not-found',
  'account.link-dead',
  'This link was used already, or is too old. Ask for a new one.',
);
