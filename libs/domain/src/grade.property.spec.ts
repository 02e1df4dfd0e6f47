import fc from 'fast-check';
import { awaitsReview, gradeOf, roundPoints, RUBRIC_SCORINGS, type GradeParts } from './index';

const hundredths = (max: number, min = 0) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((cents) => roundPoints(cents / 100));

/** A report of a problem worth up to 20, a part of which waits for a person; no person has been there yet. */
const judged: fc.Arbitrary<GradeParts> = fc
  .tuple(
    hundredths(20, 1),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([maxPoints, waiting, earned]) => {
    const toReview = roundPoints(maxPoints * waiting);
    const report = roundPoints(Math.max(0, maxPoints - toReview) * earned);
    return { report, toReview, maxPoints, review: null, adjustment: null };
  });
const effect = fc.record({ scoring: fc.constantFrom(...RUBRIC_SCORINGS), points: hundredths(50, -50) });

describe('the grade of a submission', () => {
  it('lies between nothing and what the problem is worth, whatever items are applied', () => {
    fc.assert(
      fc.property(judged, effect, (parts, review) => {
        const grade = gradeOf({ ...parts, review }) ?? -1;
        expect(grade).toBeGreaterThanOrEqual(0);
        expect(grade).toBeLessThanOrEqual(parts.maxPoints);
      }),
    );
  });

  it('never falls when an item gives more', () => {
    fc.assert(
      fc.property(judged, effect, hundredths(10), (parts, review, more) => {
        const better = { ...review, points: roundPoints(review.points + more) };
        expect(gradeOf({ ...parts, review: better }) ?? -1).toBeGreaterThanOrEqual(
          gradeOf({ ...parts, review }) ?? Infinity,
        );
      }),
    );
  });

  it("is the grader's where a review applied nothing, and all that waits where its rubric takes away", () => {
    fc.assert(
      fc.property(judged, (parts) => {
        expect(gradeOf({ ...parts, review: { scoring: 'positive', points: 0 } })).toBe(parts.report);
        const all = Math.min(parts.maxPoints, parts.report + parts.toReview);
        expect(gradeOf({ ...parts, review: { scoring: 'negative', points: 0 } })).toBe(roundPoints(all));
      }),
    );
  });

  it('is what staff set, whatever else there is', () => {
    fc.assert(
      fc.property(judged, fc.option(effect), hundredths(20), (parts, review, adjustment) => {
        expect(gradeOf({ ...parts, review, adjustment })).toBe(adjustment);
        expect(awaitsReview({ ...parts, review, adjustment })).toBe(false);
      }),
    );
  });

  it('is not known while a person has to judge all of it, and never a zero then', () => {
    const waiting = { report: 0, toReview: 10, maxPoints: 10, review: null, adjustment: null };
    expect(gradeOf(waiting)).toBeNull();
    expect(awaitsReview(waiting)).toBe(true);
    expect(gradeOf({ ...waiting, report: 4, toReview: 6 })).toBe(4);
    expect(gradeOf({ ...waiting, review: { scoring: 'negative', points: -2.5 } })).toBe(7.5);
  });
});
