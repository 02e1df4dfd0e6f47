import type { MailMode, NotificationKind, NotificationSubject } from '#libs/contracts';
import type { User } from './accounts';

export interface NotificationRecord extends NotificationSubject {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly at: Date;
  readonly isRead: boolean;
  readonly course: { readonly slug: string; readonly title: string };
}

/** What one mail tells a person of. */
export interface DueMail {
  readonly user: User;
  readonly notifications: readonly NotificationRecord[];
}

/**
 * What people were told of. Each is written by the repositories, in the transaction of what it tells of, so none is lost and
 * none tells of what did not happen.
 */
export abstract class Notifications {
  /** Newest first; `after` is the id of the last one seen. */
  abstract listOf(
    userId: string,
    after: string | null,
    limit: number,
  ): Promise<readonly NotificationRecord[]>;
  abstract unreadOf(userId: string): Promise<number>;
  /** @param ids null: all */
  abstract markRead(userId: string, ids: readonly string[] | null, now: Date): Promise<void>;

  abstract mailModeOf(userId: string): Promise<MailMode>;
  abstract setMailMode(userId: string, mode: MailMode): Promise<void>;
  /**
   * What is to be mailed now, to at most so many people. It is put off until it may be tried again, so that nobody else sends it
   * meanwhile, and a crash forgets nothing.
   */
  abstract claimMail(now: Date, people: number): Promise<readonly DueMail[]>;
  abstract markMailed(ids: readonly string[], now: Date): Promise<void>;
}
