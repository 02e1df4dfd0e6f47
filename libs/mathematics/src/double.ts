/** Evaluation in double precision, NaN where undefined: only to look for points, never to judge. */
import { type Expression } from './expression';
import { type FunctionName } from './functions';
import { exactValue } from './rational';

const UNARY: ReadonlyMap<FunctionName, (x: number) => number> = new Map<FunctionName, (x: number) => number>([
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tan', Math.tan],
  ['cot', (x) => 1 / Math.tan(x)],
  ['sec', (x) => 1 / Math.cos(x)],
  ['csc', (x) => 1 / Math.sin(x)],
  ['asin', Math.asin],
  ['acos', Math.acos],
  ['atan', Math.atan],
  ['acot', (x) => Math.atan(1 / x)],
  ['asec', (x) => Math.acos(1 / x)],
  ['acsc', (x) => Math.asin(1 / x)],
  ['sinh', Math.sinh],
  ['cosh', Math.cosh],
  ['tanh', Math.tanh],
  ['coth', (x) => 1 / Math.tanh(x)],
  ['sech', (x) => 1 / Math.cosh(x)],
  ['csch', (x) => 1 / Math.sinh(x)],
  ['asinh', Math.asinh],
  ['acosh', Math.acosh],
  ['atanh', Math.atanh],
  ['exp', Math.exp],
  ['ln', (x) => (x > 0 ? Math.log(x) : NaN)],
  ['sqrt', Math.sqrt],
  ['cbrt', Math.cbrt],
  ['abs', Math.abs],
  ['sign', Math.sign],
  ['floor', Math.floor],
  ['ceil', Math.ceil],
  ['relu', (x) => Math.max(0, x)],
  ['sigmoid', (x) => 1 / (1 + Math.exp(-x))],
  ['factorial', (x) => (Number.isInteger(x) && x >= 0 && x <= 170 ? product(x) : NaN)],
]);

function product(n: number): number {
  let total = 1;
  for (let factor = 2; factor <= n; factor++) total *= factor;
  return total;
}

export function evaluateDouble(expression: Expression, point: ReadonlyMap<string, number>): number {
  const at = (part: Expression): number => evaluateDouble(part, point);
  switch (expression.kind) {
    case 'number':
      return Number(expression.text);
    case 'constant':
      return expression.name === 'pi' ? Math.PI : Math.E;
    case 'variable':
      return point.get(expression.name) ?? NaN;
    case 'sum':
      return expression.terms.reduce((total, term) => total + at(term), 0);
    case 'product':
      return expression.factors.reduce((total, factor) => total * at(factor), 1);
    case 'quotient': {
      const under = at(expression.denominator);
      return under === 0 ? NaN : at(expression.numerator) / under;
    }
    case 'negation':
      return -at(expression.operand);
    case 'power':
      return power(at(expression.base), at(expression.exponent), expression.exponent);
    case 'call':
      return applyDouble(expression.name, expression.args.map(at));
    case 'opaque':
      return expression.args.map(at).reduce((total, value) => total + value + Math.sin(value), 0);
  }
}

function power(base: number, exponent: number, typed: Expression): number {
  if (base >= 0 || Number.isInteger(exponent)) return base ** exponent;
  const fraction = exactValue(typed);
  if (!fraction || fraction.denominator % 2n === 0n) return NaN;
  return (-base) ** exponent * (fraction.numerator % 2n === 0n ? 1 : -1);
}

function applyDouble(name: FunctionName, args: readonly number[]): number {
  const [x = NaN, second = NaN] = args;
  switch (name) {
    case 'max':
      return Math.max(...args);
    case 'min':
      return Math.min(...args);
    case 'binomial':
      return binomial(x, second);
    case 'log':
      return x > 0 ? Math.log(x) / Math.log(second) : NaN;
    case 'root':
      return x < 0 && second % 2 === 1 ? -((-x) ** (1 / second)) : x ** (1 / second);
    default:
      return UNARY.get(name)?.(x) ?? NaN;
  }
}

function binomial(n: number, k: number): number {
  if (!Number.isInteger(k) || k > 500) return NaN;
  let total = k < 0 ? 0 : 1;
  for (let place = 0; place < k; place++) total *= (n - place) / (place + 1);
  return total;
}
