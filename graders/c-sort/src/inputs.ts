import { type Random, seededRandom, shuffle } from './random';

export const INT_MAX = 2 ** 31 - 1;
export const INT_MIN = -(2 ** 31);

/** `line`: N, then all integers on one line. `lines`: one integer a line. A program may read either. */
export type Layout = 'line' | 'lines';
export const LAYOUTS: readonly Layout[] = ['line', 'lines'];

/** What a program gets on stdin. */
export function formatInput(values: Int32Array, layout: Layout): Uint8Array {
  const separator = layout === 'line' ? ' ' : '\n';
  const body = values.length === 0 ? '' : `${values.join(separator)}\n`;
  return Buffer.from(`${values.length}\n${body}`);
}

function make(n: number, value: (i: number) => number): Int32Array {
  const values = new Int32Array(n);
  for (let i = 0; i < n; i++) values[i] = value(i);
  return values;
}

export const randomInts = (n: number, random: Random): Int32Array => make(n, () => random.int32());

/** Integers in [low, high], both ends included. */
export const between = (n: number, low: number, high: number, random: Random): Int32Array =>
  make(n, () => low + random.below(high - low + 1));

/**
 * The distributions of Bentley and McIlroy, "Engineering a Sort Function" (1993), their certification program for
 * qsort. `m` sets the number of distinct values or the stride.
 */
const DISTRIBUTIONS: readonly ((i: number, m: number, n: number, random: Random) => number)[] = [
  (i, m) => i % m,
  (_, m, _n, random) => random.below(m),
  (i, m, n) => (i * m + i) % n,
  (i, m) => Math.min(i, m),
  (i, m, n, random) => (random.below(m) > 0 ? 2 * i : n + 2 * i + 1),
];

/** … and the orders in which they present each distribution. */
const ORDERS: readonly ((values: Int32Array) => Int32Array)[] = [
  (values) => values,
  (values) => values.toReversed(),
  (values) =>
    new Int32Array([...values.slice(0, values.length >> 1).reverse(), ...values.slice(values.length >> 1)]),
  (values) =>
    new Int32Array([...values.slice(0, values.length >> 1), ...values.slice(values.length >> 1).reverse()]),
  (values) => values.toSorted(),
  (values) => values.map((value, i) => value + (i % 5)),
];

function bentleyMcIlroy(random: Random): Int32Array[] {
  const sizes = [100, 255, 256, 1000];
  return DISTRIBUTIONS.flatMap((value, d) =>
    [0, 1, 2].map((k) => {
      const n = sizes[(d + k) % sizes.length] ?? 100;
      const m = 2 ** random.below(9);
      const order = ORDERS[(2 * d + k) % ORDERS.length] ?? ((values) => values);
      return order(make(n, (i) => value(i, m, n, random)));
    }),
  );
}

/** One planned correctness case: all its inputs must come out sorted. */
export interface CorrectnessCase {
  readonly name: string;
  /** Share of the correctness points, out of 60. */
  readonly weight: number;
  readonly inputs: (random: Random, largest: number) => readonly Int32Array[];
}

export const LARGE_CASE = 'large random';

/**
 * In the order in which they are reported. Up to `patterns` no N is greater than 100, so that a program with `int a[100]` loses
 * little: the ordinary cases weigh most, and a corner such as N = 0 costs little.
 */
export const CORRECTNESS_CASES: readonly CorrectnessCase[] = [
  {
    name: 'small random',
    weight: 9,
    inputs: (random) => [5, 3, 4, 6, 7, 8, 9, 12, 17].map((n) => between(n, -99, 99, random)),
  },
  { name: 'N = 0', weight: 3, inputs: () => [new Int32Array()] },
  { name: 'N = 1', weight: 3, inputs: (random) => [between(1, -99, 99, random)] },
  {
    name: 'N = 2',
    weight: 4,
    inputs: () =>
      [
        [2, 1],
        [1, 2],
        [3, 3],
      ].map((pair) => Int32Array.from(pair)),
  },
  {
    name: 'random',
    weight: 8,
    inputs: (random) => [20, 33, 50, 64, 99, 100].map((n) => between(n, -1e9, 1e9, random)),
  },
  {
    name: 'duplicates',
    weight: 7,
    inputs: (random) => [
      between(7, 1, 3, random),
      between(16, 0, 1, random),
      between(50, 1, 5, random),
      between(100, 0, 20, random),
    ],
  },
  { name: 'all equal', weight: 4, inputs: () => [make(8, () => 7), make(100, () => -3)] },
  {
    name: 'sorted',
    weight: 4,
    inputs: () => [make(10, (i) => i + 1), make(100, (i) => 3 * i - 150)],
  },
  {
    name: 'reversed',
    weight: 4,
    inputs: () => [make(10, (i) => 10 - i), make(100, (i) => 150 - 3 * i)],
  },
  { name: 'negative numbers', weight: 3, inputs: (random) => [between(20, -1e6, -1, random)] },
  {
    name: 'INT_MIN and INT_MAX',
    weight: 3,
    inputs: (random) => [
      Int32Array.of(INT_MAX, INT_MIN, 0, -1, 1, INT_MAX, INT_MIN),
      shuffle(Int32Array.of(INT_MIN, INT_MAX, INT_MIN + 1, INT_MAX - 1, 0, 5, -5, INT_MAX, INT_MIN), random),
      randomInts(64, random),
    ],
  },
  { name: 'patterns', weight: 4, inputs: bentleyMcIlroy },
  { name: LARGE_CASE, weight: 4, inputs: (random, largest) => [randomInts(largest, random)] },
];

/** The inputs of a case; they depend on nothing but the seed. */
export function inputsOf(testCase: CorrectnessCase, seed: string, largest: number): readonly Int32Array[] {
  return testCase.inputs(seededRandom(seed, `case ${testCase.name}`), largest);
}
