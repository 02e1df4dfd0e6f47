import type { Adjustment, GradeReport, Review, StudentReport, TestCaseReport } from '#libs/contracts';
import { awaitsReview, gradeOf, roundPoints, type Visibility } from '#libs/domain';
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
    toReview: roundPoints(
      report.cases.reduce((sum, each) => (isForPerson(each) ? sum + each.maxPoints - each.points : sum), 0),
    ),
  };
}

/** A hidden case asks nobody in public: that it does would tell of it. */
function isForPerson({ verdict, visibility }: TestCaseReport): boolean {
  return verdict === 'needs-review' && visibility === 'student';
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

type Counted = Pick<SubmissionRecord, 'points' | 'review'> & {
  readonly adjustment: Pick<Adjustment, 'points'> | null;
};

/**
 * What a submission counts: what staff set, as they set it, else what grader and review give times the credit, as far as the
 * reader may know it; null where that is nothing.
 */
export function countedPoints(
  { points, review, adjustment }: Counted,
  { asStaff, isReleased, isClosed, credit }: Reading,
  maxPoints: number,
): number | null {
  if (!asStaff && !isReleased) return null;
  if (adjustment?.points != null) return adjustment.points;
  if (points === null) return null;
  const report = asStaff ? points.total : studentPoints(points, isClosed);
  const grade = gradeOf({ report, toReview: points.toReview ?? 0, maxPoints, review, adjustment: null });
  return grade === null ? null : roundPoints(grade * credit);
}

/** Whether a person must look before all points of a submission are known. */
export function isAwaited({ points, review, adjustment }: Counted): boolean {
  return awaitsReview({ toReview: points?.toReview ?? 0, review, adjustment: adjustment?.points ?? null });
}

/**
 * A review is a draft until it is finished; then its student sees what was applied, and what was written beside the lines.
 * Before the grades are released, nothing.
 */
export function studentReview(review: Omit<Review, 'others' | 'student'>, isReleased: boolean): Review {
  const shown = isReleased ? review : { ...review, adjustments: [], requests: [], markings: [] };
  const [newest] = shown.markings;
  const marking = newest?.finished === true ? newest : null;
  const items = review.rubric.items.filter(({ id }) => marking?.items.includes(id) === true);
  return {
    ...shown,
    rubric: { ...review.rubric, items },
    markings: marking === null ? [] : [{ ...marking, items: items.map(({ id }) => id) }],
    comments: marking === null ? [] : review.comments,
    others: [],
    student: null,
  };
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
