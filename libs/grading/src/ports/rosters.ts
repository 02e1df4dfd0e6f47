import type { Enrolled, Member } from '#libs/contracts';
import type { User } from './accounts';
import type { Author } from './audit-log';

/** Who is in a course, and as what. */
export abstract class Rosters {
  /** Staff first, then by name. */
  abstract members(courseSlug: string): Promise<readonly Member[]>;
  abstract findMember(courseSlug: string, userId: string): Promise<Member | null>;
  /**
   * Enrolls all of these people, or none; who has no account gets one, without a password. Each change is in the audit log.
   * One-time links of who is new to the course or has another role there end. Answers which of these can't sign in yet.
   */
  abstract apply(
    courseSlug: string,
    people: readonly { email: string; name: string; after: Enrolled }[],
    author: Author,
    now: Date,
  ): Promise<readonly User[]>;
  /**
   * Whether this instructor gains nothing from being this person: every course of theirs is one that the instructor runs, and
   * they are staff of none unless nobody has entered the account yet.
   */
  abstract isInHandsOf(userId: string, instructorId: string): Promise<boolean>;
}
