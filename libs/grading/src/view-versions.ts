import type { VersionList } from '#libs/contracts';
import { isStaff } from '#libs/domain';
import { authoriseMember, notFound, type Actor } from './authorise';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import { accept, type Result } from './result';

const PAGE = 50;

/** The public change log of an assignment: who published which version when, why, and what it changed. */
export class ViewVersions {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly clock: Clock,
  ) {}

  /** Newest first, a page at a time; `before` is the number that the page before named. */
  async list(
    actor: Actor,
    course: string,
    assignment: string,
    before: number | null,
  ): Promise<Result<VersionList>> {
    const member = await authoriseMember(this.accounts, actor, course);
    if (!member.ok) return member;
    const current = await this.catalog.findCurrentAssignment(course, assignment);
    const opensAt = current?.pack.manifest.opensAt;
    const isOpen = opensAt === undefined || this.clock.now() >= new Date(opensAt);
    if (!current || !(isOpen || isStaff(member.value.enrollment.role))) return notFound();
    const versions = await this.catalog.historyOf(course, assignment, before, PAGE);
    const last = versions.at(-1)?.number ?? 1;
    return accept({ versions: [...versions], next: versions.length === PAGE && last > 1 ? last : null });
  }
}
