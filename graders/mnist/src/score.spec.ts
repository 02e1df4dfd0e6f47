import * as fc from 'fast-check';
import { type Findings, overallVerdict, trainingPoints } from './score';

describe('trainingPoints', () => {
  it.each([
    [0, 60],
    [160, 60],
    [161, 59.8],
    [164, 59.19],
    [200, 52.7],
    [300, 39.42],
    [500, 22.69],
    [1000, 0],
    [9020, 0],
  ])('%i errors of 10,000 earn %f', (errors, points) => {
    expect(trainingPoints(errors, 160, 10_000)).toBeCloseTo(points, 1);
  });

  it('never rises with the errors', () => {
    const errors = fc.integer({ min: 0, max: 9999 });
    fc.assert(
      fc.property(errors, (e) => {
        expect(trainingPoints(e + 1, 160, 10_000)).toBeLessThanOrEqual(trainingPoints(e, 160, 10_000));
      }),
    );
  });
});

describe('overallVerdict', () => {
  const good: Findings = {
    rejected: false,
    gradientsWrong: false,
    errors: 160,
    total: 10_000,
    passErrors: 160,
    gradientsRight: true,
    trainedWithThem: true,
    flagged: false,
  };
  it.each<[string, Partial<Findings>]>([
    ['pass', {}],
    ['partial', { errors: 161 }],
    ['partial', { gradientsRight: false }],
    ['fail', { errors: 1000 }],
    ['fail', { trainedWithThem: false }],
    ['error', { errors: null }],
    ['review', { flagged: true }],
    ['rejected', { rejected: true, errors: null }],
    ['fail', { errors: null, gradientsWrong: true }],
  ])('%s for %o', (verdict, change) => expect(overallVerdict({ ...good, ...change })).toBe(verdict));
});
