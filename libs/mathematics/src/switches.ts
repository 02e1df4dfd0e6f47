/**
 * Places where a formula changes its branch: |u|, sign u, max(u, v), (u²)^(1/2). Two answers can agree on one side and
 * differ on the other, so equality needs points on both sides of every one that can be reached.
 */
import { type Expression, negation, nodes, sum } from './expression';
import { exactValue } from './rational';

export function switchesOf(expression: Expression): readonly Expression[] {
  const found: Expression[] = [];
  for (const node of nodes(expression)) {
    if (node.kind === 'call') {
      const [first, second] = node.args;
      if (first === undefined) continue;
      if (['abs', 'sign', 'relu', 'floor', 'ceil'].includes(node.name)) found.push(first);
      if ((node.name === 'max' || node.name === 'min') && second) found.push(sum(first, negation(second)));
      if (node.name === 'sqrt' || node.name === 'root') found.push(...evenPowersIn(first));
    } else if (node.kind === 'power' && exactValue(node.exponent)?.denominator !== 1n) {
      found.push(...evenPowersIn(node.base));
    }
  }
  return found.slice(0, 12);
}

function evenPowersIn(expression: Expression): Expression[] {
  if (expression.kind === 'product') return expression.factors.flatMap(evenPowersIn);
  if (expression.kind === 'quotient')
    return [expression.numerator, expression.denominator].flatMap(evenPowersIn);
  if (expression.kind !== 'power') return [];
  const exponent = exactValue(expression.exponent);
  return exponent?.denominator === 1n && exponent.numerator % 2n === 0n ? [expression.base] : [];
}

/** Sizes of the numbers in a formula that ordinary points would never reach, for example 10^6 in max(0, y - 10^6). */
export function unusualScales(expressions: readonly Expression[]): readonly number[] {
  const scales = new Set<number>();
  for (const expression of expressions) {
    for (const node of nodes(expression)) {
      const value = exactValue(node);
      const size = value ? Math.abs(Number(value.numerator) / Number(value.denominator)) : 0;
      if ((size > 20 || size < 0.02) && size > 1e-60 && size < 1e60)
        scales.add(Number((2 * size).toPrecision(2)));
    }
  }
  return [...scales].sort((a, b) => a - b).slice(0, 6);
}
