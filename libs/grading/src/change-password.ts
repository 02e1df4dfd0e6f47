import type { ChangePassword as ChangePasswordBody } from '#libs/contracts';
import { authoriseUser, type Actor } from './authorise';
import type { CheckPassword } from './check-password';
import { openSession, type OpenedSession } from './open-session';
import type { Accounts, PasswordHasher } from './ports/accounts';
import type { Clock } from './ports/clock';
import { accept, refuse, type Result } from './result';

/** Lets people change their own password. */
export class ChangePassword {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: CheckPassword,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends every session of this user, the one that asks included, and opens a new one for who asks. Access tokens stay: their
   * owner sees them and can revoke them.
   * @param address where the request comes from: with a stolen session, too, the old password can't be guessed at
   */
  async change(
    actor: Actor,
    { current, password }: ChangePasswordBody,
    address: string,
  ): Promise<Result<OpenedSession>> {
    const user = authoriseUser(actor);
    if (!user.ok) return user;
    const checked = await this.passwords.check(user.value.email, current, address);
    if (!checked.ok) {
      // 401 would tell the portal that the session is over.
      return checked.refusal.reason === 'unauthenticated' ? WRONG_PASSWORD : checked;
    }
    const { id, passwordHash } = checked.value;
    const changedHash = await this.hasher.hash(password);
    if (!(await this.accounts.changePassword(id, passwordHash, changedHash))) return WRONG_PASSWORD;
    const session = await openSession(this.accounts, id, changedHash, this.clock.now());
    return session ? accept(session) : WRONG_PASSWORD;
  }
}

const WRONG_PASSWORD = refuse(
  'invalid',
  'account.wrong-password',
  'The current password is another one. Try again.',
);
