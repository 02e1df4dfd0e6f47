import type { Me, SignIn as SignInBody } from '#libs/contracts';
import { authoriseUser, type Actor } from './authorise';
import type { Accounts, PasswordHasher, User } from './ports/accounts';
import type { Clock } from './ports/clock';
import { accept, refuse, type Result } from './result';
import { hashSecret, newSecret } from './secrets';

export const SESSION_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Passwords for sessions, sessions and tokens for users. */
export class SignIn {
  /** Verified when there is no such user, so that the answer takes as long. */
  private decoy: Promise<string> | null = null;

  constructor(
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /** Opens a session; its token is handed out once and stored as a hash. */
  async withPassword(body: SignInBody): Promise<Result<{ token: string; expiresAt: Date; me: Me }>> {
    const user = await this.accounts.findByEmail(body.email.trim().toLowerCase());
    this.decoy ??= this.hasher.hash(newSecret());
    const matches = await this.hasher.verify(user?.passwordHash ?? (await this.decoy), body.password);
    if (!user || !matches) {
      return refuse(
        'unauthenticated',
        'auth.wrong-credentials',
        'E-mail and password do not match. Check both and try again.',
      );
    }
    const token = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + SESSION_DAYS * DAY_MS);
    await this.accounts.createSession({ tokenHash: hashSecret(token), userId: user.id, expiresAt });
    return accept({ token, expiresAt, me: await this.describe(user) });
  }

  async signOut(token: string): Promise<void> {
    await this.accounts.deleteSession(hashSecret(token));
  }

  findSessionUser(token: string): Promise<User | null> {
    return this.accounts.findSessionUser(hashSecret(token), this.clock.now());
  }

  findAccessTokenUser(token: string): Promise<User | null> {
    return this.accounts.findAccessTokenUser(hashSecret(token), this.clock.now());
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
