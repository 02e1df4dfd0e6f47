import { randomInt, randomUUID } from 'node:crypto';
import type { GroupList, OwnGroup, PlaceInGroup } from '#libs/contracts';
import { authoriseMember, authoriseStaff, notFound, type Actor } from './authorise';
import type { Accounts, User } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { Groups, GroupWork } from './ports/groups';
import type { Rosters } from './ports/rosters';
import { accept, refuse, type Result } from './result';

const PAGE = 100;

/** No letters and digits that are taken for each other. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 8;

const ALONE = refuse('conflict', 'group.alone', 'Everyone works alone on this assignment.');
const IN_NONE = refuse('conflict', 'group.none', 'You are in no group for this assignment.');
const IN_ONE = refuse(
  'conflict',
  'group.already-in-one',
  'You are in a group for this assignment already. Leave it first.',
);
const SETTLED = refuse(
  'conflict',
  'group.settled',
  'Your group has handed in, so it stays as it is. Course staff can move people.',
);
const STUDENTS_ONLY = 'Only students of the course are in its groups.';

/**
 * Students find together for an assignment, and staff see and mend that. Nobody is put into a group unasked by a fellow: one
 * starts it, and who got its code joins. What a member hands in is the work of all who are in the group at that moment.
 */
export class WorkInGroups {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly rosters: Rosters,
    private readonly groups: Groups,
    private readonly clock: Clock,
  ) {}

  /** The reader's own group. */
  async view(actor: Actor, course: string, assignment: string): Promise<Result<OwnGroup>> {
    const found = await this.find(actor, course, assignment);
    if (!found.ok) return found;
    const { user, work } = found.value;
    return accept({ maximum: work.maximum, group: await this.groups.findOf(work, user.id) });
  }

  async start(actor: Actor, course: string, assignment: string, name: string): Promise<Result<OwnGroup>> {
    const found = await this.findForStudent(actor, course, assignment);
    if (!found.ok) return found;
    const { user, work } = found.value;
    const group = { id: randomUUID(), name, joinCode: newCode() };
    if (!(await this.groups.start(work, group, user, this.clock.now()))) return IN_ONE;
    return this.view(actor, course, assignment);
  }

  async join(actor: Actor, course: string, assignment: string, code: string): Promise<Result<OwnGroup>> {
    const found = await this.findForStudent(actor, course, assignment);
    if (!found.ok) return found;
    const { user, work } = found.value;
    const joinCode = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
    switch (await this.groups.join(work, joinCode, user, this.clock.now())) {
      case 'joined':
        return this.view(actor, course, assignment);
      case 'unknown':
        return refuse(
          'not-found',
          'group.unknown-code',
          'No group of this assignment has that code. Ask who gave it to you.',
        );
      case 'full':
        return full(work);
      case 'elsewhere':
        return IN_ONE;
    }
  }

  async leave(actor: Actor, course: string, assignment: string): Promise<Result<OwnGroup>> {
    const found = await this.findForStudent(actor, course, assignment);
    if (!found.ok) return found;
    const { user, work } = found.value;
    switch (await this.groups.leave(work, user, this.clock.now())) {
      case 'left':
        return this.view(actor, course, assignment);
      case 'none':
        return IN_NONE;
      case 'settled':
        return SETTLED;
    }
  }

  async rename(actor: Actor, course: string, assignment: string, name: string): Promise<Result<OwnGroup>> {
    const found = await this.findForStudent(actor, course, assignment);
    if (!found.ok) return found;
    const { user, work } = found.value;
    switch (await this.groups.rename(work, name, user.id)) {
      case 'renamed':
        return this.view(actor, course, assignment);
      case 'none':
        return IN_NONE;
      case 'settled':
        return SETTLED;
    }
  }

  /** All groups of the assignment, a page at a time. */
  async list(
    actor: Actor,
    course: string,
    assignment: string,
    after: string | null,
  ): Promise<Result<GroupList>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const work = await this.workOf(course, assignment, true);
    if (!work.ok) return work;
    const groups = await this.groups.list(work.value, after, PAGE);
    const next = groups.length === PAGE ? (groups.at(-1)?.id ?? null) : null;
    return accept({ maximum: work.value.maximum, groups: [...groups], next });
  }

  /** Staff put a student into a group, or into none. What was handed in until now stays whose work it was. */
  async place(
    actor: Actor,
    course: string,
    assignment: string,
    memberId: string,
    { group, reason }: PlaceInGroup,
  ): Promise<Result<null>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const work = await this.workOf(course, assignment, true);
    if (!work.ok) return work;
    const member = await this.rosters.findMember(course, memberId);
    if (!member) return notFound();
    if (member.role !== 'student') return refuse('conflict', 'group.students-only', STUDENTS_ONLY);
    const author = { name: staff.value.user.email, reason };
    switch (await this.groups.place(work.value, member, group, author, this.clock.now())) {
      case 'placed':
        return accept(null);
      case 'unknown':
        return notFound();
      case 'full':
        return full(work.value);
    }
  }

  private async find(
    actor: Actor,
    course: string,
    assignment: string,
  ): Promise<Result<{ user: User; isStudent: boolean; work: GroupWork }>> {
    const member = await authoriseMember(this.accounts, actor, course);
    if (!member.ok) return member;
    const { user, enrollment } = member.value;
    const isStudent = enrollment.role === 'student';
    const work = await this.workOf(course, assignment, !isStudent);
    return work.ok ? accept({ user, isStudent, work: work.value }) : work;
  }

  private async findForStudent(
    actor: Actor,
    course: string,
    assignment: string,
  ): Promise<Result<{ user: User; work: GroupWork }>> {
    const found = await this.find(actor, course, assignment);
    if (!found.ok || found.value.isStudent) return found;
    return refuse('forbidden', 'group.students-only', STUDENTS_ONLY);
  }

  private async workOf(course: string, assignment: string, forStaff: boolean): Promise<Result<GroupWork>> {
    const version = await this.catalog.findCurrentAssignment(course, assignment);
    if (!version) return notFound();
    const { opensAt, groups } = version.pack.manifest;
    if (!forStaff && opensAt !== undefined && this.clock.now() < new Date(opensAt)) return notFound();
    if (!groups) return ALONE;
    return accept({ courseId: version.course.id, assignment, maximum: groups.maximum });
  }
}

function full({ maximum }: GroupWork): ReturnType<typeof refuse> {
  return refuse('conflict', 'group.full', `The group is full: ${maximum} work together here at most.`);
}

function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
