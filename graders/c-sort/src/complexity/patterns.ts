import { INT_MAX, INT_MIN } from '../inputs';
import { type Random, shuffle } from '../random';
import { GAP_SEQUENCES, invertedInStages } from './gaps';

/** A family of inputs with one member for each N. */
export interface Pattern {
  readonly name: string;
  readonly make: (n: number, random: Random) => Int32Array;
}

const build = (n: number, value: (i: number) => number): Int32Array =>
  Int32Array.from({ length: n }, (_, i) => value(i));
const identity = (n: number): Int32Array => build(n, (i) => i);
const root = (n: number): number => Math.max(2, Math.floor(Math.sqrt(n)));

function swapped(values: Int32Array, count: number, random: Random): Int32Array {
  for (let k = 0; k < count; k++) {
    const i = random.below(values.length);
    const j = random.below(values.length);
    [values[i], values[j]] = [values[j] ?? 0, values[i] ?? 0];
  }
  return values;
}

/** Sorted blocks of the given length, the values of each drawn from everywhere. */
function sortedRuns(n: number, length: number, random: Random): Int32Array {
  const values = shuffle(identity(n), random);
  for (let start = 0; start < n; start += length) values.subarray(start, start + length).sort();
  return values;
}

function reversedBlocks(n: number, length: number): Int32Array {
  const values = identity(n);
  for (let start = 0; start < n; start += length) values.subarray(start, start + length).reverse();
  return values;
}

/** Musser, "Introspective Sorting and Selection Algorithms" (1997): kills a median of first, middle and last. */
function medianOfThreeKiller(n: number): Int32Array {
  const k = n >> 1;
  return build(n, (i) => (i >= 2 * k ? i : i < k ? (i % 2 === 0 ? i + 1 : k + i) : 2 * (i - k + 1)));
}

function bitReversal(n: number): Int32Array {
  const bits = Math.ceil(Math.log2(Math.max(2, n)));
  const reversed = (i: number): number => {
    let result = 0;
    for (let b = 0; b < bits; b++) result = (result << 1) | ((i >> b) & 1);
    return result;
  };
  return build(n, reversed);
}

/** Every merge of a top-down merge sort alternates between its halves: deal the sorted keys out, half by half. */
function mergeWorstCase(n: number): Int32Array {
  const values = identity(n);
  const dealt = new Int32Array(n);
  const deal = (low: number, high: number): void => {
    if (high - low < 2) return;
    const middle = low + ((high - low + 1) >> 1);
    for (let i = low, left = low, right = middle; i < high; i++) {
      dealt[(i - low) % 2 === 0 ? left++ : right++] = values[i] ?? 0;
    }
    for (let i = low; i < high; i++) values[i] = dealt[i] ?? 0;
    deal(low, middle);
    deal(middle, high);
  };
  deal(0, n);
  return values;
}

/** 0, n − 1, 1, n − 2, … and the like. */
const zigzag = (n: number): Int32Array => build(n, (i) => (i % 2 === 0 ? i >> 1 : n - 1 - (i >> 1)));

const midOut = (n: number): Int32Array => build(n, (i) => (n >> 1) + (i % 2 === 0 ? -1 : 1) * ((i + 1) >> 1));

const RANGE = 5e8;

/** The one pattern whose values are too far apart to be subtracted. */
const withExtremes = (n: number, random: Random): Int32Array =>
  build(n, (i) => (i === n >> 2 ? INT_MIN : i === n >> 1 ? INT_MAX : random.int32()));

/** Orders, near-orders and shapes that are hard for one sort or another. Most values stay small enough to be subtracted. */
const SHAPES: readonly Pattern[] = [
  { name: 'random', make: (n, r) => build(n, () => r.below(2 * RANGE) - RANGE) },
  { name: 'random, with INT_MIN and INT_MAX', make: (n, r) => withExtremes(n, r) },
  { name: 'random permutation', make: (n, r) => shuffle(identity(n), r) },
  { name: 'sorted', make: identity },
  { name: 'reversed', make: (n) => identity(n).reverse() },
  { name: 'all equal', make: (n) => build(n, () => 42) },
  { name: 'two values', make: (n, r) => build(n, () => r.below(2)) },
  { name: 'eight values', make: (n, r) => build(n, () => r.below(8)) },
  { name: '√N values', make: (n, r) => build(n, () => r.below(root(n))) },
  { name: 'organ pipe', make: (n) => build(n, (i) => Math.min(i, n - 1 - i)) },
  { name: 'organ pipe, distinct', make: (n) => build(n, (i) => (i < n / 2 ? 2 * i : 2 * (n - 1 - i) + 1)) },
  { name: 'valley', make: (n) => build(n, (i) => Math.max(i, n - 1 - i)) },
  { name: 'sawtooth of 8', make: (n) => build(n, (i) => i % 8) },
  { name: 'sawtooth of √N', make: (n) => build(n, (i) => i % root(n)) },
  { name: 'stagger', make: (n) => build(n, (i) => (i * root(n) + i) % n) },
  { name: 'stagger of 7', make: (n) => build(n, (i) => (i * 7 + i) % n) },
  { name: 'plateau', make: (n) => build(n, (i) => Math.min(i, n >> 2)) },
  { name: 'two interleaved', make: (n) => build(n, (i) => (i % 2 === 0 ? i : n + i)) },
  { name: 'two interleaved, one falling', make: (n) => build(n, (i) => (i % 2 === 0 ? i : 2 * n - i)) },
  { name: 'second half reversed', make: (n) => build(n, (i) => (i < n / 2 ? i : n + (n >> 1) - i)) },
  { name: 'halves swapped', make: (n) => build(n, (i) => (i + (n >> 1)) % n) },
  { name: 'smallest at the end', make: (n) => build(n, (i) => (i + 1) % n) },
  { name: 'greatest in front', make: (n) => build(n, (i) => (i + n - 1) % n) },
  { name: 'smallest in the middle', make: (n) => build(n, (i) => (i === n >> 1 ? -1 : i)) },
  { name: 'sorted, 1 % swapped', make: (n, r) => swapped(identity(n), Math.ceil(n / 100), r) },
  { name: 'sorted, 10 swapped', make: (n, r) => swapped(identity(n), 10, r) },
  { name: 'reversed, 1 % swapped', make: (n, r) => swapped(identity(n).reverse(), Math.ceil(n / 100), r) },
  { name: 'sorted, random tail', make: (n, r) => build(n, (i) => (i < n - n / 100 ? i : r.below(n))) },
  { name: 'sorted, √N random tail', make: (n, r) => build(n, (i) => (i < n - root(n) ? i : r.below(n))) },
  { name: 'random, sorted tail', make: (n, r) => build(n, (i) => (i < n / 2 ? r.below(n) : i)) },
  { name: 'dithered', make: (n, r) => build(n, (i) => i + r.below(8)) },
  { name: 'dithered by √N', make: (n, r) => build(n, (i) => i + r.below(root(n))) },
  { name: 'zigzag', make: zigzag },
  { name: 'zigzag from the middle', make: midOut },
  { name: 'zigzag from the middle, reversed', make: (n) => midOut(n).reverse() },
  { name: 'median-of-three killer', make: medianOfThreeKiller },
  { name: 'bit reversal', make: bitReversal },
  { name: 'alternating merges', make: mergeWorstCase },
  { name: 'exponential', make: (n, r) => build(n, () => Math.floor(2 ** (r.below(2 ** 30) / 2 ** 25.2))) },
  { name: 'powers of two', make: (n, r) => build(n, () => 2 ** r.below(29)) },
  { name: 'cluster and outliers', make: (n, r) => build(n, (i) => (i % 100 === 0 ? RANGE - i : r.below(n))) },
  { name: 'cluster and one outlier', make: (n, r) => build(n, (i) => (i === 0 ? RANGE : r.below(n))) },
  {
    name: 'nested clusters',
    make: (n, r) => build(n, (i) => Math.floor(RANGE / 2 ** (i % 28)) + r.below(3)),
  },
  { name: 'runs of 2', make: (n, r) => sortedRuns(n, 2, r) },
  { name: 'runs of 16', make: (n, r) => sortedRuns(n, 16, r) },
  { name: 'runs of √N', make: (n, r) => sortedRuns(n, root(n), r) },
  { name: 'blocks of 16 reversed', make: (n) => reversedBlocks(n, 16) },
  { name: 'blocks of √N reversed', make: (n) => reversedBlocks(n, root(n)) },
  {
    name: 'multiples of a power of two',
    make: (n, r) =>
      shuffle(
        build(n, (i) => (i % 8192) * 65_536 - RANGE),
        r,
      ),
  },
];

/** Worst cases of Shellsort's best-known gap sequences, in case that the program's own can't be learned. */
const SHELL: readonly Pattern[] = GAP_SEQUENCES.flatMap(({ name, gaps }) =>
  [1, 2].map((stages) => ({
    name: `Shellsort killer (${name}, ${stages})`,
    make: (n: number) => invertedInStages(n, gaps(n), stages),
  })),
);

export const PATTERNS: readonly Pattern[] = [...SHAPES, ...SHELL];
