import { shuffle, seededRandom } from '../random';
import { GAP_SEQUENCES, hasGapSignature, invertedInStages, learnGaps } from './gaps';

const N = 1024;
const permutation = () =>
  shuffle(
    Int32Array.from({ length: N }, (_, i) => i),
    seededRandom('gaps', 'spec'),
  );

/** Distances, in bytes, of the comparisons of a Shellsort with these gaps (descending). */
function shellsortTrace(values: Int32Array, gaps: readonly number[]): Int32Array {
  const distances: number[] = [];
  for (const gap of gaps) {
    for (let i = gap; i < values.length; i++) {
      const key = values[i] ?? 0;
      let j = i;
      for (; j >= gap; j -= gap) {
        distances.push(4 * (i - j + gap));
        if ((values[j - gap] ?? 0) <= key) break;
        values[j] = values[j - gap] ?? 0;
      }
      values[j] = key;
    }
  }
  return Int32Array.from(distances);
}

/** … of a heapsort's first phase. */
function heapTrace(values: Int32Array): Int32Array {
  const distances: number[] = [];
  for (let pass = 0; pass < 4; pass++) {
    for (let i = (N >> 1) - 1; i >= 0; i--) {
      for (let at = i; 2 * at + 2 < N; at = 2 * at + 1 + ((values[at] ?? 0) & 1))
        distances.push(4, 4 * (at + 1));
    }
  }
  return Int32Array.from(distances);
}

describe.each(GAP_SEQUENCES)('$name', ({ gaps }) => {
  const descending = gaps(N).toReversed();
  const trace = shellsortTrace(permutation(), descending);

  it('starts at 1 and stays below n', () => {
    expect(descending.at(-1)).toBe(1);
    expect(descending.every((gap, i) => gap < N && (i === 0 || gap < (descending[i - 1] ?? 0)))).toBe(true);
  });

  it('is known by its signature and learned back', () => {
    expect(hasGapSignature(trace, N)).toBe(true);
    const learned = learnGaps(trace, N);
    const wide = descending.filter((gap) => gap > 2 && gap < N / 4);
    expect(wide.filter((gap) => learned.includes(gap)).length).toBeGreaterThanOrEqual(
      Math.ceil(wide.length * 0.6),
    );
  });

  it('has inputs on which it takes more comparisons', () => {
    const worst = Math.max(
      ...[1, 2, 3].map((k) => shellsortTrace(invertedInStages(N, gaps(N), k), descending).length),
    );
    expect(worst).toBeGreaterThan(trace.length * 0.9);
  });
});

it('does not take a heap for a Shellsort', () => {
  expect(hasGapSignature(heapTrace(permutation()), N)).toBe(false);
});

describe('invertedInStages', () => {
  it('is a permutation that the kept stages leave as it is', () => {
    const values = invertedInStages(100, [1, 4, 13, 40], 2);
    expect([...values].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    for (const gap of [13, 40]) {
      for (let i = gap; i < 100; i++) expect(values[i - gap]!).toBeLessThan(values[i]!);
    }
  });
});
