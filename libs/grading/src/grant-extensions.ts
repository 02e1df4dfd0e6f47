import { randomUUID } from 'node:crypto';
import type { ExtensionList, GrantExtension } from '#libs/contracts';
import { authoriseStaff, notFound, type Actor } from './authorise';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { Policies } from './ports/policies';
import type { Rosters } from './ports/rosters';
import { accept, refuse, type Result } from './result';

const PAGE = 50;

/** Staff give students more time, and take that back. */
export class GrantExtensions {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly rosters: Rosters,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  /** Those that hold, newest first, a page at a time. */
  async list(actor: Actor, course: string, after: string | null): Promise<Result<ExtensionList>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const extensions = await this.policies.extensionsOf(course, after, PAGE);
    const next = extensions.length === PAGE ? (extensions.at(-1)?.id ?? null) : null;
    return accept({ extensions: [...extensions], next });
  }

  /** Answers the extension's id. */
  async grant(actor: Actor, course: string, given: GrantExtension): Promise<Result<string>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const { user, enrollment } = staff.value;
    const { target, assignment, minutes, reason } = given;
    if (target.kind === 'student') {
      const member = await this.rosters.findMember(course, target.id);
      if (member?.role !== 'student') {
        return refuse('invalid', 'extension.no-student', 'There is no such student in this course.');
      }
    }
    if (assignment !== null && !(await this.catalog.findCurrentAssignment(course, assignment))) {
      return refuse('invalid', 'extension.no-assignment', `This course has no assignment "${assignment}".`);
    }
    const id = randomUUID();
    const dueAt = given.dueAt === null ? null : new Date(given.dueAt);
    const by = { id: user.id, name: user.email, reason, courseId: enrollment.course.id };
    await this.policies.grant({ id, target, assignment, minutes, dueAt }, by, this.clock.now());
    return accept(id);
  }

  async revoke(actor: Actor, course: string, id: string, reason: string): Promise<Result<null>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const { user, enrollment } = staff.value;
    if (!(await this.policies.findExtension(course, id))) return notFound();
    const by = { id: user.id, name: user.email, reason, courseId: enrollment.course.id };
    const isDone = await this.policies.revoke(id, by, this.clock.now());
    return isDone ? accept(null) : notFound();
  }
}
