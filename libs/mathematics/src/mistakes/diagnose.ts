/**
 * Names a mistake by finding a wrong answer that has the same values: the undifferentiated function, another variable's
 * derivative, the key with signs, factors or terms changed, derivatives with one slip in a rule. Runs in double
 * precision; it explains verdicts and never makes one. No text names the key.
 */
import { differentiate } from '../differentiate';
import { candidate, type Domain } from '../domain';
import { evaluateDouble } from '../double';
import { call, type Expression, children, negation, number, power, sum, withChildren } from '../expression';
import { Random } from '../random';
import { exactValue } from '../rational';
import { termsOf } from './expand';
import { SLIPS, type Slip, withSlip } from './slips';

export type MistakeName =
  | 'sign'
  | 'factor'
  | 'other-variable'
  | 'not-differentiated'
  | 'missing-term'
  | 'constant-kept'
  | 'term-kept'
  | 'chain-rule'
  | 'product-rule'
  | 'quotient-rule'
  | 'power-rule'
  | 'function-rule'
  | 'integrated'
  | 'differentiated-twice'
  | 'exponent'
  | 'half-line';

export interface Mistake {
  readonly name: MistakeName;
  /** For the student: where to look. */
  readonly advice: string;
}

export interface Origin {
  readonly function: Expression;
  readonly withRespectTo: string;
}

type Points = readonly ReadonlyMap<string, number>[];
type Values = readonly number[];

const POINTS = 8;
const TINY = 1e-9;

export function diagnose(
  student: Expression,
  key: Expression,
  domain: Domain,
  origin?: Origin,
): Mistake | undefined {
  const points = commonPoints(student, key, domain);
  if (points.length < POINTS) return undefined;
  const at = (expression: Expression): Values => points.map((point) => evaluateDouble(expression, point));
  const mine = at(student);
  const right = at(key);
  return (
    (origin && fromOrigin(student, mine, domain, origin, at)) ??
    fromRatio(mine, right) ??
    fromTerms(mine, right, termsOf(key).map(at)) ??
    (origin && fromKeptTerms(mine, right, origin, at)) ??
    (origin && fromSlips(mine, origin, at)) ??
    fromKey(mine, key, at) ??
    halfLine(student, key, domain)
  );
}

function commonPoints(student: Expression, key: Expression, domain: Domain): Points {
  const random = new Random('diagnosis');
  const points: ReadonlyMap<string, number>[] = [];
  for (let index = 0; index < 120 && points.length < POINTS; index++) {
    const { rough } = candidate(domain, index, [0.3, 1, 3], random);
    const values = [evaluateDouble(student, rough), evaluateDouble(key, rough)];
    if (values.every((value) => Number.isFinite(value) && Math.abs(value) < 1e12)) points.push(rough);
  }
  return points;
}

function same(a: Values, b: Values): boolean {
  return a.every((value, index) => {
    const other = b[index] ?? NaN;
    return Math.abs(value - other) <= TINY * Math.max(1, Math.abs(value), Math.abs(other));
  });
}

/** The constant c with a = c·b, if there is one. */
function ratio(a: Values, b: Values): number | undefined {
  const index = b.findIndex((value) => Math.abs(value) > 1e-6);
  const c = (a[index] ?? NaN) / (b[index] ?? NaN);
  if (!Number.isFinite(c)) return undefined;
  const scaled = b.map((value) => c * value);
  return same(a, scaled) ? c : undefined;
}

function fromOrigin(
  student: Expression,
  mine: Values,
  domain: Domain,
  { function: fn, withRespectTo }: Origin,
  at: (expression: Expression) => Values,
): Mistake | undefined {
  if (same(mine, at(fn)))
    return { name: 'not-differentiated', advice: 'This is the function itself; differentiate it.' };
  for (const other of domain.keys()) {
    if (other !== withRespectTo && same(mine, at(differentiate(fn, other)))) {
      return { name: 'other-variable', advice: `This is the derivative with respect to ${other}.` };
    }
  }
  const derived = attempt(() => differentiate(student, withRespectTo));
  const zero = mine.every((value) => Math.abs(value) < TINY);
  if (derived && !zero && same(at(derived), at(fn))) {
    return { name: 'integrated', advice: 'This is an antiderivative; the derivative is asked for.' };
  }
  const twice = attempt(() => differentiate(differentiate(fn, withRespectTo), withRespectTo));
  if (twice && !zero && same(mine, at(twice))) {
    return { name: 'differentiated-twice', advice: 'This is the second derivative.' };
  }
  return undefined;
}

/** Rules are missing for some functions (floor); then there is nothing to compare with. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function fromRatio(mine: Values, right: Values): Mistake | undefined {
  const c = ratio(mine, right);
  if (c === undefined || Math.abs(c) < TINY) return undefined;
  if (Math.abs(c + 1) < TINY) return { name: 'sign', advice: 'The sign of the whole answer is wrong.' };
  return { name: 'factor', advice: 'A constant factor is wrong; the rest is right.' };
}

function fromTerms(mine: Values, right: Values, terms: readonly Values[]): Mistake | undefined {
  const off = mine.map((value, index) => value - (right[index] ?? NaN));
  if (terms.length > 1) {
    for (const term of terms) {
      const c = ratio(off, term);
      if (c === undefined) continue;
      if (Math.abs(c + 1) < TINY) return { name: 'missing-term', advice: 'A term is missing.' };
      if (Math.abs(c + 2) < TINY) return { name: 'sign', advice: 'One term has the wrong sign.' };
      return { name: 'factor', advice: 'One term has a wrong factor; the others are right.' };
    }
    if (subsetWith(off, terms, -2)) return { name: 'sign', advice: 'Some terms have the wrong sign.' };
    if (subsetWith(off, terms, -1)) return { name: 'missing-term', advice: 'Terms are missing.' };
  }
  const [constant = NaN] = off;
  if (
    Math.abs(constant) > TINY &&
    same(
      off,
      off.map(() => constant),
    )
  ) {
    return { name: 'constant-kept', advice: 'A constant is wrong, or was not differentiated away.' };
  }
  return undefined;
}

/** Some terms, each times c, that make up the difference. */
function subsetWith(off: Values, terms: readonly Values[], c: number): boolean {
  const few = terms.slice(0, 10);
  for (let subset = 1; subset < 1 << few.length; subset++) {
    const total = off.map((_, index) =>
      few.reduce((sum, term, bit) => sum + ((subset >> bit) & 1 ? c * (term[index] ?? NaN) : 0), 0),
    );
    if (same(off, total)) return true;
  }
  return false;
}

/** A term of the function that stands in the answer as it was, or that was taken for a constant and kept. */
function fromKeptTerms(
  mine: Values,
  right: Values,
  { function: fn, withRespectTo }: Origin,
  at: (expression: Expression) => Values,
): Mistake | undefined {
  for (const term of termsOf(fn)) {
    const derived = at(differentiate(term, withRespectTo));
    const kept = at(term);
    for (const c of [1, -1]) {
      const withKept = right.map((value, index) => value + c * (kept[index] ?? NaN));
      const instead = withKept.map((value, index) => value - (derived[index] ?? NaN));
      if (same(mine, withKept) || same(mine, instead)) {
        return { name: 'term-kept', advice: 'A term of the function was kept without being differentiated.' };
      }
    }
  }
  return undefined;
}

const RULES: Readonly<Record<Slip, Mistake>> = {
  'inner-derivative-missing': {
    name: 'chain-rule',
    advice: 'Chain rule: the derivative of an inner function is missing.',
  },
  'inner-derivative-as-argument': {
    name: 'chain-rule',
    advice: 'Chain rule: the inner function stays inside; its derivative is a factor.',
  },
  'function-kept': {
    name: 'function-rule',
    advice: 'A function such as sin or exp was not differentiated itself.',
  },
  'function-sign': {
    name: 'sign',
    advice: 'The derivative of a function such as sin or cos has the wrong sign.',
  },
  'product-of-derivatives': {
    name: 'product-rule',
    advice: 'Product rule: the derivative of a product is not the product of the derivatives.',
  },
  'product-first-half': { name: 'product-rule', advice: 'Product rule: one of its two terms is missing.' },
  'product-second-half': { name: 'product-rule', advice: 'Product rule: one of its two terms is missing.' },
  'quotient-order': {
    name: 'quotient-rule',
    advice: 'Quotient rule: the order of its two terms is swapped.',
  },
  'quotient-of-derivatives': {
    name: 'quotient-rule',
    advice: 'Quotient rule: the derivative of a quotient is not the quotient of the derivatives.',
  },
  'quotient-denominator': { name: 'quotient-rule', advice: 'Quotient rule: the denominator is squared.' },
  'exponent-kept': { name: 'power-rule', advice: 'Power rule: the exponent goes down by one.' },
  'coefficient-missing': { name: 'power-rule', advice: 'Power rule: the exponent comes down as a factor.' },
  'exponent-raised': { name: 'power-rule', advice: 'Power rule: the exponent goes down by one, not up.' },
};

function fromSlips(
  mine: Values,
  origin: Origin,
  at: (expression: Expression) => Values,
): Mistake | undefined {
  for (const slip of SLIPS) {
    const wrong = attempt(() => withSlip(origin.function, origin.withRespectTo, slip)) ?? [];
    if (wrong.some((expression) => same(mine, at(expression)))) return RULES[slip];
  }
  return undefined;
}

/** The key with one function or exponent changed. */
function fromKey(mine: Values, key: Expression, at: (expression: Expression) => Values): Mistake | undefined {
  for (const [changed, mistake] of changes(key)) if (same(mine, at(changed))) return mistake;
  return undefined;
}

const WRONG_FUNCTION: Mistake = {
  name: 'function-rule',
  advice: 'A function such as sin or cos is the wrong one.',
};
const WRONG_EXPONENT: Mistake = { name: 'exponent', advice: 'An exponent is wrong.' };
const SWAPS = new Map([
  ['sin', 'cos'],
  ['cos', 'sin'],
  ['sinh', 'cosh'],
  ['cosh', 'sinh'],
] as const);

function* changes(expression: Expression): Generator<readonly [Expression, Mistake]> {
  if (expression.kind === 'call') {
    const swapped = SWAPS.get(expression.name as 'sin');
    if (swapped) yield [call(swapped, ...expression.args), WRONG_FUNCTION];
  }
  if (expression.kind === 'power') {
    if (exactValue(expression.exponent)) {
      yield [power(expression.base, sum(expression.exponent, number(1))), WRONG_EXPONENT];
      yield [power(expression.base, sum(expression.exponent, negation(number(1)))), WRONG_EXPONENT];
    }
  } else if (expression.kind === 'variable') yield [power(expression, number(2)), WRONG_EXPONENT];
  const parts = children(expression);
  for (const [index, part] of parts.entries()) {
    for (const [changed, mistake] of changes(part)) {
      yield [withChildren(expression, parts.with(index, changed)), mistake];
    }
  }
}

/** Right for one sign of a variable only, as √(y²) is for y. */
function halfLine(student: Expression, key: Expression, domain: Domain): Mistake | undefined {
  const random = new Random('half line');
  for (const name of domain.keys()) {
    for (const sign of [1, -1]) {
      const points = Array.from({ length: 40 }, (_, index) => candidate(domain, index, [1, 3], random).rough)
        .filter((point) => Math.sign(point.get(name) ?? 0) === sign)
        .filter((point) => Number.isFinite(evaluateDouble(key, point)));
      const [mine, right] = [student, key].map((side) => points.map((point) => evaluateDouble(side, point)));
      if (points.length > 4 && mine && right && same(mine, right)) {
        return { name: 'half-line', advice: `It is right for ${name} ${sign > 0 ? '>' : '<'} 0 only.` };
      }
    }
  }
  return undefined;
}
