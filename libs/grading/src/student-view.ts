import type { GradeReport, StudentReport } from '#libs/contracts';
import { roundPoints, type Visibility } from '#libs/domain';
import type { ReportPoints, SubmissionRecord } from './ports/submissions';

/** Whether a student may read the details of a case now. */
export function isVisible(visibility: Visibility, dueAt: string | undefined, now: Date): boolean {
  switch (visibility) {
    case 'student':
      return true;
    case 'after-deadline':
      return dueAt !== undefined && now >= new Date(dueAt);
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
export function studentPoints({ total, hidden }: ReportPoints, dueAt: string | undefined, now: Date): number {
  const unknown = isVisible('after-deadline', dueAt, now)
    ? hidden.staff
    : hidden.staff + hidden['after-deadline'];
  return roundPoints(Math.max(0, total - unknown));
}

interface PointsReader {
  readonly asStaff: boolean;
  readonly dueAt: string | undefined;
  readonly now: Date;
}

/** What a submission counts: what staff set, else the report's points, as far as the reader may know them. */
export function countedPoints(
  { points, adjustment }: Pick<SubmissionRecord, 'points' | 'adjustment'>,
  { asStaff, dueAt, now }: PointsReader,
): number | null {
  if (adjustment?.points != null) return adjustment.points;
  if (points === null) return null;
  return asStaff ? points.total : studentPoints(points, dueAt, now);
}

/** Hidden cases leave an honest placeholder: how many, and what they are worth. */
export function studentView(report: GradeReport, dueAt: string | undefined, now: Date): StudentReport {
  const { seed, ...rest } = report;
  const hidden = report.cases.filter(({ visibility }) => !isVisible(visibility, dueAt, now));
  return {
    ...rest,
    points: studentPoints(pointsOf(report), dueAt, now),
    cases: report.cases.filter((each) => !hidden.includes(each)),
    hidden: {
      count: hidden.length,
      maxPoints: roundPoints(hidden.reduce((sum, each) => sum + each.maxPoints, 0)),
    },
  };
}
