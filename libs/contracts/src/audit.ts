import { z } from 'zod';

export const AUDIT_ACTIONS = [
  'account.link-made',
  'assignment.published',
  'enrollment.changed',
  'extension.granted',
  'extension.revoked',
  'grades.released',
  'grades.withheld',
  'grading.cancelled',
  'group.changed',
  'points.adjusted',
  'regrade.answered',
  'regrade-run.applied',
  'regrade-run.cancelled',
  'regrade-run.reverted',
  'regrade-run.started',
  'similarity.compared',
  'similarity.decided',
  'student.viewed',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One change: who, what, to which thing, before and after, why. */
export const auditEntrySchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.enum(AUDIT_ACTIONS),
  subject: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditListSchema = z.object({
  entries: z.array(auditEntrySchema),
  next: z.string().nullable(),
});
export type AuditList = z.infer<typeof auditListSchema>;
