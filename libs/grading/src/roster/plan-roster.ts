import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Enrolled, Member, RosterPreview } from '#libs/contracts';
import type { ParsedRoster, RosterRow } from './parse-roster';

/**
 * What a file would change in a course. It adds and changes, it never removes: an export of one section must not throw out the
 * others. Names of people who have an account are theirs, and stay.
 * @param actorId whose own role the file may not take
 */
export function planRoster(
  { rows, problems }: ParsedRoster,
  members: readonly Member[],
  actorId: string,
): RosterPreview {
  const byEmail = new Map(members.map((member) => [member.email, member]));
  const added: RosterPreview['added'] = [];
  const changed: RosterPreview['changed'] = [];
  const found = [...problems];
  let unchanged = 0;
  for (const row of rows) {
    const { line, email, name } = row;
    const member = byEmail.get(email);
    const after = enrolledBy(row, member ?? null);
    if (!member) {
      added.push({ line, email, name, after });
    } else if (member.id === actorId && member.role !== after.role) {
      found.push({ line, message: 'This is you. Another instructor must change your role.' });
    } else if (isSame(member, after)) {
      unchanged += 1;
    } else {
      const { role, section, labels, studentId } = member;
      changed.push({ line, email, name: member.name, before: { role, section, labels, studentId }, after });
    }
  }
  const named = new Set(rows.map(({ email }) => email));
  return {
    added,
    changed,
    unchanged,
    absent: members.filter(({ email }) => !named.has(email)).map(({ email, name }) => ({ email, name })),
    problems: found.sort((a, b) => a.line - b.line),
    digest: createHash('sha256')
      .update(JSON.stringify([added, changed]))
      .digest('hex'),
  };
}

function enrolledBy({ role, section, labels, studentId }: RosterRow, before: Enrolled | null): Enrolled {
  return {
    role: role ?? before?.role ?? 'student',
    section: section ?? before?.section ?? '',
    labels: [...(labels ?? before?.labels ?? [])],
    studentId: studentId ?? before?.studentId ?? '',
  };
}

function isSame(a: Enrolled, b: Enrolled): boolean {
  return (
    a.role === b.role &&
    a.section === b.section &&
    a.studentId === b.studentId &&
    isDeepStrictEqual(a.labels, b.labels)
  );
}
