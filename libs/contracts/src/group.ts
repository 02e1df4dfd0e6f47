import { z } from 'zod';
import { lineSchema } from './accounts';
import { paragraphSchema } from './review';

const memberSchema = z.object({ id: z.uuid(), name: z.string() });

/** Students who hand in together. */
export const groupSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  members: z.array(memberSchema),
  /** It has handed in: who is in it stays, unless staff decide otherwise. */
  isSettled: z.boolean(),
});
export type Group = z.infer<typeof groupSchema>;

/** A student's own group; those to whom its members give the code can join. */
export const ownGroupSchema = z.object({
  maximum: z.number().int(),
  group: groupSchema.extend({ joinCode: z.string() }).nullable(),
});
export type OwnGroup = z.infer<typeof ownGroupSchema>;

/** All groups of an assignment, for staff. */
export const groupListSchema = z.object({
  maximum: z.number().int(),
  groups: z.array(groupSchema),
  next: z.string().nullable(),
});
export type GroupList = z.infer<typeof groupListSchema>;

export const nameGroupSchema = z.strictObject({ name: lineSchema });
export type NameGroup = z.infer<typeof nameGroupSchema>;

export const joinGroupSchema = z.strictObject({ code: z.string().trim().min(1).max(40) });
export type JoinGroup = z.infer<typeof joinGroupSchema>;

/** Staff put a student into a group, or into none. */
export const placeInGroupSchema = z.strictObject({ group: z.uuid().nullable(), reason: paragraphSchema });
export type PlaceInGroup = z.infer<typeof placeInGroupSchema>;
