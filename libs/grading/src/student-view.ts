import type { GradeReport, StudentReport } from '#libs/contracts';
import { roundPoints, type Visibility } from '#libs/domain';
import type { AssignmentPolicy } from './course-policies';
import type { ReportPoints, SubmissionRecord } from './ports/submissions';

/** Whether a student may read the details of a case. `isClosed`: nothing more is taken of this student. */
export function isVisible(visibility: Visibility, isClosed: boolean): boolean {
  switch (visibility) {
    case 'student':
      return true;
    case 'after-deadline':
      return isClosed;
    case 'staff':
      return false;
  }
}

export function pointsOf(report: GradeReport): ReportPoints {
  const hiddenAs = (visibility: Visibility) =>
    report.cases.reduce((sum, each) => (each.visibility === visibility ? sum + each.points : sum), 0);
  return {
    total: report.points,
    hidden: {
      'after-deadline': roundPoints(hiddenAs('after-deadline')),
      staff: roundPoints(hiddenAs('staff')),
    },
  };
}

/** The points that a student may know now: without those of hidden cases, which would give their verdicts away. */
export function studentPoints({ total, hidden }: ReportPoints, isClosed: boolean): number {
  const unknown = isVisible('after-deadline', isClosed)
    ? hidden.staff
    : hidden.staff + hidden['after-deadline'];
  return roundPoints(Math.max(0, total - unknown));
}

/** Who reads a student's work, and what may be known of it by now. */
export interface Reading {
  readonly asStaff: boolean;
  /** Students see points and reports. */
  readonly isReleased: boolean;
  readonly isClosed: boolean;
  /** Of the report's points, 0 to 1. */
  readonly credit: number;
}

export function readingOf(policy: AssignmentPolicy, receivedAt: Date, asStaff: boolean, now: Date): Reading {
  return {
    asStaff,
    isReleased: policy.isReleased(now),
    isClosed: policy.isClosed(now),
    credit: policy.creditAt(receivedAt),
  };
}

/**
 * What a submission counts: what staff set, as they set it, else the report's points times the credit, as far as the reader
 * may know them; null where that is nothing.
 */
export function countedPoints(
  {
    points,
    adjustment,
  }: Pick<SubmissionRecord, 'points'> & {
    readonly adjustment: { readonly points: number | null } | null;
  },
  { asStaff, isReleased, isClosed, credit }: Reading,
): number | null {
  if (!asStaff && !isReleased) return null;
  if (adjustment?.points != null) return adjustment.points;
  if (points === null) return null;
  return roundPoints((asStaff ? points.total : studentPoints(points, isClosed)) * credit);
}

/** Hidden cases leave an honest placeholder: how many, and what they are worth. */
export function studentView(report: GradeReport, isClosed: boolean): StudentReport {
  const { seed, ...rest } = report;
  const hidden = report.cases.filter(({ visibility }) => !isVisible(visibility, isClosed));
  return {
    ...rest,
    points: studentPoints(pointsOf(report), isClosed),
    cases: report.cases.filter((each) => !hidden.includes(each)),
    hidden: {
      count: hidden.length,
      maxPoints: roundPoints(hidden.reduce((sum, each) => sum + each.maxPoints, 0)),
    },
  };
}
