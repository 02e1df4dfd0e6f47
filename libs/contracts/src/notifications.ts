import { z } from 'zod';
import { slugSchema } from './manifest';

const instant = z.iso.datetime();

/** What people are told of. */
export const NOTIFICATION_KINDS = [
  'extension.granted',
  'grades.released',
  'points.changed',
  'points.regraded',
  'regrade.answered',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What it is about; null where it is about nothing of the kind. */
export const notificationSubjectSchema = z.object({
  assignment: slugSchema.nullable(),
  submission: z.uuid().nullable(),
});
export type NotificationSubject = z.infer<typeof notificationSubjectSchema>;

export const notificationSchema = notificationSubjectSchema.extend({
  id: z.uuid(),
  kind: z.enum(NOTIFICATION_KINDS),
  at: instant,
  isRead: z.boolean(),
  course: z.object({ id: slugSchema, title: z.string() }),
  /** The assignment's. */
  title: z.string().nullable(),
});
export type NotificationView = z.infer<typeof notificationSchema>;

/** Newest first. */
export const notificationListSchema = z.object({
  notifications: z.array(notificationSchema),
  unread: z.number().int(),
  next: z.string().nullable(),
});
export type NotificationList = z.infer<typeof notificationListSchema>;

/** Null: all that there are. */
export const markReadSchema = z.strictObject({ ids: z.array(z.uuid()).max(100).nullable() });

export const MAIL_MODES = ['immediate', 'daily', 'off'] as const;
export type MailMode = (typeof MAIL_MODES)[number];

export const mailSettingSchema = z.strictObject({ mail: z.enum(MAIL_MODES) });
export const notificationSettingsSchema = mailSettingSchema.extend({
  /** Whether this platform sends mail at all. */
  byMail: z.boolean(),
});
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;
