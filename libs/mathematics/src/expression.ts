import { type FunctionName } from './functions';

/** One tree for every notation. A subtraction is a sum with a negated term; no node knows how it was typed. */
export type Expression =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'constant'; readonly name: 'pi' | 'e' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'sum'; readonly terms: readonly Expression[] }
  | { readonly kind: 'product'; readonly factors: readonly Expression[] }
  | { readonly kind: 'quotient'; readonly numerator: Expression; readonly denominator: Expression }
  | { readonly kind: 'negation'; readonly operand: Expression }
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Expression[] }
  /** A function of which nothing is known but its name, such as f in f(x) + 1. */
  | { readonly kind: 'opaque'; readonly name: string; readonly args: readonly Expression[] };

export const number = (value: number | string): Expression => ({ kind: 'number', text: String(value) });
export const variable = (name: string): Expression => ({ kind: 'variable', name });
export const negation = (operand: Expression): Expression => ({ kind: 'negation', operand });
export const power = (base: Expression, exponent: Expression): Expression => ({
  kind: 'power',
  base,
  exponent,
});
export const quotient = (numerator: Expression, denominator: Expression): Expression => ({
  kind: 'quotient',
  numerator,
  denominator,
});
export const call = (name: FunctionName, ...args: Expression[]): Expression => ({ kind: 'call', name, args });

export function sum(...terms: Expression[]): Expression {
  const [only] = terms;
  if (only === undefined) return number(0);
  return terms.length === 1 ? only : { kind: 'sum', terms };
}

export function product(...factors: Expression[]): Expression {
  const [only] = factors;
  if (only === undefined) return number(1);
  return factors.length === 1 ? only : { kind: 'product', factors };
}

/** The direct parts of a node, left to right. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'constant':
    case 'variable':
      return [];
    case 'sum':
      return expression.terms;
    case 'product':
      return expression.factors;
    case 'quotient':
      return [expression.numerator, expression.denominator];
    case 'negation':
      return [expression.operand];
    case 'power':
      return [expression.base, expression.exponent];
    case 'call':
    case 'opaque':
      return expression.args;
  }
}

/** The same node over other parts, which must be as many as `children` gives. */
export function withChildren(expression: Expression, parts: readonly Expression[]): Expression {
  const at = (index: number): Expression => {
    const part = parts[index];
    if (part === undefined) throw new RangeError(`part ${String(index)} of ${expression.kind} is missing`);
    return part;
  };
  switch (expression.kind) {
    case 'number':
    case 'constant':
    case 'variable':
      return expression;
    case 'sum':
      return { kind: 'sum', terms: parts };
    case 'product':
      return { kind: 'product', factors: parts };
    case 'quotient':
      return quotient(at(0), at(1));
    case 'negation':
      return negation(at(0));
    case 'power':
      return power(at(0), at(1));
    case 'call':
    case 'opaque':
      return { ...expression, args: parts };
  }
}

/** Every node, parents first. */
export function* nodes(expression: Expression): Generator<Expression> {
  yield expression;
  for (const child of children(expression)) yield* nodes(child);
}

export function variablesOf(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes(expression)) if (node.kind === 'variable') names.add(node.name);
  return names;
}

/** Replaces variables by expressions. */
export function substitute(expression: Expression, by: ReadonlyMap<string, Expression>): Expression {
  if (expression.kind === 'variable') return by.get(expression.name) ?? expression;
  const parts = children(expression);
  if (parts.length === 0) return expression;
  return withChildren(
    expression,
    parts.map((part) => substitute(part, by)),
  );
}
