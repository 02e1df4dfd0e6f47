/** Symbolic differentiation with just enough tidying (0 and 1 vanish) that the result can be shown. */
import { call, type Expression, negation, number, power, product, quotient, sum } from './expression';
import { type FunctionName } from './functions';

/** @throws RangeError for functions that have no derivative rule (floor, factorial, unknown functions). */
export function differentiate(expression: Expression, by: string): Expression {
  const derive = (part: Expression): Expression => differentiate(part, by);
  switch (expression.kind) {
    case 'number':
    case 'constant':
      return number(0);
    case 'variable':
      return number(expression.name === by ? 1 : 0);
    case 'sum':
      return add(...expression.terms.map(derive));
    case 'negation':
      return minus(derive(expression.operand));
    case 'product':
      return add(
        ...expression.factors.map((factor, index) =>
          times(...expression.factors.map((other, place) => (place === index ? derive(factor) : other))),
        ),
      );
    case 'quotient':
      return differentiateQuotient(expression.numerator, expression.denominator, derive);
    case 'power':
      return differentiatePower(expression.base, expression.exponent, derive);
    case 'call':
      return differentiateCall(expression.name, expression.args, derive);
    case 'opaque': {
      if (expression.args.every((arg) => isNumber(derive(arg), 0))) return number(0);
      throw new RangeError(`the derivative of ${expression.name} is not known`);
    }
  }
}

type Derive = (part: Expression) => Expression;

function differentiateQuotient(over: Expression, under: Expression, derive: Derive): Expression {
  const [up, down] = [derive(over), derive(under)];
  if (isNumber(down, 0)) return fraction(up, under);
  return fraction(add(times(up, under), minus(times(over, down))), power(under, number(2)));
}

function differentiatePower(base: Expression, exponent: Expression, derive: Derive): Expression {
  const [up, down] = [derive(exponent), derive(base)];
  if (isNumber(up, 0)) {
    const lowered =
      exponent.kind === 'number' && /^[0-9]+$/.test(exponent.text)
        ? number(Number(exponent.text) - 1)
        : add(exponent, negation(number(1)));
    return times(exponent, raise(base, lowered), down);
  }
  const self = power(base, exponent);
  if (base.kind === 'constant' && base.name === 'e') return times(self, up);
  if (isNumber(down, 0)) return times(self, call('ln', base), up);
  return times(self, add(times(up, call('ln', base)), fraction(times(exponent, down), base)));
}

/** f'(x) for functions of one argument. */
const RULES: ReadonlyMap<FunctionName, (x: Expression) => Expression> = new Map<
  FunctionName,
  (x: Expression) => Expression
>([
  ['sin', (x) => call('cos', x)],
  ['cos', (x) => minus(call('sin', x))],
  ['tan', (x) => square(call('sec', x))],
  ['cot', (x) => minus(square(call('csc', x)))],
  ['sec', (x) => times(call('sec', x), call('tan', x))],
  ['csc', (x) => minus(times(call('csc', x), call('cot', x)))],
  ['asin', (x) => fraction(number(1), call('sqrt', add(number(1), minus(square(x)))))],
  ['acos', (x) => minus(fraction(number(1), call('sqrt', add(number(1), minus(square(x))))))],
  ['atan', (x) => fraction(number(1), add(number(1), square(x)))],
  ['acot', (x) => minus(fraction(number(1), add(number(1), square(x))))],
  [
    'asec',
    (x) => fraction(number(1), times(call('abs', x), call('sqrt', add(square(x), negation(number(1)))))),
  ],
  [
    'acsc',
    (x) =>
      minus(fraction(number(1), times(call('abs', x), call('sqrt', add(square(x), negation(number(1))))))),
  ],
  ['sinh', (x) => call('cosh', x)],
  ['cosh', (x) => call('sinh', x)],
  ['tanh', (x) => add(number(1), minus(square(call('tanh', x))))],
  ['coth', (x) => add(number(1), minus(square(call('coth', x))))],
  ['sech', (x) => minus(times(call('sech', x), call('tanh', x)))],
  ['csch', (x) => minus(times(call('csch', x), call('coth', x)))],
  ['asinh', (x) => fraction(number(1), call('sqrt', add(square(x), number(1))))],
  ['acosh', (x) => fraction(number(1), call('sqrt', add(square(x), negation(number(1)))))],
  ['atanh', (x) => fraction(number(1), add(number(1), minus(square(x))))],
  ['exp', (x) => call('exp', x)],
  ['ln', (x) => fraction(number(1), x)],
  ['sqrt', (x) => fraction(number(1), times(number(2), call('sqrt', x)))],
  ['cbrt', (x) => fraction(number(1), times(number(3), square(call('cbrt', x))))],
  ['abs', (x) => fraction(x, call('abs', x))],
  ['sign', () => number(0)],
  ['sigmoid', (x) => times(call('sigmoid', x), add(number(1), minus(call('sigmoid', x))))],
  ['relu', (x) => fraction(add(number(1), call('sign', x)), number(2))],
]);

function differentiateCall(name: FunctionName, args: readonly Expression[], derive: Derive): Expression {
  const inner = args.map(derive);
  const [x, second] = args;
  const [dx] = inner;
  if (x === undefined || dx === undefined) throw new RangeError(`${name} without an argument`);
  if (inner.every((part) => isNumber(part, 0))) return number(0);
  if (name === 'log' && second) return derive(quotient(call('ln', x), call('ln', second)));
  if (name === 'root' && second) return fraction(times(call('root', x, second), dx), times(second, x));
  if ((name === 'max' || name === 'min') && second) return differentiateChoice(name, args, derive);
  const rule = RULES.get(name);
  if (!rule) throw new RangeError(`the derivative of ${name} is not known`);
  return times(rule(x), dx);
}

/** max(u, v) = (u + v + |u - v|) / 2 */
function differentiateChoice(name: 'max' | 'min', args: readonly Expression[], derive: Derive): Expression {
  const asAbs = args.reduce((u, v) => {
    const distance = call('abs', sum(u, negation(v)));
    return quotient(sum(u, v, name === 'max' ? distance : negation(distance)), number(2));
  });
  return derive(asAbs);
}

export function isNumber(expression: Expression, value: number): boolean {
  return expression.kind === 'number' && Number(expression.text) === value;
}

function square(x: Expression): Expression {
  return power(x, number(2));
}

function raise(base: Expression, exponent: Expression): Expression {
  if (isNumber(exponent, 0)) return number(1);
  return isNumber(exponent, 1) ? base : power(base, exponent);
}

function minus(x: Expression): Expression {
  if (isNumber(x, 0)) return x;
  return x.kind === 'negation' ? x.operand : negation(x);
}

function fraction(over: Expression, under: Expression): Expression {
  return isNumber(over, 0) || isNumber(under, 1) ? over : quotient(over, under);
}

function add(...terms: Expression[]): Expression {
  const flat = terms.flatMap((term) => (term.kind === 'sum' ? term.terms : [term]));
  return sum(...flat.filter((term) => !isNumber(term, 0)));
}

function times(...factors: Expression[]): Expression {
  if (factors.some((factor) => isNumber(factor, 0))) return number(0);
  let negative = false;
  const flat: Expression[] = [];
  for (const factor of factors) {
    let plain = factor;
    while (plain.kind === 'negation') {
      negative = !negative;
      plain = plain.operand;
    }
    flat.push(...(plain.kind === 'product' ? plain.factors : [plain]));
  }
  const kept = product(...flat.filter((factor) => !isNumber(factor, 1)));
  return negative ? negation(kept) : kept;
}
