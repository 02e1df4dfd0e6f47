import type { User } from './accounts';
import type { Author } from './audit-log';

/** Sessions of staff in which they see the platform as a student does. */
export abstract class StudentViews {
  /**
   * Whether these staff see nothing of this person that they may not see anyway: every course of theirs is one of which the
   * staff are staff, and they are a student in each.
   */
  abstract isOpenTo(studentId: string, staffId: string): Promise<boolean>;
  /** Goes into the course's audit log. */
  abstract begin(
    tokenHash: string,
    student: User,
    courseSlug: string,
    author: Author,
    now: Date,
  ): Promise<void>;
  abstract end(tokenHash: string): Promise<void>;
  /** Whom this session sees the platform as; null, too, where that is no longer open to its user. */
  abstract find(tokenHash: string): Promise<User | null>;
}
