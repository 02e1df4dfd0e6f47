import { authoriseStaff, notFound, type Actor } from './authorise';
import type { Accounts, User } from './ports/accounts';
import type { Clock } from './ports/clock';
import type { Rosters } from './ports/rosters';
import type { StudentViews } from './ports/student-views';
import { accept, refuse, type Result } from './result';
import { hashSecret } from './secrets';

/**
 * Lets staff see what a student sees, from the session in which they ask for it: every request of that session is then the
 * student's, except that it changes nothing. Whether it is still open to them is asked anew with each request.
 */
export class ViewAsStudent {
  constructor(
    private readonly accounts: Accounts,
    private readonly rosters: Rosters,
    private readonly views: StudentViews,
    private readonly clock: Clock,
  ) {}

  async begin(actor: Actor, course: string, memberId: string, token: string): Promise<Result<null>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const { user } = staff.value;
    const member = await this.rosters.findMember(course, memberId);
    if (!member) return notFound();
    if (member.role !== 'student' || !(await this.views.isOpenTo(member.id, user.id))) {
      const detail = 'This person is staff somewhere, or is in a course of which you are not staff.';
      return refuse('conflict', 'view.not-open', detail);
    }
    const author = { name: user.email, reason: 'looked at the course as this student' };
    await this.views.begin(hashSecret(token), member, course, author, this.clock.now());
    return accept(null);
  }

  async end(token: string): Promise<void> {
    await this.views.end(hashSecret(token));
  }

  /** Whose request it is, and who looks in their place; null where the session is none. */
  async whoActs(token: string): Promise<{ actor: User; viewer: User | null } | null> {
    const tokenHash = hashSecret(token);
    const session = await this.accounts.findSession(tokenHash, this.clock.now());
    if (!session) return null;
    const { user, isViewing } = session;
    const student = isViewing ? await this.views.find(tokenHash) : null;
    return student ? { actor: student, viewer: user } : { actor: user, viewer: null };
  }
}
