/**
 * Are two expressions the same function? Decided by values at seeded random real points, never by rewriting.
 *
 * Theory of operation. Two different analytic functions agree only on a set of measure zero, so one random point tells
 * them apart with probability 1; what remains are rounding, branches and domains. Rounding: every comparison uses the
 * error bounds of `approximation.ts` at 80 digits. Branches: points on both sides of every |u| (`switches.ts`). Domains:
 * equal means equal wherever the key is defined, and defined there (√(y²) is not y, (√y)² is not y); isolated removable
 * points are never hit by random decimals. A point where a term was too small to see proves nothing (Schwartz 1980 for
 * the idea; STACK issue 1464 for why computer algebra is no substitute).
 */
import { type Approximation, Arithmetic, magnitude, NoValue, type Budget } from './approximation';
import { candidate, farCandidate, roundPoints, type Candidate, type Domain } from './domain';
import { evaluateDouble } from './double';
import { evaluate, type Point, scaleOf } from './evaluate';
import { type Expression, variablesOf } from './expression';
import { Random } from './random';
import { exactValue } from './rational';
import { switchesOf, unusualScales } from './switches';

export type Equality =
  | { readonly kind: 'equal'; readonly points: number }
  | {
      readonly kind: 'different';
      readonly at: Point;
      /** The student's value there, a few digits; undefined where it has none. */
      readonly yours: string | undefined;
    }
  | {
      readonly kind: 'undecided';
      readonly reason: 'undefined-everywhere' | 'too-large' | 'too-costly' | 'too-few-points';
    }
  /** The key itself has no value at any point: a mistake in the problem. */
  | { readonly kind: 'key-undefined' };

export interface EqualityOptions {
  readonly seed: string;
  /** Relative to the key's value (of a sum: its largest term). Exact when absent. */
  readonly tolerance?: number;
  /** Units of work for the whole decision; deterministic, unlike a clock. */
  readonly budget?: number;
}

const POINTS = 12;
const FIRST_LOOK = 3;
const MOST_CANDIDATES = 500;
/** Points at which both sides are worked out; the others cost nothing. */
const MOST_LOOKS = 60;
const SIGNS_OF_OVERFLOW = 24;
const SCALES = [0.3, 1, 3, 8, 40] as const;
const WIDER = [0.02, 200, 0.001, 3000, 1e5] as const;
/** About 1 µs a unit on a slow core. */
const DEFAULT_BUDGET = 80_000;

type Outcome = 'same' | 'weak' | 'vague' | 'key-missing' | 'too-large' | 'missing' | 'different';

export function decideEquality(
  student: Expression,
  key: Expression,
  domain: Domain,
  options: EqualityOptions,
): Equality {
  const exactly = options.tolerance === undefined ? compareExactly(student, key) : undefined;
  if (exactly) return exactly;
  try {
    return new Comparison(student, key, domain, options).decide();
  } catch (thrown) {
    if (thrown instanceof NoValue) return { kind: 'undecided', reason: 'too-costly' };
    throw thrown;
  }
}

/** Two numbers such as 23/2 and 11.5 need no random points. */
function compareExactly(student: Expression, key: Expression): Equality | undefined {
  const [left, right] = [exactValue(student), exactValue(key)];
  if (!left || !right) return undefined;
  if (left.numerator === right.numerator && left.denominator === right.denominator)
    return { kind: 'equal', points: 1 };
  const yours = String(Number((Number(left.numerator) / Number(left.denominator)).toPrecision(4)));
  return { kind: 'different', at: new Map(), yours };
}

class Comparison {
  private readonly budget: Budget;
  private readonly coarse: Arithmetic;
  private readonly fine: Arithmetic;
  private readonly random: Random;
  private readonly tally: Record<Outcome, number> = {
    same: 0,
    weak: 0,
    vague: 0,
    'key-missing': 0,
    'too-large': 0,
    missing: 0,
    different: 0,
  };
  private witness: Candidate | undefined;

  constructor(
    private readonly student: Expression,
    private readonly key: Expression,
    private readonly domain: Domain,
    private readonly options: EqualityOptions,
  ) {
    this.budget = { left: options.budget ?? DEFAULT_BUDGET };
    this.coarse = new Arithmetic(34, this.budget);
    this.fine = new Arithmetic(80, this.budget);
    this.random = new Random(options.seed);
  }

  decide(): Equality {
    const nowhere = variablesOf(this.student).size === 0 ? this.whyNoNumber() : undefined;
    if (nowhere) return { kind: 'undecided', reason: nowhere };
    const scales: [number, ...number[]] = [...SCALES];
    const wider = [...WIDER];
    let looked = 0;
    for (let index = 0; index < MOST_CANDIDATES && !this.isSettled(); index++) {
      if (index % 40 === 39 && this.tally.same < POINTS / 2) scales.push(wider.shift() ?? 1);
      const next = candidate(this.domain, index, scales, this.random);
      if (Number.isNaN(evaluateDouble(this.key, next.rough))) this.tally['key-missing']++;
      else this.look(next, looked++ < FIRST_LOOK);
      if (this.domain.size === 0) break;
    }
    if (this.tally.different === 0 && this.tally.missing === 0) this.lookAtUnusualPoints();
    return this.conclude();
  }

  /** 9^9^9^9 and 1/0 have no value at any point; one look tells. */
  private whyNoNumber(): 'undefined-everywhere' | 'too-large' | undefined {
    const value = this.valueOf(this.student, new Map(), this.coarse);
    if (value === 'undefined') return 'undefined-everywhere';
    if (value === 'vague') return 'undefined-everywhere';
    return value === 'too-large' ? value : undefined;
  }

  private isSettled(): boolean {
    const { same, weak, vague, missing, different, 'too-large': large } = this.tally;
    if (different > 0 || same >= POINTS || missing >= POINTS || (missing > 0 && same > 0)) return true;
    return (large >= SIGNS_OF_OVERFLOW && same === 0) || same + weak + vague + large >= MOST_LOOKS;
  }

  private look(at: Candidate, briefly: boolean): Outcome {
    if (briefly) {
      const first = this.compare(at.exact, this.coarse);
      if (first === 'key-missing') {
        this.tally[first]++;
        return first;
      }
    }
    const outcome = this.compare(at.exact, this.fine);
    this.tally[outcome]++;
    if (outcome === 'different' || (outcome === 'missing' && this.tally.different === 0)) this.witness = at;
    return outcome;
  }

  private compare(point: Point, arithmetic: Arithmetic): Outcome {
    arithmetic.forget();
    const right = this.valueOf(this.key, point, arithmetic);
    if (right === 'undefined' || right === 'vague') return 'key-missing';
    if (right === 'too-large') return 'too-large';
    const left = this.valueOf(this.student, point, arithmetic);
    if (left === 'undefined') return 'missing';
    if (left === 'too-large' || left === 'vague') return left;
    const { tolerance } = this.options;
    const slack =
      tolerance === undefined ? -Infinity : Math.log10(tolerance) + scaleOf(this.key, point, arithmetic);
    if (!arithmetic.agree(left, right, slack)) return 'different';
    return arithmetic.absorbed || isVague(left, right) ? 'weak' : 'same';
  }

  private valueOf(
    expression: Expression,
    point: Point,
    arithmetic: Arithmetic,
  ): Approximation | 'undefined' | 'vague' | 'too-large' {
    try {
      return evaluate(expression, point, arithmetic);
    } catch (thrown) {
      if (!(thrown instanceof NoValue) || thrown.reason === 'too-costly') throw thrown;
      return thrown.reason;
    }
  }

  /** Points on both sides of every branch, and at the sizes of unusual numbers. */
  private lookAtUnusualPoints(): void {
    if (this.domain.size === 0) return;
    const unusual = unusualScales([this.student, this.key]);
    const scales: [number, ...number[]] = [...SCALES, ...unusual, ...unusual];
    const missing = this.missingSides();
    let looks = 0;
    for (let index = 0; index < 400 && missing.length > 0 && looks < MOST_LOOKS; index++) {
      const far: [number, ...number[]] =
        index % 2 === 0 ? scales : [1, 10 ** (this.random.uniform() * 45 - 4), ...unusual];
      const next = candidate(this.domain, index >> 1, far, this.random);
      const reached = missing.filter((side) => Math.sign(evaluateDouble(side.of, next.rough)) === side.sign);
      if (reached.length === 0 || Number.isNaN(evaluateDouble(this.key, next.rough))) continue;
      looks++;
      const outcome = this.look(next, false);
      if (outcome === 'different' || outcome === 'missing') return;
      if (outcome !== 'same' && outcome !== 'weak') continue;
      for (const side of reached) missing.splice(missing.indexOf(side), 1);
    }
    for (const scale of unusual) {
      for (const name of this.domain.keys()) {
        for (let index = 0; index < 6; index++) {
          const outcome = this.look(farCandidate(this.domain, name, scale, index, this.random), false);
          if (outcome === 'different' || outcome === 'missing') return;
        }
      }
    }
  }

  private missingSides(): { readonly of: Expression; readonly sign: number }[] {
    return [...switchesOf(this.student), ...switchesOf(this.key)].flatMap((of) => [
      { of, sign: 1 },
      { of, sign: -1 },
    ]);
  }

  private conclude(): Equality {
    const { same, weak, vague, missing, different } = this.tally;
    if (different > 0 || (missing > 0 && same + weak > 0)) return this.counterexample();
    if (missing > 0) return { kind: 'undecided', reason: 'undefined-everywhere' };
    if (same >= POINTS || (this.domain.size === 0 && same > 0)) return { kind: 'equal', points: same };
    if (this.tally['too-large'] > 0 && this.tally['too-large'] >= same)
      return { kind: 'undecided', reason: 'too-large' };
    if (vague > 0 && same + weak === 0) return { kind: 'undecided', reason: 'undefined-everywhere' };
    if (same + weak === 0) return { kind: 'key-undefined' };
    return { kind: 'undecided', reason: 'too-few-points' };
  }

  /** A round point that tells them apart if there is one; else the random point that did. */
  private counterexample(): Equality {
    const budget: Budget = { left: 20_000 };
    const arithmetic = new Arithmetic(34, budget);
    for (const next of this.witness ? [...roundPoints(this.domain), this.witness] : []) {
      try {
        const outcome = this.compare(next.exact, arithmetic);
        if (outcome !== 'different' && outcome !== 'missing') continue;
        if (outcome === 'different' && next !== this.witness && !this.isVisible(next, arithmetic)) continue;
        return { kind: 'different', at: next.exact, yours: this.studentAt(next.exact, arithmetic) };
      } catch (thrown) {
        if (!(thrown instanceof NoValue)) throw thrown;
      }
    }
    return { kind: 'different', at: this.witness?.exact ?? new Map(), yours: undefined };
  }

  /** A difference that shows in the few digits that a person compares. */
  private isVisible(at: Candidate, arithmetic: Arithmetic): boolean {
    const [left, right] = [this.student, this.key].map((side) => evaluate(side, at.exact, arithmetic).value);
    if (!left || !right) return false;
    return magnitude(left.minus(right)) > Math.max(magnitude(left), magnitude(right)) - 2;
  }

  private studentAt(point: Point, arithmetic: Arithmetic): string | undefined {
    const value = this.valueOf(this.student, point, arithmetic);
    return typeof value === 'string' ? undefined : value.value.toSignificantDigits(4).toString();
  }
}

/** Too few sure digits to call two values equal. */
function isVague(left: Approximation, right: Approximation): boolean {
  const size = Math.max(magnitude(left.value), magnitude(right.value), -10);
  return Math.max(left.error, right.error) > size - 10;
}
