import { addUp, scaleTo, type TestCase, type TestCaseResult } from './index';

const plan: TestCase[] = [
  { name: 'a', maxPoints: 0.1, visibility: 'student' },
  { name: 'b', maxPoints: 0.2, visibility: 'student' },
];
const result = (name: string, points: number): TestCaseResult => ({
  name,
  points,
  verdict: 'correct',
  code: 'ok',
  message: '',
  evidence: [],
});

describe('addUp', () => {
  it('sums without the dust of binary fractions', () => {
    expect(addUp(plan, [result('a', 0.1), result('b', 0.2)])).toEqual({ points: 0.3, maxPoints: 0.3 });
  });

  it('gives nothing for a case that has no result', () => {
    expect(addUp(plan, [result('b', 0.2)])).toEqual({ points: 0.2, maxPoints: 0.3 });
  });

  it.each([
    ['an unplanned case', [result('c', 0)]],
    ['a second result', [result('a', 0), result('a', 0.1)]],
    ['more than the case is worth', [result('a', 1)]],
    ['less than nothing', [result('a', -1)]],
    ['no number', [result('a', Number.NaN)]],
  ])('refuses %s', (_what, results) => {
    expect(() => addUp(plan, results)).toThrow(RangeError);
  });
});

describe('scaleTo', () => {
  it('keeps the share', () => {
    expect(scaleTo({ points: 1, maxPoints: 3 }, 10)).toEqual({ points: 3.33, maxPoints: 10 });
  });
});
