import { type Expression } from './expression';

/** An exact fraction in lowest terms, the denominator positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const MOST_DIGITS = 200n;

/** The exact value of a subtree made of numbers, + - * / and small integer powers; undefined for anything else. */
export function exactValue(expression: Expression): Rational | undefined {
  switch (expression.kind) {
    case 'number':
      return fromDecimal(expression.text);
    case 'negation':
      return map(exactValue(expression.operand), ({ numerator, denominator }) =>
        reduce(-numerator, denominator),
      );
    case 'sum':
      return fold(expression.terms, (a, b) =>
        reduce(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
      );
    case 'product':
      return fold(expression.factors, (a, b) =>
        reduce(a.numerator * b.numerator, a.denominator * b.denominator),
      );
    case 'quotient':
      return fold([expression.numerator, expression.denominator], (a, b) =>
        reduce(a.numerator * b.denominator, a.denominator * b.numerator),
      );
    case 'power':
      return integerPower(exactValue(expression.base), exactValue(expression.exponent));
    default:
      return undefined;
  }
}

function integerPower(base: Rational | undefined, exponent: Rational | undefined): Rational | undefined {
  if (!base || exponent?.denominator !== 1n) return undefined;
  const size = exponent.numerator < 0n ? -exponent.numerator : exponent.numerator;
  if (size > 60n) return undefined;
  const [top, bottom] = [base.numerator ** size, base.denominator ** size];
  return exponent.numerator < 0n ? reduce(bottom, top) : reduce(top, bottom);
}

export function fromDecimal(text: string): Rational | undefined {
  const [digits = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  const shift = Number(exponent) - fraction.length;
  if (Math.abs(shift) > 120) return undefined;
  const mantissa = BigInt(whole + fraction || '0');
  return shift >= 0 ? reduce(mantissa * 10n ** BigInt(shift), 1n) : reduce(mantissa, 10n ** BigInt(-shift));
}

function fold(
  parts: readonly Expression[],
  combine: (a: Rational, b: Rational) => Rational | undefined,
): Rational | undefined {
  let total: Rational | undefined;
  for (const [index, part] of parts.entries()) {
    const value = exactValue(part);
    if (!value) return undefined;
    total = index === 0 ? value : total && combine(total, value);
    if (!total) return undefined;
  }
  return total;
}

function map(
  value: Rational | undefined,
  change: (value: Rational) => Rational | undefined,
): Rational | undefined {
  return value && change(value);
}

function reduce(numerator: bigint, denominator: bigint): Rational | undefined {
  if (denominator === 0n) return undefined;
  const divisor = gcd(numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator);
  const sign = denominator < 0n ? -1n : 1n;
  const value = { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
  const limit = 10n ** MOST_DIGITS;
  return value.numerator < limit && value.numerator > -limit && value.denominator < limit ? value : undefined;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
