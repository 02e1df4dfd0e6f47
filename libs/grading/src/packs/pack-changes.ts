import { createHash } from 'node:crypto';
import type { AssignmentManifest, ProblemManifest, VersionChange } from '#libs/contracts';
import type { Files } from '#libs/grader-sdk';
import type { Pack } from './pack';

/** What differs in a pack from the version before it, in the words of the public change log. */
export function changesBetween(before: Pack, after: Pack): VersionChange[] {
  const changes = [
    ...assignmentChanges(before, after),
    ...before.manifest.problems
      .filter(({ id }) => !after.findProblem(id))
      .map(({ id }) => ({ kind: 'problem-removed' as const, problem: id })),
    ...after.manifest.problems.flatMap((problem) => {
      const old = before.findProblem(problem.id);
      return old
        ? problemChanges(before, old, after, problem)
        : [{ kind: 'problem-added' as const, problem: problem.id }];
    }),
  ];
  return changes.length === 0 && before.sha256 !== after.sha256 ? [{ kind: 'internal' }] : changes;
}

function assignmentChanges(before: Pack, after: Pack): VersionChange[] {
  const changes: VersionChange[] = [];
  const [old, now] = [before.manifest, after.manifest];
  if (old.title !== now.title) changes.push({ kind: 'title', before: old.title, after: now.title });
  if (before.handout !== after.handout) changes.push({ kind: 'handout' });
  for (const [kind, field] of [
    ['opens', 'opensAt'],
    ['due', 'dueAt'],
  ] as const) {
    const [was, is] = [instant(old[field]), instant(now[field])];
    if (was !== is) changes.push({ kind, before: was, after: is });
  }
  if (!same(rulesOf(old), rulesOf(now))) changes.push({ kind: 'rules' });
  return changes;
}

function problemChanges(
  before: Pack,
  old: ProblemManifest,
  after: Pack,
  now: ProblemManifest,
): VersionChange[] {
  const { id: problem } = now;
  const changes: VersionChange[] = [];
  const differs = (folder: string) =>
    !same(digests(before.folder(problem, folder)), digests(after.folder(problem, folder)));
  if (old.points !== now.points) {
    changes.push({ kind: 'points', problem, before: old.points, after: now.points });
  }
  if (before.statementOf(problem) !== after.statementOf(problem) || old.title !== now.title) {
    changes.push({ kind: 'statement', problem });
  }
  if (differs('starter')) changes.push({ kind: 'starter', problem });
  if (differs('checks') || !same(gradedBy(old), gradedBy(now))) changes.push({ kind: 'checks', problem });
  return changes;
}

/** All of a manifest that has no change of its own kind. */
function rulesOf({ title, opensAt, dueAt, problems, ...rules }: AssignmentManifest): unknown {
  return rules;
}

function gradedBy({ id, title, points, ...grading }: ProblemManifest): unknown {
  return grading;
}

function instant(text: string | undefined): string | null {
  return text === undefined ? null : new Date(text).toISOString();
}

function digests(files: Files): unknown {
  return [...files]
    .map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
