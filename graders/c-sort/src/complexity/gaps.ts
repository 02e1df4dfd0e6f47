/**
 * Shellsort, comb sort and sorting networks compare cells that lie a fixed distance apart, many times in a row; other sorts
 * don't. The distances that a program compares at give its gap sequence away, and the gap sequence gives a bad input.
 */

export interface GapSequence {
  readonly name: string;
  /** Gaps below n, ascending, the first is 1. */
  readonly gaps: (n: number) => number[];
}

function upTo(n: number, gap: (k: number) => number): number[] {
  const gaps: number[] = [];
  for (let k = 0; k < 64 && gap(k) < n; k++) gaps.push(gap(k));
  return gaps.length === 0 ? [1] : gaps;
}

const CIURA = [1, 4, 10, 23, 57, 132, 301, 701, 1577, 3548, 7983, 17_961, 40_412, 90_927];

export const GAP_SEQUENCES: readonly GapSequence[] = [
  { name: 'Shell 1959', gaps: (n) => upTo(n, (k) => Math.floor(n / 2 ** (Math.floor(Math.log2(n)) - k))) },
  { name: 'Hibbard', gaps: (n) => upTo(n, (k) => 2 ** (k + 1) - 1) },
  { name: 'Knuth', gaps: (n) => upTo(n, (k) => (3 ** (k + 1) - 1) / 2) },
  {
    name: 'Sedgewick 1986',
    gaps: (n) =>
      upTo(n, (k) =>
        k % 2 === 1 ? 8 * 2 ** k - 6 * 2 ** ((k + 1) / 2) + 1 : 9 * (2 ** k - 2 ** (k / 2)) + 1,
      ),
  },
  { name: 'Ciura', gaps: (n) => upTo(n, (k) => CIURA[k] ?? Infinity) },
  { name: 'Tokuda', gaps: (n) => upTo(n, (k) => Math.ceil((9 * 2.25 ** k - 4) / 5)) },
];

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** Greatest common divisors of consecutive blocks of distances, in elements. */
function blockDivisors(distances: Int32Array, block: number): number[] {
  const size = distances.reduce(gcd, 0) || 1;
  const divisors: number[] = [];
  for (let start = 0; start + block <= distances.length; start += block) {
    divisors.push(distances.subarray(start, start + block).reduce(gcd, 0) / size);
  }
  return divisors;
}

/**
 * Whether comparisons run in long stretches at one distance, for several distances greater than 2.
 * @param distances in bytes, of the keys of each comparison in order, for an input of n random keys
 */
export function hasGapSignature(distances: Int32Array, n: number): boolean {
  const divisors = blockDivisors(distances, n >> 3);
  const wide = divisors.filter((divisor) => divisor >= 3);
  return divisors.length >= 8 && wide.length >= 0.45 * divisors.length && new Set(wide).size >= 3;
}

/** The gaps that the program used for n keys, ascending. */
export function learnGaps(distances: Int32Array, n: number): number[] {
  const block = 64;
  const seen = new Map<number, number>();
  for (const gap of blockDivisors(distances, block)) seen.set(gap, (seen.get(gap) ?? 0) + block);
  return [...seen]
    .filter(([gap, comparisons]) => gap >= 2 && gap < n && comparisons >= n >> 3)
    .map(([gap]) => gap)
    .sort((a, b) => a - b);
}

/**
 * An input that the stages with the `stages` greatest gaps below n/2 leave as it is, and that is as inverted as that
 * allows for the rest: a linear extension of the order {p before p + h}, which gives each next smallest value to the last
 * position whose predecessors all have theirs.
 * @param gaps ascending
 */
export function invertedInStages(n: number, gaps: readonly number[], stages: number): Int32Array {
  const kept = gaps.slice(-stages);
  const waiting = new Int32Array(n);
  for (const h of kept) for (let p = h; p < n; p++) waiting[p] = (waiting[p] ?? 0) + 1;
  const free = new MaxHeap();
  for (let p = 0; p < n; p++) if (waiting[p] === 0) free.push(p);
  const values = new Int32Array(n);
  for (let value = 0; value < n; value++) {
    const p = free.pop();
    values[p] = value;
    for (const h of kept) {
      if (p + h >= n) continue;
      const left = (waiting[p + h] ?? 0) - 1;
      waiting[p + h] = left;
      if (left === 0) free.push(p + h);
    }
  }
  return values;
}

class MaxHeap {
  private readonly items: number[] = [];

  push(item: number): void {
    let i = this.items.push(item) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((this.items[parent] ?? 0) >= item) break;
      this.items[i] = this.items[parent] ?? 0;
      i = parent;
    }
    this.items[i] = item;
  }

  /** @throws RangeError when empty */
  pop(): number {
    const top = this.items[0];
    const last = this.items.pop();
    if (top === undefined || last === undefined) throw new RangeError('empty heap');
    const size = this.items.length;
    if (size === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && (this.items[child + 1] ?? 0) > (this.items[child] ?? 0)) child++;
      if ((this.items[child] ?? 0) <= last) break;
      this.items[i] = this.items[child] ?? 0;
      i = child;
    }
    this.items[i] = last;
    return top;
  }
}
