/** One tree for NumPy, matrix and index notation. */
export type TensorExpression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  /** dL/dY inside a derivation. */
  | { readonly kind: 'gradient'; readonly of: string }
  | { readonly kind: 'indexed'; readonly name: string; readonly indices: readonly string[] }
  /** An element of a whole expression: (X W)_nh. */
  | { readonly kind: 'element'; readonly of: TensorExpression; readonly indices: readonly string[] }
  /** Length of an axis, or the number of all elements. */
  | { readonly kind: 'size'; readonly of: TensorExpression; readonly axis?: number }
  | { readonly kind: 'negative' | 'transpose'; readonly of: TensorExpression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: TensorExpression;
      readonly right: TensorExpression;
    }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: TensorExpression;
      readonly right: TensorExpression;
    }
  | { readonly kind: 'apply'; readonly name: TensorFunction; readonly args: readonly TensorExpression[] }
  | {
      readonly kind: 'reduce';
      readonly name: 'sum' | 'mean';
      readonly of: TensorExpression;
      readonly axis?: number;
      readonly keepdims: boolean;
    }
  | { readonly kind: 'einsum'; readonly spec: string; readonly operands: readonly TensorExpression[] }
  /** Σ over index letters. */
  | { readonly kind: 'index-sum'; readonly letters: readonly string[]; readonly of: TensorExpression };

/**
 * `product` is side by side or a dot: a matrix product, or a multiple where one side is a number. `star` is MATLAB's *,
 * which people mix with other notations: a matrix product where only that fits the dimensions' names.
 */
export type BinaryOperator = '+' | '-' | '*' | '/' | '@' | 'product' | 'star' | '**';
export type Comparison = '>' | '<' | '>=' | '<=' | '==' | '!=';

export const ELEMENTWISE = [
  'relu',
  'sigmoid',
  'tanh',
  'sinh',
  'cosh',
  'exp',
  'log',
  'sqrt',
  'abs',
  'square',
  'sign',
  'step',
  'relu_prime',
  'sigmoid_prime',
  'tanh_prime',
] as const;
export type ElementwiseFunction = (typeof ELEMENTWISE)[number];
export type TensorFunction =
  | ElementwiseFunction
  | 'softmax'
  | 'cross_entropy'
  | 'where'
  | 'maximum'
  | 'minimum'
  | 'ones'
  | 'ones_like'
  | 'zeros_like'
  | 'outer'
  | 'diag'
  | 'column'
  | 'row';

export function tensorChildren(expression: TensorExpression): readonly TensorExpression[] {
  switch (expression.kind) {
    case 'number':
    case 'name':
    case 'gradient':
    case 'indexed':
      return [];
    case 'negative':
    case 'transpose':
    case 'reduce':
    case 'index-sum':
    case 'element':
    case 'size':
      return [expression.of];
    case 'binary':
    case 'compare':
      return [expression.left, expression.right];
    case 'apply':
      return expression.args;
    case 'einsum':
      return expression.operands;
  }
}

export function* tensorNodes(expression: TensorExpression): Generator<TensorExpression> {
  yield expression;
  for (const child of tensorChildren(expression)) yield* tensorNodes(child);
}
