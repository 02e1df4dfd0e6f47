import type { Adjustment, GradeReport, Review, StudentReport, TestCaseReport } from '#libs/contracts';
import { awaitsReview, gradeOf, roundPoints, type Visibility } from '#libs/domain';
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
  /** What the problem is worth. */
  readonly maxPoints: number;
}

type Counted = Pick<SubmissionRecord, 'points' | 'review'> & {
  readonly adjustment: Pick<Adjustment, 'points'> | null;
};

/** What a submission counts, as far as the reader may know the grader's part of it. */
export function countedPoints(
  { points, review, adjustment }: Counted,
  { asStaff, dueAt, now, maxPoints }: PointsReader,
): number | null {
  if (points === null) return adjustment?.points ?? null;
  return gradeOf({
    report: asStaff ? points.total : studentPoints(points, dueAt, now),
    toReview: points.toReview ?? 0,
    maxPoints,
    review,
    adjustment: adjustment?.points ?? null,
  });
}

/** Whether a person must look before all points of a submission are known. */
export function isAwaited({ points, review, adjustment }: Counted): boolean {
  return awaitsReview({ toReview: points?.toReview ?? 0, review, adjustment: adjustment?.points ?? null });
}

/** A review is a draft until it is finished; then its student sees what was applied, and what was written beside the lines. */
export function studentReview(review: Omit<Review, 'others' | 'student'>): Review {
  const [newest] = review.markings;
  const marking = newest?.finished === true ? newest : null;
  const items = review.rubric.items.filter(({ id }) => marking?.items.includes(id) === true);
  return {
    ...review,
    rubric: { ...review.rubric, items },
    markings: marking === null ? [] : [{ ...marking, items: items.map(({ id }) => id) }],
    comments: marking === null ? [] : review.comments,
    others: [],
    student: null,
  };
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
