import type { AuditEntry } from '#libs/contracts';

/** Who did what. It is written by the repositories, in the transaction of the change itself: there is none without the other. */
export abstract class AuditLog {
  /** Newest first; `after` is the id of the last one seen. */
  abstract list(courseSlug: string, after: string | null, limit: number): Promise<readonly AuditEntry[]>;
}

/** Who makes a change, and why: an e-mail address, or the command line. */
export interface Author {
  readonly name: string;
  readonly reason: string;
}

/** An administrator on the machine itself. */
export const COMMAND_LINE = { name: 'command line' } as const;
