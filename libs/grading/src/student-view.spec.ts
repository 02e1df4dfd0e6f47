import type { GradeReport, TestCaseReport } from '#libs/contracts';
import type { Visibility } from '#libs/domain';
import { pointsOf, studentPoints, studentView } from './student-view';

const DUE = '2030-01-01T00:00:00Z';
const before = new Date('2029-12-31T23:59:59Z');
const after = new Date(DUE);

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
  ['before the deadline', DUE, before, ['student'], 7, { count: 2, maxPoints: 20 }],
  ['after the deadline', DUE, after, ['student', 'after-deadline'], 12, { count: 1, maxPoints: 10 }],
  ['without a deadline', undefined, after, ['student'], 7, { count: 2, maxPoints: 20 }],
])('shows %s what may be known then', (_when, dueAt, now, names, points, hidden) => {
  const view = studentView(report, dueAt, now);
  expect(view.cases.map(({ name }) => name)).toEqual(names);
  expect(view).toMatchObject({ points, hidden });
  expect(studentPoints(pointsOf(report), dueAt, now)).toBe(points);
});

it('never holds the seed, from which hidden inputs could be made', () => {
  expect(JSON.stringify(studentView(report, DUE, after))).not.toContain('secret seed');
});
