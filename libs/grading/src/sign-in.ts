import type { Me, SignIn as SignInBody } from '#libs/contracts';
import type { AccessScope } from '#libs/domain';
import { authoriseUser, type Actor } from './authorise';
import { WRONG_CREDENTIALS, type CheckPassword } from './check-password';
import { openSession, type OpenedSession } from './open-session';
import type { Accounts, User } from './ports/accounts';
import type { Clock } from './ports/clock';
import { accept, type Result } from './result';
import { hashSecret } from './secrets';

/** Passwords for sessions, sessions and tokens for users. */
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: CheckPassword,
    private readonly clock: Clock,
  ) {}

  /** @param address where the request comes from, for the count of wrong passwords */
  async withPassword(
    { email, password }: SignInBody,
    address: string,
  ): Promise<Result<OpenedSession & { me: Me }>> {
    const checked = await this.passwords.check(email, password, address);
    if (!checked.ok) return checked;
    const { id, passwordHash } = checked.value;
    const session = await openSession(this.accounts, id, passwordHash, this.clock.now());
    return session ? accept({ ...session, me: await this.describe(checked.value, null) }) : WRONG_CREDENTIALS;
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

  useAccessToken(token: string): Promise<{ user: User; scopes: readonly AccessScope[] } | null> {
    return this.accounts.useAccessToken(hashSecret(token), this.clock.now());
  }

  /** @param viewer who looks in this person's place */
  async me(actor: Actor, viewer: User | null): Promise<Result<Me>> {
    const user = authoriseUser(actor);
    return user.ok ? accept(await this.describe(user.value, viewer)) : user;
  }

  private async describe({ id, email, name }: User, viewer: User | null): Promise<Me> {
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
      viewer: viewer?.name ?? null,
    };
  }
}
