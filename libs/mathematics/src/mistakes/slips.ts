/** Differentiation as students get it wrong: the right rules with exactly one slip at one place. */
import { differentiate } from '../differentiate';
import {
  call,
  type Expression,
  negation,
  number,
  power,
  product,
  quotient,
  substitute,
  sum,
  variable,
  variablesOf,
} from '../expression';

export const SLIPS = [
  'inner-derivative-missing',
  'inner-derivative-as-argument',
  'inner-derivative-wrong',
  'outer-derivative-missing',
  'function-kept',
  'function-sign',
  'product-of-derivatives',
  'product-first-half',
  'product-second-half',
  'quotient-order',
  'quotient-of-derivatives',
  'quotient-denominator',
  'exponent-kept',
  'coefficient-missing',
  'exponent-raised',
] as const;
export type Slip = (typeof SLIPS)[number];

/** More places than a function that people differentiate by hand has. */
const MOST_PLACES = 30;

/** All derivatives with the given slip at one place, then the one with it everywhere; none when there is no such place. */
export function withSlip(expression: Expression, by: string, slip: Slip): readonly Expression[] {
  const results: Expression[] = [];
  for (let at = 0; at < MOST_PLACES; at++) {
    const slipper = new Slipper(by, slip, at);
    const result = slipper.derive(expression);
    if (!slipper.slipped) break;
    results.push(result);
  }
  if (results.length > 1) results.push(new Slipper(by, slip, 'everywhere').derive(expression));
  return results;
}

class Slipper {
  slipped = false;
  private place = 0;

  constructor(
    private readonly by: string,
    private readonly slip: Slip,
    private readonly at: number | 'everywhere',
  ) {}

  /** Counts places where the slip could happen; true at the chosen one. */
  private happens(slip: Slip): boolean {
    if (slip !== this.slip) return false;
    if (this.at !== 'everywhere' && this.place++ !== this.at) return false;
    this.slipped = true;
    return true;
  }

  derive(expression: Expression): Expression {
    switch (expression.kind) {
      case 'sum':
        return sum(...expression.terms.map((term) => this.derive(term)));
      case 'negation':
        return negation(this.derive(expression.operand));
      case 'product':
        return this.deriveProduct(expression.factors);
      case 'quotient':
        return this.deriveQuotient(expression.numerator, expression.denominator);
      case 'power':
        return this.derivePower(expression, expression.base, expression.exponent);
      case 'call':
        return this.deriveCall(expression);
      default:
        return differentiate(expression, this.by);
    }
  }

  private isConstant(expression: Expression): boolean {
    const derived = differentiate(expression, this.by);
    return derived.kind === 'number' && Number(derived.text) === 0;
  }

  private deriveProduct(factors: readonly Expression[]): Expression {
    const constant = factors.filter((factor) => this.isConstant(factor));
    const [first, second, ...more] = factors.filter((factor) => !this.isConstant(factor));
    if (!first) return number(0);
    if (!second) return product(...constant, this.derive(first));
    const rest = product(second, ...more);
    if (this.happens('product-of-derivatives')) {
      return product(...constant, differentiate(first, this.by), differentiate(rest, this.by));
    }
    if (this.happens('product-first-half')) return product(...constant, differentiate(first, this.by), rest);
    if (this.happens('product-second-half')) return product(...constant, first, differentiate(rest, this.by));
    return product(...constant, sum(product(this.derive(first), rest), product(first, this.derive(rest))));
  }

  private deriveQuotient(over: Expression, under: Expression): Expression {
    if (this.isConstant(under)) return quotient(this.derive(over), under);
    const [up, down] = [differentiate(over, this.by), differentiate(under, this.by)];
    const square = power(under, number(2));
    const [left, right] = [product(up, under), product(over, down)];
    if (this.happens('quotient-order')) return quotient(sum(right, negation(left)), square);
    if (this.happens('quotient-of-derivatives')) return quotient(up, down);
    if (this.happens('quotient-denominator')) return quotient(sum(left, negation(right)), under);
    return quotient(
      sum(product(this.derive(over), under), negation(product(over, this.derive(under)))),
      square,
    );
  }

  private derivePower(whole: Expression, base: Expression, exponent: Expression): Expression {
    if (!this.isConstant(exponent)) {
      if (base.kind !== 'constant') return differentiate(whole, this.by);
      return this.inner(exponent, (inside) => power(base, inside));
    }
    if (this.isConstant(base)) return number(0);
    const lowered = sum(exponent, negation(number(1)));
    if (this.happens('exponent-kept'))
      return product(exponent, power(base, exponent), differentiate(base, this.by));
    if (this.happens('coefficient-missing'))
      return product(power(base, lowered), differentiate(base, this.by));
    if (this.happens('exponent-raised')) {
      return product(exponent, power(base, sum(exponent, number(1))), differentiate(base, this.by));
    }
    return this.inner(base, (inside) => product(exponent, power(inside, lowered)));
  }

  private deriveCall(expression: Extract<Expression, { kind: 'call' }>): Expression {
    const [argument, ...more] = expression.args;
    if (!argument || more.length > 0 || this.isConstant(argument)) return differentiate(expression, this.by);
    const hole = 'inside';
    const outer = differentiate(call(expression.name, { kind: 'variable', name: hole }), hole);
    const fill = (inside: Expression): Expression => substitute(outer, new Map([[hole, inside]]));
    if (this.happens('function-kept')) return product(expression, differentiate(argument, this.by));
    if (this.happens('function-sign'))
      return product(negation(fill(argument)), differentiate(argument, this.by));
    return this.inner(argument, fill);
  }

  /** The chain rule: f'(inside) times the inside's derivative. */
  private inner(inside: Expression, outer: (inside: Expression) => Expression): Expression {
    if (inside.kind !== 'variable') {
      if (this.happens('inner-derivative-missing')) return outer(inside);
      if (this.happens('inner-derivative-as-argument')) return outer(differentiate(inside, this.by));
      if (this.happens('outer-derivative-missing')) return this.derive(inside);
      for (const wrong of this.wrongInner(inside)) {
        if (this.happens('inner-derivative-wrong')) return product(outer(inside), wrong);
      }
    }
    return product(outer(inside), this.derive(inside));
  }

  /** What people put in place of an inner derivative: a part of it, or one by another variable. */
  private wrongInner(inside: Expression): readonly Expression[] {
    const right = differentiate(inside, this.by);
    const factors = factorsOf(right);
    const others = [...variablesOf(inside)].filter((name) => name !== this.by);
    return [
      inside,
      ...factors.map((_, index) => product(...factors.toSpliced(index, 1))),
      ...factors,
      ...others.map((name) => differentiate(inside, name)),
      ...[...variablesOf(inside)].map(variable),
    ];
  }
}

/** The factors of a product or of a power with a small exponent: -2x³ has -1, 2, x, x and x. */
function factorsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'product':
      return expression.factors.flatMap(factorsOf);
    case 'negation':
      return [negation(number(1)), ...factorsOf(expression.operand)];
    case 'power': {
      const times = expression.exponent.kind === 'number' ? Number(expression.exponent.text) : NaN;
      return [2, 3, 4].includes(times) ? Array<Expression>(times).fill(expression.base) : [expression];
    }
    default:
      return [expression];
  }
}
