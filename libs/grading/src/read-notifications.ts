import type { KeyObject } from 'node:crypto';
import type { MailMode, NotificationList, NotificationSettings, NotificationView } from '#libs/contracts';
import { authoriseUser, notFound, type Actor } from './authorise';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { NotificationRecord, Notifications } from './ports/notifications';
import { accept, type Result } from './result';
import { readUnsubscribeToken } from './unsubscribe';

const PAGE = 30;

/** What a person was told of, and whether it is mailed, too. */
export class ReadNotifications {
  constructor(
    private readonly notifications: Notifications,
    private readonly catalog: Catalog,
    private readonly clock: Clock,
    private readonly options: { readonly byMail: boolean; readonly key: KeyObject },
  ) {}

  async list(actor: Actor, after: string | null): Promise<Result<NotificationList>> {
    const user = authoriseUser(actor);
    if (!user.ok) return user;
    const { id } = user.value;
    const records = await this.notifications.listOf(id, after, PAGE);
    const titles = await titlesOf(records, this.catalog);
    return accept({
      notifications: records.map((record) => toView(record, titles)),
      unread: await this.notifications.unreadOf(id),
      next: records.length === PAGE ? (records.at(-1)?.id ?? null) : null,
    });
  }

  /** @param ids null: all */
  async markRead(actor: Actor, ids: readonly string[] | null): Promise<Result<null>> {
    const user = authoriseUser(actor);
    if (!user.ok) return user;
    await this.notifications.markRead(user.value.id, ids, this.clock.now());
    return accept(null);
  }

  async settings(actor: Actor): Promise<Result<NotificationSettings>> {
    const user = authoriseUser(actor);
    if (!user.ok) return user;
    const mail = await this.notifications.mailModeOf(user.value.id);
    return accept({ mail, byMail: this.options.byMail });
  }

  async setMail(actor: Actor, mode: MailMode): Promise<Result<null>> {
    const user = authoriseUser(actor);
    if (!user.ok) return user;
    await this.notifications.setMailMode(user.value.id, mode);
    return accept(null);
  }

  /** For whoever has the link out of a mail: ends mail, and nothing else. */
  async unsubscribe(token: string): Promise<Result<null>> {
    const userId = readUnsubscribeToken(token, this.options.key);
    if (userId === null) return notFound();
    await this.notifications.setMailMode(userId, 'off');
    return accept(null);
  }
}

/** The titles of the assignments that these are about, by course and slug. */
export async function titlesOf(
  records: readonly NotificationRecord[],
  catalog: Catalog,
): Promise<ReadonlyMap<string, string>> {
  const courses = [...new Set(records.map(({ course }) => course.slug))];
  const versions = await Promise.all(courses.map((course) => catalog.currentAssignments(course)));
  return new Map(
    versions.flat().map(({ course, slug, pack }) => [`${course.slug}/${slug}`, pack.manifest.title] as const),
  );
}

function toView(
  { course, at, ...record }: NotificationRecord,
  titles: ReadonlyMap<string, string>,
): NotificationView {
  const title = titles.get(`${course.slug}/${record.assignment ?? ''}`) ?? null;
  return { ...record, at: at.toISOString(), course: { id: course.slug, title: course.title }, title };
}
