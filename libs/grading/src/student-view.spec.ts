import type { GradeReport, TestCaseReport } from '#libs/contracts';
import type { Visibility } from '#libs/domain';
import { countedPoints, pointsOf, studentPoints, studentView } from './student-view';

const DUE = '2030-01-01T00:00:00Z';

function testCase(visibility: Visibility, points: number): TestCaseReport {
  return {
    name: visibility,
    verdict: 'correct',
    points,
    maxPoints: 10,
    visibility,
    code: 'c',
    message: 'm',
    evidence: [],
  };
}

function reportWith(cases: TestCaseReport[]): GradeReport {
  const sha256 = '0'.repeat(64);
  return {
    schemaVersion: 1,
    outcome: 'graded',
    submission: { id: 'x', sha256, files: [] },
    problem: { assignment: 'a', id: 'b', title: 'c', packSha256: sha256 },
    grader: { id: 'g', version: '1' },
    imageDigest: null,
    seed: 'secret seed',
    startedAt: DUE,
    finishedAt: DUE,
    points: cases.reduce((sum, { points }) => sum + points, 0),
    maxPoints: 30,
    cases,
    facts: {},
  };
}

const report = reportWith([testCase('student', 7), testCase('after-deadline', 5), testCase('staff', 3)]);

it.each([
  ['before the deadline', false, ['student'], 7, { count: 2, maxPoints: 20 }],
  ['after the deadline', true, ['student', 'after-deadline'], 12, { count: 1, maxPoints: 10 }],
])('shows %s what may be known then', (_when, isClosed, names, points, hidden) => {
  const view = studentView(report, isClosed);
  expect(view.cases.map(({ name }) => name)).toEqual(names);
  expect(view).toMatchObject({ points, hidden });
  expect(studentPoints(pointsOf(report), isClosed)).toBe(points);
});

it('never holds the seed, from which hidden inputs could be made', () => {
  expect(JSON.stringify(studentView(report, true))).not.toContain('secret seed');
});

describe('the points that count', () => {
  const adjusted = { revision: 1, points: 4, reason: 'r', author: 'a', at: DUE };
  const graded = { points: pointsOf(report), adjustment: null };
  const student = { asStaff: false, isReleased: true, isClosed: false, credit: 1 };

  it.each([
    ['what the student may know', graded, student, 7],
    ['all of it to staff', graded, { ...student, asStaff: true }, 15],
    ['times the credit of its time', graded, { ...student, credit: 0.8 }, 5.6],
    ['what staff set, as they set it', { ...graded, adjustment: adjusted }, { ...student, credit: 0.8 }, 4],
    [
      'nothing before it is released',
      { ...graded, adjustment: adjusted },
      { ...student, isReleased: false },
      null,
    ],
    ['all of it to staff even then', graded, { ...student, asStaff: true, isReleased: false }, 15],
    [
      'what a finished review makes of it, times the credit',
      { ...graded, review: { scoring: 'positive' as const, points: 2 } },
      { ...student, credit: 0.5 },
      4.5,
    ],
    ['nothing without a report', { points: null, adjustment: null }, student, null],
  ])('are %s', (_what, submission, reading, points) => {
    expect(countedPoints({ review: null, ...submission }, reading, 30)).toBe(points);
  });
});
