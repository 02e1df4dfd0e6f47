/**
 * Real arithmetic at a given number of digits, with a running error bound for every value.
 *
 * Theory of operation. Each value carries log10 of a bound on its absolute error (Higham, Accuracy and Stability of
 * Numerical Algorithms, §3.3, running error analysis). An operation adds its own rounding, one unit in the last place,
 * to what its operands pass on: |b|·δa + |a|·δb for a product, |f'(x)|·δx for a function. So "equal" needs no guessed
 * tolerance: two values differ exactly when their distance exceeds the sum of their bounds, cancellation included.
 *
 * Three things that double precision hides are told apart, because an attacker would use each:
 *  - Undefined: log of a negative number, division by zero, an even root of a negative number.
 *  - TooLarge: beyond 10^(±MAGNITUDE); an underflow is not zero.
 *  - absorbed: a nonzero term vanished beside a larger one (2y + exp(-10^6 (y-1)^2)). Such a point proves a difference
 *    but never equality.
 */
import { Decimal } from 'decimal.js';
import { Elementary } from './elementary';

export interface Approximation {
  readonly value: Decimal;
  /** log10 of the bound on the absolute error; -Infinity when exact. */
  readonly error: number;
}

/** Thrown instead of a value; four shared instances, because points are tried by the hundred. */
export class NoValue extends Error {
  override readonly name = 'NoValue';

  private constructor(readonly reason: 'undefined' | 'vague' | 'too-large' | 'too-costly') {
    super(reason);
  }

  static readonly undefined = new NoValue('undefined');
  /** Zero or just too small to tell: 1 + tanh(-400) under a line is not zero, though it looks so. */
  static readonly vague = new NoValue('vague');
  static readonly tooLarge = new NoValue('too-large');
  static readonly tooCostly = new NoValue('too-costly');
}

/** Values beyond 10^(±MAGNITUDE) are refused. */
const MAGNITUDE = 1_000_000;
/** Angles beyond this have lost their meaning to rounding. */
const LARGEST_ANGLE = 12;

/** log10(10^a + 10^b) */
export function logSum(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  const high = Math.max(a, b);
  return high + Math.log10(1 + 10 ** (Math.min(a, b) - high));
}

/** log10 |x|, from the leading digits. */
export function magnitude(x: Decimal): number {
  if (x.isZero()) return -Infinity;
  const [first = 1, second = 0] = x.d;
  return Math.log10(first + second / 1e7) + x.e - Math.floor(Math.log10(first));
}

export interface Budget {
  /** Units of work left; a sum costs 1, a function about 30. */
  left: number;
}

const numberTypes = new Map<number, typeof Decimal>();
const elementaries = new Map<number, Elementary>();

function numbersFor(digits: number): typeof Decimal {
  const Numbers =
    numberTypes.get(digits) ?? Decimal.clone({ precision: digits + 4, rounding: Decimal.ROUND_HALF_EVEN });
  numberTypes.set(digits, Numbers);
  return Numbers;
}

function elementaryFor(digits: number, Numbers: typeof Decimal): Elementary {
  const elementary = elementaries.get(digits) ?? new Elementary(digits, Numbers);
  elementaries.set(digits, elementary);
  return elementary;
}

export class Arithmetic {
  readonly Number: typeof Decimal;
  /** log10 of the relative rounding error of one operation, with a digit to spare. */
  private readonly unit: number;
  private readonly cost: number;
  readonly pi: Approximation;
  readonly e: Approximation;
  readonly one: Approximation;
  private readonly elementary: Elementary;
  /** Answers and keys share many angles and exponents, so one point's function values are kept. */
  private readonly known = new Map<string, Decimal>();
  /** Set when a nonzero term vanished; the caller clears it. */
  absorbed = false;

  constructor(
    readonly digits: number,
    readonly budget: Budget,
  ) {
    this.Number = numbersFor(digits);
    this.unit = -digits;
    this.cost = digits > 50 ? 3 : 1;
    this.elementary = elementaryFor(digits, this.Number);
    this.pi = { value: this.Number.acos(-1), error: this.unit };
    this.e = { value: this.Number.exp(1), error: this.unit };
    this.one = this.exact(1);
  }

  exact(value: number | string | Decimal): Approximation {
    return { value: new this.Number(value), error: -Infinity };
  }

  /** Starts a new point. */
  forget(): void {
    this.absorbed = false;
    this.known.clear();
  }

  private remember(name: string, x: Decimal, apply: () => Decimal): Decimal {
    const key = `${name}${x.toString()}`;
    const found = this.known.get(key);
    if (found) return found;
    this.spend(30);
    const value = apply();
    this.known.set(key, value);
    return value;
  }

  private spend(units: number): void {
    this.budget.left -= units * this.cost;
    if (this.budget.left < 0) throw NoValue.tooCostly;
  }

  /** @throws NoValue */
  private made(value: Decimal, passedOn: number, exact = false): Approximation {
    const size = magnitude(value);
    if (value.isNaN()) throw NoValue.undefined;
    if (!value.isFinite() || Math.abs(value.isZero() ? 0 : size) > MAGNITUDE) throw NoValue.tooLarge;
    return { value, error: exact ? passedOn : logSum(passedOn, size + this.unit) };
  }

  isZero(x: Approximation): boolean {
    return magnitude(x.value) <= x.error;
  }

  /** -1, 0 or 1; 0 also when the sign is lost in the error. */
  sign(x: Approximation): -1 | 0 | 1 {
    if (this.isZero(x)) return 0;
    return x.value.isNegative() ? -1 : 1;
  }

  add(terms: readonly Approximation[]): Approximation {
    this.spend(terms.length);
    let total = new this.Number(0);
    let error = -Infinity;
    let largest = -Infinity;
    for (const term of terms) {
      total = total.plus(term.value);
      error = logSum(error, term.error);
      largest = Math.max(largest, magnitude(term.value), magnitude(total));
    }
    error = logSum(error, largest + this.unit);
    for (const term of terms) {
      const size = magnitude(term.value);
      if (size > term.error && size <= error + 2) this.absorbed = true;
    }
    return this.made(total, error, true);
  }

  negate(x: Approximation): Approximation {
    return { value: x.value.negated(), error: x.error };
  }

  multiply(a: Approximation, b: Approximation): Approximation {
    this.spend(1);
    const value = a.value.times(b.value);
    if (value.isZero() && !(a.value.isZero() || b.value.isZero())) throw NoValue.tooLarge;
    const [sizeA, sizeB] = [magnitude(a.value), magnitude(b.value)];
    const crossed = logSum(sum(sizeA, b.error), sum(sizeB, a.error));
    return this.made(value, logSum(crossed, sum(a.error, b.error)));
  }

  divide(a: Approximation, b: Approximation): Approximation {
    this.spend(2);
    const sizeB = magnitude(b.value);
    if (sizeB <= b.error + 1) throw b.error === -Infinity ? NoValue.undefined : NoValue.vague;
    const sizeA = magnitude(a.value);
    const passedOn = logSum(a.error - sizeB, sum(sizeA, b.error) - 2 * sizeB);
    return this.made(a.value.dividedBy(b.value), passedOn + 0.05);
  }

  exp(x: Approximation): Approximation {
    const size = magnitude(x.value);
    if (size > 6.35) throw NoValue.tooLarge;
    if (size > x.error && size < this.unit) this.absorbed = true;
    const value = this.remember('exp', x.value, () => this.elementary.exp(x.value));
    return this.made(value, magnitude(value) + clampGrowth(x.error));
  }

  ln(x: Approximation): Approximation {
    const size = magnitude(x.value);
    if (size <= x.error + 1) throw x.error === -Infinity ? NoValue.undefined : NoValue.vague;
    if (x.value.isNegative()) throw NoValue.undefined;
    const value = this.remember('ln', x.value, () => this.elementary.ln(x.value));
    return this.made(value, logSum(x.error - size + 0.05, this.unit));
  }

  sqrt(x: Approximation): Approximation {
    this.spend(20);
    if (this.isZero(x)) return { value: new this.Number(0), error: x.error / 2 };
    if (x.value.isNegative()) throw NoValue.undefined;
    const value = x.value.sqrt();
    return this.made(value, x.error - magnitude(value));
  }

  sin(x: Approximation): Approximation {
    return this.circular(x, 0);
  }

  cos(x: Approximation): Approximation {
    this.noteIfTiny(x);
    return this.circular(x, 1);
  }

  /** cos x = 1 - x²/2: a tiny argument leaves no trace. */
  private noteIfTiny(x: Approximation): void {
    const size = magnitude(x.value);
    if (size > x.error && 2 * size < this.unit) this.absorbed = true;
  }

  private circular(x: Approximation, which: 0 | 1): Approximation {
    const size = magnitude(x.value);
    if (size > LARGEST_ANGLE) throw NoValue.tooLarge;
    // Below this the fixed-point value would have lost digits, and sin x = x is exact enough.
    if (which === 0 && size < this.unit / 2) return this.made(x.value, logSum(x.error, 3 * size));
    const value = this.remember(
      which === 0 ? 'sin' : 'cos',
      x.value,
      () => this.elementary.sinAndCos(x.value)[which],
    );
    return this.made(value, logSum(x.error, this.unit));
  }

  atan(x: Approximation): Approximation {
    const size = magnitude(x.value);
    if (size > -this.unit / 2) {
      this.absorbed = true;
      return this.made(this.halfPi(x.value), logSum(x.error - 2 * size, -size));
    }
    if (size < this.unit / 2) return this.made(x.value, logSum(x.error, 3 * size));
    const value = this.remember('atan', x.value, () => this.elementary.atan(x.value));
    return this.made(value, logSum(x.error - Math.max(0, 2 * size), this.unit));
  }

  private halfPi(sign: Decimal): Decimal {
    const half = this.pi.value.dividedBy(2);
    return sign.isNegative() ? half.negated() : half;
  }

  /** asin x = atan(x / √(1 - x²)) */
  asin(x: Approximation): Approximation {
    const rest = this.add([this.one, this.negate(this.multiply(x, x))]);
    if (this.isZero(rest)) return { value: this.halfPi(x.value), error: logSum(rest.error / 2, this.unit) };
    return this.atan(this.divide(x, this.sqrt(rest)));
  }

  /** |x|^y for integers and real bases; the caller has settled signs. */
  powerOfPositive(x: Approximation, y: Approximation): Approximation {
    if (y.value.isInteger() && y.error === -Infinity) return this.integerPower(x, y.value);
    if (this.isZero(x)) {
      if (this.sign(y) <= 0) throw NoValue.undefined;
      return {
        value: new this.Number(0),
        error: x.error === -Infinity ? -Infinity : x.error * y.value.toNumber(),
      };
    }
    return this.exp(this.multiply(y, this.ln(x)));
  }

  /** Square and multiply inside decimal.js; the relative error grows with the exponent. */
  private integerPower(x: Approximation, exponent: Decimal): Approximation {
    this.spend(Math.min(40, 2 + Math.abs(exponent.e) * 8));
    const size = magnitude(x.value);
    if (exponent.isZero()) return this.one;
    if (size <= x.error + 1) {
      if (exponent.isNegative()) throw x.error === -Infinity ? NoValue.undefined : NoValue.vague;
      if (x.error === -Infinity) return this.exact(0);
      return { value: new this.Number(0), error: (x.error + 1) * exponent.toNumber() };
    }
    const times = exponent.abs().toNumber();
    if (Math.abs(size) * times > MAGNITUDE || times > 1e9) throw NoValue.tooLarge;
    const value = this.Number.pow(x.value, exponent);
    const relative = x.error - size + Math.log10(times);
    return this.made(value, magnitude(value) + clampGrowth(logSum(relative, this.unit + Math.log10(times))));
  }

  /** True when the values can't be told apart; `slack` widens the bound by a relative tolerance. */
  agree(a: Approximation, b: Approximation, slack = -Infinity): boolean {
    const bound = logSum(logSum(a.error, b.error) + 0.5, slack);
    return magnitude(a.value.minus(b.value)) <= bound;
  }

  /** Digits that are sure, relative to `scale` (log10). */
  sureDigits(x: Approximation): number {
    return x.value.isZero() ? -x.error : magnitude(x.value) - x.error;
  }
}

/** Adds logarithms where one may be -Infinity and the other +Infinity never occurs. */
function sum(a: number, b: number): number {
  return a === -Infinity || b === -Infinity ? -Infinity : a + b;
}

/** For exp and powers a relative error above 1 means that nothing is known. */
function clampGrowth(relative: number): number {
  return relative > -0.5 ? 1e9 : relative + 0.3;
}
