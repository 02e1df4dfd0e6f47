import { seededRandom } from '../random';
import { PATTERNS } from './patterns';

const make = (name: string, n: number) => [
  ...(PATTERNS.find((pattern) => pattern.name === name)?.make(n, seededRandom('s', name)) ?? []),
];

describe('patterns', () => {
  it('have names of their own', () => {
    expect(new Set(PATTERNS.map(({ name }) => name)).size).toBe(PATTERNS.length);
  });

  it.each(PATTERNS)(
    '$name: n integers, the same every time, whose differences fit an int where they can',
    ({ name, make: from }) => {
      for (const n of [2, 7, 256]) {
        const values = from(n, seededRandom('s', name));
        expect(values).toHaveLength(n);
        expect(from(n, seededRandom('s', name))).toEqual(values);
        if (name.includes('INT_MIN')) continue;
        expect(Math.max(...values) - Math.min(...values)).toBeLessThan(2 ** 31);
      }
    },
  );

  it('are what they are called', () => {
    expect(make('sorted', 5)).toEqual([0, 1, 2, 3, 4]);
    expect(make('organ pipe', 6)).toEqual([0, 1, 2, 2, 1, 0]);
    expect(make('bit reversal', 8)).toEqual([0, 4, 2, 6, 1, 5, 3, 7]);
    expect(make('zigzag', 5)).toEqual([0, 4, 1, 3, 2]);
    expect(make('alternating merges', 8)).toEqual([0, 4, 2, 6, 1, 5, 3, 7]);
  });
});
