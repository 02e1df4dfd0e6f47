import type { User } from './accounts';

/** Everything that is kept about one person, for that person; of secrets only that there are some. */
export abstract class PersonalData {
  /** Account, courses, tokens, sessions, groups, extensions and notifications, as data for a file. */
  abstract accountOf(user: User): Promise<Readonly<Record<string, unknown>>>;
  /** What the audit log says of the person and of their work, oldest first; other people's names are left out. */
  abstract auditOf(user: User): Promise<readonly unknown[]>;
  /** Ids of the submissions of which the person is an author, by id; `after` is the last one seen. */
  abstract submissionsOf(userId: string, after: string | null, limit: number): Promise<readonly string[]>;
}
