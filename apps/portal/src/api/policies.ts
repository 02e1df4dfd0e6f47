import {
  assignmentSchema,
  extensionListSchema,
  notificationListSchema,
  notificationSettingsSchema,
  type AssignmentView,
  type ExtensionList,
  type GrantExtension,
  type MailMode,
  type NotificationList,
  type NotificationSettings,
} from '#libs/contracts';
import { z } from 'zod';
import { apiPath, fetchJson, fetchNothing } from './client';

const page = (after: string | null): string => (after === null ? '' : `?after=${encodeURIComponent(after)}`);

export const getExtensions = (
  course: string,
  after: string | null,
  signal: AbortSignal,
): Promise<ExtensionList> =>
  fetchJson(extensionListSchema, apiPath('courses', course, 'extensions') + page(after), { signal });

export const grantExtension = (course: string, json: GrantExtension): Promise<{ id: string }> =>
  fetchJson(z.object({ id: z.uuid() }), apiPath('courses', course, 'extensions'), { method: 'POST', json });

export const revokeExtension = (course: string, id: string, reason: string): Promise<ExtensionList> =>
  fetchJson(extensionListSchema, apiPath('courses', course, 'extensions', id, 'revoke'), {
    method: 'POST',
    json: { reason },
  });

export const releaseGrades = (course: string, assignment: string, reason: string): Promise<AssignmentView> =>
  fetchJson(assignmentSchema, apiPath('courses', course, 'assignments', assignment, 'release'), {
    method: 'POST',
    json: { released: true, reason },
  });

export const getNotifications = (after: string | null, signal: AbortSignal): Promise<NotificationList> =>
  fetchJson(notificationListSchema, apiPath('notifications') + page(after), { signal });

/** @param ids null: all */
export const markRead = (ids: string[] | null): Promise<NotificationList> =>
  fetchJson(notificationListSchema, apiPath('notifications', 'read'), { method: 'POST', json: { ids } });

export const getNotificationSettings = (signal: AbortSignal): Promise<NotificationSettings> =>
  fetchJson(notificationSettingsSchema, apiPath('notification-settings'), { signal });

export const setMailMode = (mail: MailMode): Promise<NotificationSettings> =>
  fetchJson(notificationSettingsSchema, apiPath('notification-settings'), { method: 'POST', json: { mail } });

export const unsubscribe = (token: string): Promise<void> =>
  fetchNothing(`${apiPath('unsubscribe')}?token=${encodeURIComponent(token)}`, { method: 'POST' });
