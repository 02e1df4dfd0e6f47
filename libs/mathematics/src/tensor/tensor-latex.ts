import { nameToLatex } from '../latex';
import { type TensorExpression } from './tensor-expression';

const TIGHTNESS = { sum: 1, elementwise: 2, product: 3, atom: 5 } as const;

function tightness(expression: TensorExpression): number {
  if (expression.kind === 'negative') return TIGHTNESS.sum;
  if (expression.kind === 'compare') return 0;
  if (expression.kind === 'index-sum') return TIGHTNESS.elementwise;
  if (expression.kind !== 'binary') return TIGHTNESS.atom;
  if (expression.operator === '+' || expression.operator === '-') return TIGHTNESS.sum;
  if (expression.operator === '*') return TIGHTNESS.elementwise;
  return expression.operator === '/' || expression.operator === '**' ? TIGHTNESS.atom : TIGHTNESS.product;
}

function within(expression: TensorExpression, least: number): string {
  const latex = tensorToLatex(expression);
  return tightness(expression) < least ? `\\left(${latex}\\right)` : latex;
}

/** The reading that a student is shown: ⊙ for elementwise, side by side for matrix products. */
export function tensorToLatex(expression: TensorExpression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'name':
      return tensorName(expression.name);
    case 'gradient':
      return `\\frac{\\partial L}{\\partial ${tensorName(expression.of)}}`;
    case 'indexed':
      return `{${tensorName(expression.name)}}_{${expression.indices.join('')}}`;
    case 'element':
      return `\\left(${tensorToLatex(expression.of)}\\right)_{${expression.indices.join('')}}`;
    case 'size': {
      const axis = expression.axis === undefined ? '' : `_{${String(expression.axis)}}`;
      return `\\operatorname{size}${axis}\\left(${tensorToLatex(expression.of)}\\right)`;
    }
    case 'negative':
      return `-${within(expression.of, TIGHTNESS.elementwise)}`;
    case 'transpose':
      return `${within(expression.of, TIGHTNESS.atom)}^{\\top}`;
    case 'binary':
      return binaryToLatex(expression);
    case 'compare':
      return `\\mathbb{1}\\left[${tensorToLatex(expression.left)} ${expression.operator} ${tensorToLatex(expression.right)}\\right]`;
    case 'apply':
      return `\\operatorname{${expression.name.replace('_prime', "'").replaceAll('_', '\\_')}}\\left(${expression.args.map(tensorToLatex).join(', ')}\\right)`;
    case 'reduce': {
      const axis = expression.axis === undefined ? '' : `_{${expression.axis === 0 ? 'rows' : 'columns'}}`;
      return `\\operatorname{${expression.name}}${axis}\\left(${tensorToLatex(expression.of)}\\right)`;
    }
    case 'einsum':
      return `\\operatorname{einsum}_{${expression.spec.replace('->', '\\to ')}}\\left(${expression.operands.map(tensorToLatex).join(', ')}\\right)`;
    case 'index-sum':
      return `\\sum_{${expression.letters.join(',')}} ${within(expression.of, TIGHTNESS.elementwise)}`;
  }
}

function binaryToLatex({ operator, left, right }: Extract<TensorExpression, { kind: 'binary' }>): string {
  switch (operator) {
    case '+':
    case '-':
      return `${within(left, TIGHTNESS.sum)} ${operator} ${within(right, TIGHTNESS.elementwise)}`;
    case '*':
      return `${within(left, TIGHTNESS.elementwise)} ${isPlainNumber(left) ? '\\cdot' : '\\odot'} ${within(right, TIGHTNESS.product)}`;
    case '/':
      return `\\frac{${tensorToLatex(left)}}{${tensorToLatex(right)}}`;
    case '**':
      return `${within(left, TIGHTNESS.atom)}^{${tensorToLatex(right)}}`;
    case '@':
    case 'product':
    case 'star':
      return `${within(left, TIGHTNESS.product)} \\, ${within(right, TIGHTNESS.atom)}`;
  }
}

function isPlainNumber(expression: TensorExpression): boolean {
  return expression.kind === 'number';
}

function tensorName(name: string): string {
  const layer = /^([A-Za-z]+)_?([0-9]+)$/.exec(name);
  return layer ? `${layer[1] ?? ''}_{${layer[2] ?? ''}}` : nameToLatex(name);
}
