import {
  writeCsv,
  type AccountLinkView,
  type Invitations,
  type Member,
  type Roster,
  type RosterApplied,
  type RosterPreview,
} from '#libs/contracts';
import { LINK_HOURS, type AccountLinks } from './account-links';
import { authoriseInstructor, authoriseStaff, notFound, type Actor } from './authorise';
import type { Accounts, User } from './ports/accounts';
import type { Clock } from './ports/clock';
import type { Rosters } from './ports/rosters';
import { accept, refuse, type Result } from './result';
import { parseRoster } from './roster/parse-roster';
import { planRoster } from './roster/plan-roster';

/** Shows who is in a course, and enrolls people by a CSV file. */
export class ManageRoster {
  constructor(
    private readonly accounts: Accounts,
    private readonly rosters: Rosters,
    private readonly links: AccountLinks,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, course: string): Promise<Result<Roster>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    return accept({ members: [...(await this.rosters.members(course))] });
  }

  /** The roster as a file that `preview` reads back without a change. */
  async exportCsv(actor: Actor, course: string): Promise<Result<string>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const members = await this.rosters.members(course);
    const rows = members.map(({ email, name, role, section, labels, studentId }) => [
      name,
      email,
      studentId,
      section,
      labels.join('; '),
      role,
    ]);
    return accept(
      writeCsv([['Name', 'Email', 'Student ID', 'Section', 'Labels', 'Role'], ...rows], {
        byteOrderMark: true,
      }),
    );
  }

  /** What applying this file would do. Changes nothing. */
  async preview(actor: Actor, course: string, file: Uint8Array): Promise<Result<RosterPreview>> {
    const instructor = await authoriseInstructor(this.accounts, actor, course);
    if (!instructor.ok) return instructor;
    return accept(await this.plan(instructor.value.user, course, file));
  }

  /** @param digest of the preview that was seen */
  async apply(
    actor: Actor,
    course: string,
    file: Uint8Array,
    digest: string,
  ): Promise<Result<RosterApplied>> {
    const instructor = await authoriseInstructor(this.accounts, actor, course);
    if (!instructor.ok) return instructor;
    const { user, enrollment } = instructor.value;
    const plan = await this.plan(user, course, file);
    const [problem] = plan.problems;
    if (problem) {
      const detail = `Line ${String(problem.line)}: ${problem.message} Nothing was changed.`;
      return refuse('invalid', 'roster.bad-line', detail);
    }
    if (plan.digest !== digest) {
      const detail =
        'File or roster changed since you looked. Nothing was applied; look at the preview again.';
      return refuse('conflict', 'roster.changed', detail);
    }
    const author = { name: user.email, reason: 'a roster file was applied' };
    const people = [...plan.added, ...plan.changed];
    const newcomers = await this.rosters.apply(course, people, author, this.clock.now());
    const invited = this.links.inviteByMail(newcomers, enrollment.course.title, author);
    return accept({ added: plan.added.length, changed: plan.changed.length, invited });
  }

  /**
   * A one-time link for a member, to be handed over. It lets whoever holds it be that person, so an instructor gets it only
   * for people over whom they have all say anyway: else a roster with a foreign address would be a way into other courses.
   */
  async makeLink(actor: Actor, course: string, memberId: string): Promise<Result<AccountLinkView>> {
    const instructor = await authoriseInstructor(this.accounts, actor, course);
    if (!instructor.ok) return instructor;
    const { user } = instructor.value;
    const member = await this.rosters.findMember(course, memberId);
    if (!member) return notFound();
    if (!(await this.rosters.isInHandsOf(member.id, user.id))) {
      const detail =
        'This person is staff, or is in a course that you do not run. They can ask for a link themselves where mail is sent; ' +
        'else an administrator makes one with `assay user reset-link`.';
      return refuse('conflict', 'roster.not-in-your-hands', detail);
    }
    return accept(await this.linkFor(member, user));
  }

  /** The same for all members who have no way to sign in yet: where no mail is sent, a whole class has to be told somehow. */
  async makeInvitations(actor: Actor, course: string): Promise<Result<Invitations>> {
    const instructor = await authoriseInstructor(this.accounts, actor, course);
    if (!instructor.ok) return instructor;
    const { user } = instructor.value;
    const invitations: Invitations['invitations'] = [];
    let others = 0;
    for (const member of await this.rosters.members(course)) {
      if (member.active) continue;
      if (await this.rosters.isInHandsOf(member.id, user.id)) {
        const { email, name } = member;
        invitations.push({ email, name, ...(await this.linkFor(member, user)) });
      } else {
        others += 1;
      }
    }
    return accept({ invitations, others });
  }

  private async linkFor(member: Member, maker: User): Promise<AccountLinkView> {
    const hours = member.active ? LINK_HOURS.handedOver : LINK_HOURS.invitation;
    const author = { name: maker.email, reason: 'made a link to hand over' };
    const { token, expiresAt } = await this.links.make(member, hours, author);
    return { token, expiresAt: expiresAt.toISOString() };
  }

  private async plan(user: User, course: string, file: Uint8Array): Promise<RosterPreview> {
    return planRoster(parseRoster(file), await this.rosters.members(course), user.id);
  }
}
