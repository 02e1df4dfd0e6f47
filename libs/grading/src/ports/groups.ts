import type { Group } from '#libs/contracts';
import type { User } from './accounts';
import type { Author } from './audit-log';

/** An assignment that students may do together, at most so many. */
export interface GroupWork {
  readonly courseId: string;
  /** The assignment's slug. */
  readonly assignment: string;
  readonly maximum: number;
}

export interface GroupRecord extends Group {
  readonly joinCode: string;
}

/**
 * Who does an assignment together. A student is in one group of it at most, and a group never has more members than its work
 * allows, whoever comes at once. Who comes and goes is in the audit log: it decides whose grade a submission is.
 */
export abstract class Groups {
  abstract findOf(work: GroupWork, userId: string): Promise<GroupRecord | null>;
  /** A new group of one. Answers false, and starts none, where the student is in a group already. */
  abstract start(
    work: GroupWork,
    group: { id: string; name: string; joinCode: string },
    student: User,
    now: Date,
  ): Promise<boolean>;
  /** `joined` also where the student was in that group already. */
  abstract join(
    work: GroupWork,
    joinCode: string,
    student: User,
    now: Date,
  ): Promise<'joined' | 'unknown' | 'full' | 'elsewhere'>;
  /** A group that nobody is left in ends. `settled`: it has handed in. */
  abstract leave(work: GroupWork, student: User, now: Date): Promise<'left' | 'none' | 'settled'>;
  abstract rename(work: GroupWork, name: string, userId: string): Promise<'renamed' | 'none' | 'settled'>;
  /** Puts a student into this group, or into none, settled or not. */
  abstract place(
    work: GroupWork,
    student: User,
    groupId: string | null,
    author: Author,
    now: Date,
  ): Promise<'placed' | 'unknown' | 'full'>;
  /** Oldest first; `after` is the id of the last one seen. */
  abstract list(work: GroupWork, after: string | null, limit: number): Promise<readonly Group[]>;
}
