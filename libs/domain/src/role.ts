export const ROLES = ['student', 'assistant', 'instructor'] as const;
export type Role = (typeof ROLES)[number];

export function isStaff(role: Role): boolean {
  return role !== 'student';
}
