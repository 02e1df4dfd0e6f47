import type { AuditList } from '#libs/contracts';
import { authoriseStaff, type Actor } from './authorise';
import type { Accounts } from './ports/accounts';
import type { AuditLog } from './ports/audit-log';
import { accept, type Result } from './result';

const PAGE = 50;

/** Shows a course's staff what was changed, by whom and why. */
export class ViewAuditLog {
  constructor(
    private readonly accounts: Accounts,
    private readonly log: AuditLog,
  ) {}

  async list(actor: Actor, course: string, after: string | null): Promise<Result<AuditList>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const entries = await this.log.list(course, after, PAGE);
    return accept({
      entries: [...entries],
      next: entries.length === PAGE ? (entries.at(-1)?.id ?? null) : null,
    });
  }
}
