import { type Expression, negation, product } from '../expression';

const MOST_TERMS = 24;

/** The terms of an expression after products over sums are multiplied out; few enough to try combinations of. */
export function termsOf(expression: Expression): readonly Expression[] {
  const terms = expanded(expression);
  return terms.length <= MOST_TERMS ? terms : [expression];
}

function expanded(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'sum':
      return expression.terms.flatMap(expanded);
    case 'negation':
      return expanded(expression.operand).map(negation);
    case 'product':
      return expression.factors.reduce<Expression[]>(
        (all, factor) => {
          const parts = expanded(factor);
          if (all.length * parts.length > MOST_TERMS) return all.map((term) => product(term, factor));
          return all.flatMap((term) => parts.map((part) => product(term, part)));
        },
        [{ kind: 'number', text: '1' }],
      );
    case 'quotient':
      return expanded(expression.numerator).map((term) => ({ ...expression, numerator: term }));
    default:
      return [expression];
  }
}
