import type { KeyObject } from 'node:crypto';
import type { NotificationKind } from '#libs/contracts';
import type { Post } from './account-links';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { Mail } from './ports/mailer';
import type { DueMail, NotificationRecord, Notifications } from './ports/notifications';
import { titlesOf } from './read-notifications';
import { unsubscribeToken } from './unsubscribe';

/** To how many people is claimed at once: few, so that even a slow server takes it before it may be tried again. */
const PEOPLE = 5;

/** A subject, in ASCII, and what is said; a mail with several has another subject. */
const WORDS: Readonly<Record<NotificationKind, { subject: string; sentence: (title: string) => string }>> = {
  'extension.granted': {
    subject: 'You have more time',
    sentence: (title) => `You have more time for ${title}.`,
  },
  'grades.released': {
    subject: 'Your grades are there',
    sentence: (title) => `The grades of ${title} are released.`,
  },
  'points.changed': {
    subject: 'Your points changed',
    sentence: (title) => `Points of yours in ${title} were changed by course staff.`,
  },
  'points.regraded': {
    subject: 'Your work was graded again',
    sentence: (title) => `Your work in ${title} was graded again, and your points changed.`,
  },
  'regrade.answered': {
    subject: 'Your regrade request is answered',
    sentence: (title) => `Your regrade request in ${title} is answered.`,
  },
};

/**
 * Mails what people were told of, each at least once: what is claimed is put off first, and marked as mailed when the mail
 * server has taken it, so whoever dies in between mails it again, and nobody loses it.
 */
export class MailNotifications {
  constructor(
    private readonly notifications: Notifications,
    private readonly catalog: Catalog,
    private readonly clock: Clock,
    private readonly post: Post | null,
    private readonly key: KeyObject,
    private readonly warn: (message: string) => void,
  ) {}

  /** Sends what is due now. Answers how many mails were taken; does nothing where no mail is sent. */
  async sendDue(): Promise<number> {
    if (!this.post) return 0;
    let sent = 0;
    for (;;) {
      const claimed = await this.notifications.claimMail(this.clock.now(), PEOPLE);
      if (claimed.length === 0) return sent;
      for (const due of claimed) if (await this.send(due, this.post)) sent += 1;
    }
  }

  private async send(due: DueMail, { mailer, portal }: Post): Promise<boolean> {
    const titles = await titlesOf(due.notifications, this.catalog);
    try {
      await mailer.send(this.mailOf(due, titles, portal));
    } catch (error) {
      this.warn(`mail is tried again later: ${String(error)}`);
      return false;
    }
    const ids = due.notifications.map(({ id }) => id);
    await this.notifications.markMailed(ids, this.clock.now());
    return true;
  }

  private mailOf(
    { user, notifications }: DueMail,
    titles: ReadonlyMap<string, string>,
    portal: string,
  ): Mail {
    const [first] = notifications;
    const subject =
      notifications.length === 1 && first
        ? WORDS[first.kind].subject
        : `${notifications.length} news from Assay`;
    const token = unsubscribeToken(user.id, this.key);
    const lines = notifications.map((each) => lineOf(each, titles, portal));
    return {
      to: user.email,
      subject,
      text:
        `Hello ${user.name},\n\n${lines.join('\n\n')}\n\n--\nHow often Assay writes to you: ${portal}/notifications\n` +
        `No more mail: ${portal}/unsubscribe#${token}\n`,
      unsubscribe: `${portal}/api/unsubscribe?token=${encodeURIComponent(token)}`,
    };
  }
}

function lineOf(
  { kind, course, assignment, submission }: NotificationRecord,
  titles: ReadonlyMap<string, string>,
  portal: string,
): string {
  const title = titles.get(`${course.slug}/${assignment ?? ''}`) ?? 'all assignments';
  const place = `${portal}/courses/${course.slug}`;
  const address =
    submission !== null
      ? `${portal}/submissions/${submission}`
      : assignment !== null
        ? `${place}/assignments/${assignment}`
        : place;
  return `${course.title}: ${WORDS[kind].sentence(title)}\n${address}`;
}
