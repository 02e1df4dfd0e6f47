import { ROLES } from '#libs/domain';
import { z } from 'zod';

/** What a roster says of somebody in one course. */
export const enrolledSchema = z.object({
  role: z.enum(ROLES),
  section: z.string(),
  /** What else groups people, for example for extensions; sorted. */
  labels: z.array(z.string()),
  /** As the university numbers its students; empty where nobody said. */
  studentId: z.string(),
});
export type Enrolled = z.infer<typeof enrolledSchema>;

export const memberSchema = enrolledSchema.extend({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  /** Whether this person has a way to sign in yet. */
  active: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;
export const rosterSchema = z.object({ members: z.array(memberSchema) });
export type Roster = z.infer<typeof rosterSchema>;

const rosterLineSchema = z.object({ line: z.number().int(), email: z.string(), name: z.string() });

/** What applying a file would do; nothing has happened yet. */
export const rosterPreviewSchema = z.object({
  added: z.array(rosterLineSchema.extend({ after: enrolledSchema })),
  changed: z.array(rosterLineSchema.extend({ before: enrolledSchema, after: enrolledSchema })),
  unchanged: z.number().int(),
  /** Members that the file does not name; they stay as they are. */
  absent: z.array(z.object({ email: z.string(), name: z.string() })),
  /** While there are any, the file can't be applied. */
  problems: z.array(z.object({ line: z.number().int(), message: z.string() })),
  /** Sent back with the file, so that nothing is applied but what was seen. */
  digest: z.string(),
});
export type RosterPreview = z.infer<typeof rosterPreviewSchema>;

export const rosterAppliedSchema = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  /** To how many an invitation was mailed; 0 where this platform sends no mail. */
  invited: z.number().int(),
});
export type RosterApplied = z.infer<typeof rosterAppliedSchema>;

/** A link to be handed over: the portal's page `/password#<token>`. */
export const accountLinkSchema = z.object({ token: z.string(), expiresAt: z.iso.datetime() });
/** Links for all members who have no way to sign in yet, to be sent by whoever asked for them. */
export const invitationsSchema = z.object({
  invitations: z.array(accountLinkSchema.extend({ email: z.string(), name: z.string() })),
  /** For how many others only an administrator can make one. */
  others: z.number().int(),
});
export type Invitations = z.infer<typeof invitationsSchema>;
export type AccountLinkView = z.infer<typeof accountLinkSchema>;
