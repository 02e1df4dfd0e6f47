import { type Point } from './evaluate';
import { type Random } from './random';

export const ASSUMPTIONS = [
  'real',
  'positive',
  'nonnegative',
  'nonzero',
  'integer',
  'positive-integer',
] as const;
export type Assumption = (typeof ASSUMPTIONS)[number];

/** What each variable may be; real where nothing is said. */
export type Domain = ReadonlyMap<string, Assumption>;

export interface Candidate {
  readonly exact: Point;
  readonly rough: ReadonlyMap<string, number>;
}

export function domainOf(
  variables: readonly string[],
  assume: Readonly<Record<string, Assumption>> = {},
  canonical: (name: string) => string = (name) => name,
): Domain {
  const assumed = new Map(Object.entries(assume).map(([name, what]) => [canonical(name), what]));
  return new Map(variables.map((name) => [name, assumed.get(name) ?? 'real']));
}

/** Random decimals of 15 digits, every sign pattern in turn. */
export function candidate(
  domain: Domain,
  index: number,
  scales: readonly [number, ...number[]],
  random: Random,
): Candidate {
  const exact = new Map<string, string>();
  const rough = new Map<string, number>();
  const common = random.pick(scales);
  const apart = random.uniform() < 0.4;
  let bit = index;
  for (const [place, [name, assumption]] of [...domain].entries()) {
    const scale = apart ? random.pick(scales) : common;
    const far = (index + 2 * place) % 5 === 4;
    const negative = (bit & 1) === 1 && !['positive', 'nonnegative', 'positive-integer'].includes(assumption);
    bit >>= 1;
    const text =
      (negative ? '-' : '') + sizeWithin(assumption, far && isWhole(assumption) ? FAR : scale, random);
    exact.set(name, text);
    rough.set(name, Number(text));
  }
  return { exact, rough };
}

/**
 * Every fifth integer is a large one: (n - 1)(n - 2)…(n - 60) vanishes at all small ones, and no answer that is short
 * enough to be read has more factors than this.
 */
const FAR = Infinity;
const FAR_FROM = 301;

function isWhole(assumption: Assumption): boolean {
  return assumption === 'integer' || assumption === 'positive-integer';
}

function sizeWithin(assumption: Assumption, scale: number, random: Random): string {
  if (isWhole(assumption)) {
    if (scale === FAR) return String(FAR_FROM + random.below(100));
    return String(1 + random.below(Math.max(8, Math.min(scale, 60))));
  }
  return ((0.02 + 0.98 * random.uniform()) * scale).toPrecision(15).replace('e+', 'e');
}

/** One variable about as large as `scale`, the others ordinary. */
export function farCandidate(
  domain: Domain,
  name: string,
  scale: number,
  index: number,
  random: Random,
): Candidate {
  const near = candidate(domain, index, [1, 3], random);
  const far = candidate(new Map([[name, domain.get(name) ?? 'real']]), index, [scale], random);
  return { exact: new Map([...near.exact, ...far.exact]), rough: new Map([...near.rough, ...far.rough]) };
}

/** Small round points at which a person can check an answer by hand. */
export function* roundPoints(domain: Domain): Generator<Candidate> {
  const rows = [
    [1, 0, 2, 3],
    [0, 1, 2, 3],
    [1, 2, 3, 4],
    [2, 1, 3, -1],
    [-1, 1, 2, 3],
    [-2, -1, 1, 2],
    [3, -2, 1, 2],
    [0.5, 0.25, 2, 4],
    [2, 3, 5, 7],
  ];
  for (const row of rows) {
    const rough = new Map<string, number>();
    for (const [index, [name, assumption]] of [...domain].entries()) {
      const value = row[index % row.length] ?? 1;
      rough.set(name, permitted(value, assumption));
    }
    yield { rough, exact: new Map([...rough].map(([name, value]) => [name, String(value)])) };
  }
}

function permitted(value: number, assumption: Assumption): number {
  switch (assumption) {
    case 'real':
      return value;
    case 'nonzero':
      return value === 0 ? 1 : value;
    case 'integer':
      return Math.trunc(value);
    case 'positive':
      return Math.abs(value) || 1;
    case 'nonnegative':
      return Math.abs(value);
    case 'positive-integer':
      return Math.max(1, Math.abs(Math.trunc(value)));
  }
}
