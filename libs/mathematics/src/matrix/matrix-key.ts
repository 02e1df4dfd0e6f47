/** A problem's key: an expression such as `A @ B.T` over the matrices that the problem gives. */
import { type Expression, negation, product, sum } from '../expression';
import { transpose } from './read-matrix';

export type MatrixNode =
  | { readonly kind: 'given'; readonly name: string }
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'transpose'; readonly of: MatrixNode }
  | { readonly kind: 'negative'; readonly of: MatrixNode }
  | {
      readonly kind: 'matmul' | 'elementwise' | 'plus' | 'minus';
      readonly left: MatrixNode;
      readonly right: MatrixNode;
    };

export type Cells = readonly (readonly Expression[])[];

/** @throws Error that says what is wrong with the expression. */
export function parseMatrixExpression(text: string): MatrixNode {
  const tokens = text.match(/\.T\b|\^T\b|\^\{T\}|'|ᵀ|[A-Za-z]\w*|\d+(?:\.\d+)?|[-+*@()⊙∘×·]|\S/g) ?? [];
  let index = 0;
  const isNext = (...wanted: string[]): boolean => wanted.includes(tokens[index] ?? '');
  const plus = (): MatrixNode => {
    let left: MatrixNode = isNext('-') ? (index++, { kind: 'negative', of: times() }) : times();
    while (isNext('+', '-'))
      left = { kind: tokens[index++] === '+' ? 'plus' : 'minus', left, right: times() };
    return left;
  };
  const times = (): MatrixNode => {
    let left = turned();
    while (isNext('@', '*', '⊙', '∘', '×', '·'))
      left = { kind: tokens[index++] === '@' ? 'matmul' : 'elementwise', left, right: turned() };
    return left;
  };
  const turned = (): MatrixNode => {
    let node = single();
    while (isNext('.T', '^T', '^{T}', "'", 'ᵀ')) {
      index++;
      node = { kind: 'transpose', of: node };
    }
    return node;
  };
  const single = (): MatrixNode => {
    const token = tokens[index++];
    if (token === undefined) throw new Error('the expression ends too early');
    if (token === '(') {
      const inside = plus();
      if (tokens[index++] !== ')') throw new Error('a parenthesis is not closed');
      return inside;
    }
    if (/^\d/.test(token)) return { kind: 'scalar', text: token };
    if (/^[A-Za-z]/.test(token)) return { kind: 'given', name: token };
    throw new Error(`“${token}” is not expected`);
  };
  const node = plus();
  if (index < tokens.length) throw new Error(`“${tokens[index] ?? ''}” is not expected`);
  return node;
}

/** @throws Error for unknown names and shapes that do not fit. */
export function evaluateMatrix(node: MatrixNode, given: ReadonlyMap<string, Cells>): Cells {
  const value = work(node, given);
  if (value.kind === 'scalar') throw new Error('the expression is a number, not a matrix');
  return value.cells;
}

type Value =
  { readonly kind: 'scalar'; readonly value: Expression } | { readonly kind: 'cells'; readonly cells: Cells };

function work(node: MatrixNode, given: ReadonlyMap<string, Cells>): Value {
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', value: { kind: 'number', text: node.text } };
    case 'given': {
      const cells = given.get(node.name);
      if (!cells) throw new Error(`no matrix ${node.name} is given`);
      return { kind: 'cells', cells };
    }
    case 'transpose':
      return { kind: 'cells', cells: transpose(cellsOf(work(node.of, given))) };
    case 'negative':
      return map(work(node.of, given), negation);
    case 'matmul':
      return {
        kind: 'cells',
        cells: matmul(cellsOf(work(node.left, given)), cellsOf(work(node.right, given))),
      };
    case 'elementwise':
      return combine(work(node.left, given), work(node.right, given), product);
    case 'plus':
      return combine(work(node.left, given), work(node.right, given), sum);
    case 'minus':
      return combine(work(node.left, given), work(node.right, given), (a, b) => sum(a, negation(b)));
  }
}

function cellsOf(value: Value): Cells {
  if (value.kind === 'scalar') throw new Error('a matrix is needed where a number stands');
  return value.cells;
}

function map(value: Value, change: (cell: Expression) => Expression): Value {
  if (value.kind === 'scalar') return { kind: 'scalar', value: change(value.value) };
  return { kind: 'cells', cells: value.cells.map((row) => row.map(change)) };
}

function combine(a: Value, b: Value, join: (a: Expression, b: Expression) => Expression): Value {
  if (a.kind === 'scalar') return map(b, (cell) => join(a.value, cell));
  if (b.kind === 'scalar') return map(a, (cell) => join(cell, b.value));
  if (a.cells.length !== b.cells.length || a.cells[0]?.length !== b.cells[0]?.length) {
    throw new Error('two matrices of different shapes are combined cell by cell');
  }
  return {
    kind: 'cells',
    cells: a.cells.map((row, i) => row.map((cell, j) => join(cell, at(b.cells, i, j)))),
  };
}

function matmul(a: Cells, b: Cells): Cells {
  if (a[0]?.length !== b.length) throw new Error('the inner sizes of a matrix product differ');
  return a.map((row) => (b[0] ?? []).map((_, j) => sum(...row.map((cell, k) => product(cell, at(b, k, j))))));
}

function at(cells: Cells, i: number, j: number): Expression {
  const cell = cells[i]?.[j];
  if (!cell) throw new RangeError(`no cell (${String(i)}, ${String(j)})`);
  return cell;
}
