import { createHash } from 'node:crypto';
import type {
  RegradedSubmission,
  RegradePolicy,
  RegradePreview,
  RegradeNotice,
  TestTransition,
} from '#libs/contracts';
import type { AssignmentPolicy } from './course-policies';
import type { RegradeAttempt, RegradeChange, RegradeCost, ReportSummary } from './ports/regrade-runs';
import { countedPoints, readingOf } from './student-view';

export interface RegradeContext {
  readonly assignment: string;
  readonly problem: string;
  readonly title: string;
  readonly version: number;
  readonly reason: string;
  /** Of each student: the credit of what came late, and what may be known of points. */
  readonly policyOf: (studentId: string) => AssignmentPolicy;
  readonly now: Date;
}

interface Decided {
  readonly attempt: RegradeAttempt;
  readonly view: RegradedSubmission;
  /** The report that counts after the run. */
  readonly after: ReportSummary;
}

interface StudentChange {
  readonly student: RegradeAttempt['student'];
  /** Only what the run graded again. */
  readonly decided: readonly Decided[];
  readonly before: number | null;
  readonly after: number | null;
  /** The same as the student may know it. */
  readonly known: { readonly before: number | null; readonly after: number | null };
}

/**
 * What applying a run would do. Pure, and the one road for the preview and for applying, so that the two can't differ:
 * the grade of a student is the best of their attempts, of an attempt what staff set counts, else the report's points times the
 * credit for when it came in; a report is replaced unless the run has none, has two that differ, or only raising was asked for and it is no raise.
 */
export function previewRegrade(
  attempts: readonly RegradeAttempt[],
  policy: RegradePolicy,
  context: RegradeContext,
  cost: RegradeCost,
): RegradePreview {
  const changes = studentChanges(attempts, policy, context);
  const students = changes.map(({ student, before, after, decided }) => ({
    student,
    before,
    after,
    submissions: decided.map(({ view }) => view),
  }));
  const decided = eachOnce(changes);
  const moved = (way: (by: number) => boolean) =>
    changes.filter(({ before, after }) => way((after ?? 0) - (before ?? 0))).length;
  return {
    policy,
    digest: digestOf(policy, students),
    transitions: transitionsOf(decided),
    counts: {
      raised: moved((by) => by > 0),
      lowered: moved((by) => by < 0),
      same: moved((by) => by === 0),
      told: changes.filter(isTold).length,
    },
    students: students.sort(byGain),
    flaky: decided
      .filter(({ view }) => view.kept === 'flaky')
      .map(({ attempt }) => ({
        submission: attempt.id,
        student: attempt.student,
        tests: unsteadyTests(attempt),
      })),
    cost: { ...cost },
  };
}

/** What to write for a preview that somebody agreed to; null where things are no longer as they were then. */
export function regradeChange(
  attempts: readonly RegradeAttempt[],
  { policy, digest }: { readonly policy: RegradePolicy; readonly digest: string },
  context: RegradeContext,
  cost: RegradeCost,
): RegradeChange | null {
  const preview = previewRegrade(attempts, policy, context, cost);
  if (preview.digest !== digest) return null;
  const changes = studentChanges(attempts, policy, context);
  const replaced = eachOnce(changes).filter(({ view }) => view.kept === null);
  return {
    // Once, however many authors a submission has.
    reports: [...new Set(replaced.map(({ after }) => after.jobId))],
    notices: new Map(changes.filter(isTold).map((change) => [change.student.id, noticeFor(change, context)])),
    preview,
  };
}

/** What students are told when a run is taken back: their grade with and without its reports. */
export function revertNotices(
  before: readonly RegradeAttempt[],
  after: readonly RegradeAttempt[],
  context: RegradeContext,
): ReadonlyMap<string, RegradeNotice> {
  const grades = knownGrades(after, context);
  const taken = (student: string) => {
    const reports = new Map(after.map(({ id, now }) => [id, now.jobId]));
    return before
      .filter(({ id, now, ...each }) => each.student.id === student && reports.get(id) !== now.jobId)
      .map(({ id }) => id);
  };
  const { assignment, problem, title, version, reason } = context;
  return new Map(
    [...knownGrades(before, context)].flatMap(([student, was]) => {
      const is = grades.get(student) ?? null;
      const notice = { kind: 'reverted' as const, assignment, problem, title, version, reason };
      return was === is
        ? []
        : [[student, { ...notice, before: was, after: is, submissions: taken(student) }] as const];
    }),
  );
}

/** What students know of their grades; who may know nothing yet is not there. */
function knownGrades(
  attempts: readonly RegradeAttempt[],
  context: RegradeContext,
): ReadonlyMap<string, number> {
  const grades = new Map<string, number>();
  for (const attempt of attempts) {
    const { id } = attempt.student;
    const points = pointsOfAttempt(attempt, attempt.now, false, context);
    if (points !== null) grades.set(id, Math.max(points, grades.get(id) ?? 0));
  }
  return grades;
}

/** What an attempt counts by a report, as staff or its student see it; null where students may not know it yet. */
function pointsOfAttempt(
  { student, receivedAt, override }: RegradeAttempt,
  { points }: ReportSummary,
  asStaff: boolean,
  { policyOf, now }: RegradeContext,
): number | null {
  const adjustment = override === null ? null : { points: override };
  return countedPoints({ points, adjustment }, readingOf(policyOf(student.id), receivedAt, asStaff, now));
}

/** A group's submission is the work of several students, but one submission. */
function eachOnce(changes: readonly StudentChange[]): readonly Decided[] {
  return [...new Map(changes.flatMap((each) => each.decided.map((one) => [one.attempt.id, one]))).values()];
}

function studentChanges(
  attempts: readonly RegradeAttempt[],
  policy: RegradePolicy,
  context: RegradeContext,
): StudentChange[] {
  const byStudent = new Map<string, RegradeAttempt[]>();
  for (const attempt of attempts) {
    byStudent.set(attempt.student.id, [...(byStudent.get(attempt.student.id) ?? []), attempt]);
  }
  return [...byStudent.values()].flatMap((own) => {
    const [{ student } = { student: null }] = own;
    if (!student || own.every(({ regraded }) => regraded === null)) return [];
    const decided = own.map((attempt) => decide(attempt, policy));
    const best = (reportOf: (each: Decided) => ReportSummary, asStaff: boolean) =>
      greatest(decided.map((each) => pointsOfAttempt(each.attempt, reportOf(each), asStaff, context)));
    const gradesFor = (asStaff: boolean) => ({
      before: best(({ attempt }) => attempt.now, asStaff),
      after: best(({ after }) => after, asStaff),
    });
    return [
      {
        student,
        decided: decided.filter(({ attempt }) => attempt.regraded !== null),
        ...gradesFor(true),
        known: gradesFor(false),
      },
    ];
  });
}

function greatest(all: readonly (number | null)[]): number | null {
  const known = all.filter((points) => points !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function decide(attempt: RegradeAttempt, policy: RegradePolicy): Decided {
  const fresh = attempt.regraded?.reports[0] ?? null;
  const kept = keptBecause(attempt, policy);
  return {
    attempt,
    after: kept === null && fresh ? fresh : attempt.now,
    view: {
      id: attempt.id,
      receivedAt: attempt.receivedAt.toISOString(),
      before: attempt.now.points.total,
      after: fresh?.points.total ?? null,
      kept,
      override: attempt.override,
      tests: changedTests(attempt.now, fresh).filter(({ before, after }) => before !== after),
    },
  };
}

function keptBecause({ now, regraded }: RegradeAttempt, policy: RegradePolicy): RegradedSubmission['kept'] {
  if (!regraded) return null;
  const [fresh, again] = regraded.reports;
  if (regraded.failed) return 'failed';
  if (!fresh || regraded.reports.length < regraded.rounds) return 'unfinished';
  if (again && !isSameOutcome(fresh, again)) return 'flaky';
  return policy === 'raise-only' && fresh.points.total <= now.points.total ? 'no-raise' : null;
}

function isSameOutcome(a: ReportSummary, b: ReportSummary): boolean {
  const essence = ({ outcome, points, cases }: ReportSummary) => JSON.stringify([outcome, points, cases]);
  return essence(a) === essence(b);
}

function unsteadyTests({ regraded }: RegradeAttempt): string[] {
  const [fresh, again] = regraded?.reports ?? [];
  if (!fresh || !again) return [];
  const said = (report: ReportSummary, name: string) =>
    JSON.stringify(report.cases.find((each) => each.name === name) ?? null);
  const names = new Set([...fresh.cases, ...again.cases].map(({ name }) => name));
  return [...names].filter((name) => said(fresh, name) !== said(again, name));
}

function changedTests(before: ReportSummary, after: ReportSummary | null): TestTransition[] {
  if (!after) return [];
  const verdictIn = (report: ReportSummary, test: string) =>
    report.cases.find(({ name }) => name === test)?.verdict ?? null;
  const names = new Set([...before.cases, ...after.cases].map(({ name }) => name));
  return [...names].map((test) => ({
    test,
    before: verdictIn(before, test),
    after: verdictIn(after, test),
  }));
}

function transitionsOf(decided: readonly Decided[]): RegradePreview['transitions'] {
  const counted = new Map<string, RegradePreview['transitions'][number]>();
  for (const { attempt } of decided) {
    for (const change of changedTests(attempt.now, attempt.regraded?.reports[0] ?? null)) {
      const key = JSON.stringify(change);
      counted.set(key, { ...change, submissions: (counted.get(key)?.submissions ?? 0) + 1 });
    }
  }
  return [...counted.values()];
}

/** Who sees no change is told nothing: a message about hidden points would give them away. */
function isTold({ known }: StudentChange): boolean {
  return known.before !== known.after;
}

function noticeFor({ known, decided }: StudentChange, context: RegradeContext): RegradeNotice {
  const { assignment, problem, title, version, reason } = context;
  return {
    kind: 'applied',
    ...{ assignment, problem, title, version, reason },
    ...known,
    submissions: decided.filter(({ view }) => view.kept === null).map(({ view }) => view.id),
  };
}

function byGain(a: RegradePreview['students'][number], b: RegradePreview['students'][number]): number {
  const rank = ({ before, after }: typeof a) => Math.sign((after ?? 0) - (before ?? 0));
  const [first, second] = [rank(a), rank(b)];
  if (first === second) return a.student.name < b.student.name ? -1 : 1;
  // Who loses, then who gains, then who stays.
  return (first === 0 ? 2 : first) - (second === 0 ? 2 : second);
}

function digestOf(policy: RegradePolicy, students: RegradePreview['students']): string {
  const sorted = [...students].sort((a, b) => (a.student.id < b.student.id ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([policy, sorted]))
    .digest('hex');
}
