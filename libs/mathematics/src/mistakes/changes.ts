/** An expression with one thing changed as people change it by mistake. Tried on the key and on the answer alike. */
import {
  call,
  children,
  type Expression,
  negation,
  nodes,
  number,
  power,
  product,
  quotient,
  sum,
  withChildren,
} from '../expression';
import { type FunctionName } from '../functions';
import { exactValue } from '../rational';
import { type Mistake } from './mistake';

const SIGN: Mistake = { name: 'sign', advice: 'Inside the answer one sign is wrong.' };
const FUNCTION: Mistake = {
  name: 'function-rule',
  advice: 'A function such as sin or cos is the wrong one.',
};
const EXPONENT: Mistake = { name: 'exponent', advice: 'An exponent is wrong.' };
const FACTOR: Mistake = {
  name: 'factor',
  advice: 'Inside the answer one factor is wrong; the rest is right.',
};
const TERM: Mistake = { name: 'missing-term', advice: 'Inside the answer a term is missing.' };
const SWAPS: ReadonlyMap<FunctionName, FunctionName> = new Map([
  ['sin', 'cos'],
  ['cos', 'sin'],
  ['sinh', 'cosh'],
  ['cosh', 'sinh'],
  ['sec', 'csc'],
  ['csc', 'sec'],
  ['tan', 'cot'],
  ['cot', 'tan'],
]);
/** The tries grow with the square of the size; nobody writes such long answers by hand. */
const MOST_NODES = 80;

export type Change = readonly [Expression, Mistake];

/** @param missing also leave terms out, which makes sense for a key only. */
export function changesOf(expression: Expression, missing: boolean): readonly Change[] {
  const size = [...nodes(expression)].length;
  return size > MOST_NODES ? [] : [...changes(expression, missing)];
}

function* changes(expression: Expression, missing: boolean): Generator<Change> {
  yield* changesHere(expression, missing);
  const parts = children(expression);
  for (const [index, part] of parts.entries()) {
    for (const [changed, mistake] of changes(part, missing)) {
      yield [withChildren(expression, parts.with(index, changed)), mistake];
    }
  }
}

function* changesHere(expression: Expression, missing: boolean): Generator<Change> {
  if (expression.kind !== 'negation') yield [negation(expression), SIGN];
  switch (expression.kind) {
    case 'call': {
      const swapped = SWAPS.get(expression.name);
      if (swapped) yield [call(swapped, ...expression.args), FUNCTION];
      return;
    }
    case 'power':
      if (!exactValue(expression.exponent)) return;
      yield [power(expression.base, sum(expression.exponent, number(1))), EXPONENT];
      yield [power(expression.base, sum(expression.exponent, negation(number(1)))), EXPONENT];
      return;
    case 'variable':
      yield [power(expression, number(2)), EXPONENT];
      return;
    case 'number':
      yield [product(number(2), expression), FACTOR];
      yield [quotient(expression, number(2)), FACTOR];
      return;
    case 'sum':
      if (missing) {
        for (const index of expression.terms.keys())
          yield [sum(...expression.terms.toSpliced(index, 1)), TERM];
      }
      return;
    case 'product':
      for (const index of expression.factors.keys()) {
        yield [product(...expression.factors.toSpliced(index, 1)), FACTOR];
      }
      return;
    default:
  }
}
