import { type Arithmetic, NoValue, magnitude, type Approximation } from './approximation';
import { type Expression } from './expression';
import { type FunctionName } from './functions';
import { exactValue } from './rational';

/** Values of the variables, exact decimals. */
export type Point = ReadonlyMap<string, string>;

/**
 * The value of an expression over the reals, with its error bound.
 * @throws NoValue where it is undefined, too large or too costly.
 */
export function evaluate(expression: Expression, point: Point, arithmetic: Arithmetic): Approximation {
  const at = (part: Expression): Approximation => evaluate(part, point, arithmetic);
  switch (expression.kind) {
    case 'number':
      return arithmetic.exact(expression.text);
    case 'constant':
      return expression.name === 'pi' ? arithmetic.pi : arithmetic.e;
    case 'variable': {
      const value = point.get(expression.name);
      if (value === undefined) throw new RangeError(`no value for ${expression.name}`);
      return arithmetic.exact(value);
    }
    case 'sum':
      return arithmetic.add(expression.terms.map(at));
    case 'product':
      return expression.factors
        .map(at)
        .reduce((total, factor) => arithmetic.multiply(total, factor), arithmetic.one);
    case 'quotient':
      return arithmetic.divide(at(expression.numerator), at(expression.denominator));
    case 'negation':
      return arithmetic.negate(at(expression.operand));
    case 'power':
      return realPower(at(expression.base), at(expression.exponent), expression.exponent, arithmetic);
    case 'call':
      return applyReal(expression.name, expression.args.map(at), expression.args, arithmetic);
    case 'opaque':
      return opaque(expression.name, expression.args.map(at), arithmetic);
  }
}

/**
 * Real powers: a negative base takes integers and fractions with an odd denominator (x^(1/3) is the real cube root);
 * for all other exponents it is undefined.
 */
function realPower(
  base: Approximation,
  exponent: Approximation,
  typed: Expression,
  a: Arithmetic,
): Approximation {
  if (a.sign(base) === 0 && a.sign(exponent) === 0 && !exponent.value.isInteger()) throw NoValue.undefined;
  if (exponent.error === -Infinity && exponent.value.isInteger()) {
    if (exponent.value.isZero() && a.isZero(base)) throw NoValue.undefined;
    return a.powerOfPositive(base, exponent);
  }
  const fraction = exactValue(typed);
  if (fraction?.denominator === 1n) return a.powerOfPositive(base, a.exact(fraction.numerator.toString()));
  if (fraction?.denominator === 2n && fraction.numerator > 0n) {
    return a.powerOfPositive(a.sqrt(base), a.exact(fraction.numerator.toString()));
  }
  if (a.sign(base) >= 0) return a.powerOfPositive(base, exponent);
  const whole = exponent.value.round();
  if (!fraction && a.agree(exponent, a.exact(whole))) return a.powerOfPositive(base, a.exact(whole));
  if (!fraction || fraction.denominator % 2n === 0n) throw NoValue.undefined;
  const size = a.powerOfPositive(a.negate(base), exponent);
  return fraction.numerator % 2n === 0n ? size : a.negate(size);
}

function applyReal(
  name: FunctionName,
  args: readonly Approximation[],
  typed: readonly Expression[],
  a: Arithmetic,
): Approximation {
  const [x, second] = args;
  if (!x) throw new RangeError(`${name} without an argument`);
  const reciprocal = (value: Approximation): Approximation => a.divide(a.one, value);
  switch (name) {
    case 'sin':
      return a.sin(x);
    case 'cos':
      return a.cos(x);
    case 'tan':
      return a.divide(a.sin(x), a.cos(x));
    case 'cot':
      return a.divide(a.cos(x), a.sin(x));
    case 'sec':
      return reciprocal(a.cos(x));
    case 'csc':
      return reciprocal(a.sin(x));
    case 'asin':
      return a.asin(x);
    case 'acos':
      return a.add([a.divide(a.pi, a.exact(2)), a.negate(a.asin(x))]);
    case 'atan':
      return a.atan(x);
    case 'acot':
      return a.atan(reciprocal(x));
    case 'asec':
      return applyReal('acos', [reciprocal(x)], typed, a);
    case 'acsc':
      return a.asin(reciprocal(x));
    case 'exp':
      return a.exp(x);
    case 'ln':
      return a.ln(x);
    case 'log':
      return a.divide(a.ln(x), a.ln(required(second, name)));
    case 'sqrt':
      return a.sqrt(x);
    case 'cbrt':
      return realRoot(x, 3, a);
    case 'root':
      return root(x, required(second, name), a);
    default:
      return applyPiecewise(name, args, x, a);
  }
}

function applyPiecewise(
  name: FunctionName,
  args: readonly Approximation[],
  x: Approximation,
  a: Arithmetic,
): Approximation {
  switch (name) {
    case 'abs':
      return x.value.isNegative() ? a.negate(x) : x;
    case 'sign':
      return a.exact(a.sign(x));
    case 'max':
      return args.reduce((best, next) => (next.value.greaterThan(best.value) ? next : best));
    case 'min':
      return args.reduce((best, next) => (next.value.lessThan(best.value) ? next : best));
    case 'relu':
      return x.value.isNegative() ? a.exact(0) : x;
    case 'floor':
    case 'ceil':
      return rounded(name, x, a);
    case 'factorial':
      return factorial(x, a);
    case 'binomial':
      return binomial(x, required(args[1], name), a);
    default:
      return applyHyperbolic(name, x, a);
  }
}

function applyHyperbolic(name: FunctionName, x: Approximation, a: Arithmetic): Approximation {
  const half = (value: Approximation): Approximation => a.divide(value, a.exact(2));
  const [up, down] = [(): Approximation => a.exp(x), (): Approximation => a.exp(a.negate(x))];
  const sinh = (): Approximation => half(a.add([up(), a.negate(down())]));
  const cosh = (): Approximation => half(a.add([up(), down()]));
  switch (name) {
    case 'sinh':
      return sinh();
    case 'cosh':
      return cosh();
    case 'tanh':
      return a.divide(sinh(), cosh());
    case 'coth':
      return a.divide(cosh(), sinh());
    case 'sech':
      return a.divide(a.one, cosh());
    case 'csch':
      return a.divide(a.one, sinh());
    case 'sigmoid':
      return a.divide(a.one, a.add([a.one, down()]));
    case 'asinh': {
      const size = x.value.isNegative() ? a.negate(x) : x;
      const value = a.ln(a.add([size, a.sqrt(a.add([a.multiply(x, x), a.one]))]));
      return x.value.isNegative() ? a.negate(value) : value;
    }
    case 'acosh':
      if (a.sign(a.add([x, a.negate(a.one)])) < 0) throw NoValue.undefined;
      return a.ln(a.add([x, a.sqrt(a.add([a.multiply(x, x), a.negate(a.one)]))]));
    case 'atanh':
      return half(a.ln(a.divide(a.add([a.one, x]), a.add([a.one, a.negate(x)]))));
    default:
      throw new RangeError(`${name} has no value rule`);
  }
}

function required(value: Approximation | undefined, name: string): Approximation {
  if (!value) throw new RangeError(`${name} without its second argument`);
  return value;
}

function root(x: Approximation, index: Approximation, a: Arithmetic): Approximation {
  if (!index.value.isInteger() || index.value.lessThan(1) || index.value.greaterThan(1000))
    throw NoValue.undefined;
  return realRoot(x, index.value.toNumber(), a);
}

function realRoot(x: Approximation, index: number, a: Arithmetic): Approximation {
  if (a.sign(x) < 0) {
    if (index % 2 === 0) throw NoValue.undefined;
    return a.negate(realRoot(a.negate(x), index, a));
  }
  return a.powerOfPositive(x, a.divide(a.one, a.exact(index)));
}

function rounded(name: 'floor' | 'ceil', x: Approximation, a: Arithmetic): Approximation {
  const nearest = x.value.round();
  if (a.agree(x, a.exact(nearest))) return a.exact(nearest);
  return a.exact(name === 'floor' ? x.value.floor() : x.value.ceil());
}

function factorial(x: Approximation, a: Arithmetic): Approximation {
  const n = x.value.round();
  if (!a.agree(x, a.exact(n)) || n.isNegative()) throw NoValue.undefined;
  if (n.greaterThan(500)) throw NoValue.tooLarge;
  let total = a.one;
  for (let factor = 2; factor <= n.toNumber(); factor++) total = a.multiply(total, a.exact(factor));
  return total;
}

/** n (n - 1) … (n - k + 1) / k! for any real n and whole k; 0 for k < 0. */
function binomial(n: Approximation, k: Approximation, a: Arithmetic): Approximation {
  const count = k.value.round();
  if (!a.agree(k, a.exact(count))) throw NoValue.undefined;
  const above =
    n.error === -Infinity && n.value.isInteger() && !n.value.isNegative() && n.value.lessThan(count);
  if (count.isNegative() || above) return a.exact(0);
  if (count.greaterThan(100)) throw NoValue.tooLarge;
  let total = a.one;
  for (let place = 0; place < count.toNumber(); place++) {
    const factor = a.divide(a.add([n, a.exact(-place)]), a.exact(place + 1));
    total = a.multiply(total, factor);
  }
  return total;
}

/** A fixed smooth function for each unknown name: f(x) = sin(b + Σ cᵢxᵢ) + Σ dᵢxᵢ, coefficients from the name. */
function opaque(name: string, args: readonly Approximation[], a: Arithmetic): Approximation {
  let state = 7;
  for (const letter of name) state = (state * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  const coefficient = (): Approximation => {
    state = (state * 4861 + 7) % 9973;
    return a.divide(a.exact(state + 1), a.exact(9973));
  };
  const inside = args.map((arg) => a.multiply(coefficient(), arg));
  const outside = args.map((arg) => a.multiply(coefficient(), arg));
  return a.add([a.sin(a.add([coefficient(), ...inside])), ...outside]);
}

/** log10 of the largest term of a sum, or of the value: what a relative tolerance refers to. */
export function scaleOf(expression: Expression, point: Point, arithmetic: Arithmetic): number {
  if (expression.kind !== 'sum') return magnitude(evaluate(expression, point, arithmetic).value);
  return expression.terms
    .map((term) => magnitude(evaluate(term, point, arithmetic).value))
    .reduce((largest, size) => (size > largest ? size : largest), -Infinity);
}
