import { fitGrowth, isPowerGrowth, judgeGrowth, jumps, ratio, relativeDeviation } from './statistics';

const series = (from: number, to: number, cost: (n: number) => number) =>
  Array.from({ length: to - from + 1 }, (_, i) => 2 ** (from + i)).map((n) => ({
    n,
    cost: Math.round(cost(n)),
  }));

describe('judgeGrowth', () => {
  it.each([
    ['N log N', (n: number) => 30 * n * Math.log2(n)],
    ['N log N with a large linear part', (n: number) => 8 * n * Math.log2(n) + 400 * n],
    ['N log N with a negative linear part', (n: number) => 20 * n * Math.log2(n) - 90 * n],
    ['N log N with a constant', (n: number) => 20 * n * Math.log2(n) + 200_000],
    ['N', (n: number) => 100 * n],
    ['N with a table', (n: number) => 100 * n + 1e6],
  ])('takes %s for N log N', (_, cost) => {
    expect(judgeGrowth(fitGrowth(series(9, 16, cost)))).toBe('nlogn');
  });

  it.each([
    ['N log² N', (n: number) => 10 * n * Math.log2(n) ** 2],
    ['N log² N beside N log N', (n: number) => 10 * n * Math.log2(n) ** 2 + 40 * n * Math.log2(n)],
    ['N^1.25', (n: number) => 20 * n ** 1.25],
    ['N^1.5', (n: number) => 20 * n ** 1.5],
    ['N²', (n: number) => n * n],
  ])('takes %s for faster', (_, cost) => {
    expect(judgeGrowth(fitGrowth(series(9, 16, cost)))).toBe('faster');
  });

  it('says so when noise hides the bend', () => {
    expect(judgeGrowth({ kappa: 0.16, error: 0.06, q: 1.5 })).toBe('unclear');
    expect(judgeGrowth({ kappa: 0.16, error: 0.06, q: 1.1 })).toBe('nlogn');
  });
});

describe('isPowerGrowth', () => {
  it('sees N², also under a large linear part and where the program was stopped', () => {
    expect(isPowerGrowth({ points: series(7, 13, (n) => n * n) })).toBe(true);
    expect(isPowerGrowth({ points: series(7, 13, (n) => n * n + 300 * n) })).toBe(true);
    const points = [...series(7, 12, (n) => n * n), { n: 8192, cost: 1000 }];
    expect(isPowerGrowth({ points, stopped: true })).toBe(true);
  });

  it('does not see it in N log N, N log² N or too few points', () => {
    expect(isPowerGrowth({ points: series(7, 13, (n) => 40 * n * Math.log2(n)) })).toBe(false);
    expect(isPowerGrowth({ points: series(7, 13, (n) => 40 * n * Math.log2(n) ** 2) })).toBe(false);
    expect(isPowerGrowth({ points: series(7, 9, (n) => n * n) })).toBe(false);
  });
});

test('jumps', () => {
  const points = series(9, 14, (n) => 40 * n * Math.log2(n));
  expect(jumps(points)).toBe(false);
  expect(jumps([...points, { n: 2 ** 15, cost: 1e9 }])).toBe(true);
});

test('ratio', () => {
  expect(ratio({ n: 1024, cost: 10_240 })).toBe(1);
});

test('the relative deviation of a constant is nothing, of 1 and 3 a half', () => {
  expect(relativeDeviation([7, 7, 7])).toBe(0);
  expect(relativeDeviation([1, 3])).toBe(0.5);
});
