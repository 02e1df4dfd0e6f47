/** Names a mistake in a matrix by finding a wrong way to compute it that gives the same numbers. */
import { evaluateDouble } from '../double';
import { type Cells, evaluateMatrix, type MatrixNode } from './matrix-key';
import { transpose } from './read-matrix';

export type MatrixMistakeName =
  | 'transposed'
  | 'operand-not-transposed'
  | 'operand-transposed'
  | 'order'
  | 'elementwise'
  | 'sign'
  | 'factor'
  | 'permuted-rows'
  | 'permuted-columns';

export interface MatrixMistake {
  readonly name: MatrixMistakeName;
  readonly advice: string;
}

/** A wrong result and what leads to it; worked out when the problem is configured. */
export interface WrongMatrix extends MatrixMistake {
  readonly cells: Cells;
}

const ADVICE: Readonly<Record<MatrixMistakeName, string>> = {
  transposed: 'It is the transpose of the right matrix.',
  'operand-not-transposed': 'It looks as if a matrix was not transposed that should be.',
  'operand-transposed': 'It looks as if a matrix was transposed that should not be.',
  order: 'The factors were multiplied in the wrong order.',
  elementwise: 'It was multiplied cell by cell; a matrix product is asked for.',
  sign: 'Every sign is wrong.',
  factor: 'Every cell is off by the same factor.',
  'permuted-rows': 'The rows are right but in another order.',
  'permuted-columns': 'The columns are right but in another order.',
};

const mistake = (name: MatrixMistakeName): MatrixMistake => ({ name, advice: ADVICE[name] });

/** Enough for two changes in any expression that a problem asks for. */
const MOST_VARIANTS = 60;

/** The wrong results of an expression with one step changed, then with two; the first change gives the name. */
export function wrongMatrices(node: MatrixNode, given: ReadonlyMap<string, Cells>): readonly WrongMatrix[] {
  const found: WrongMatrix[] = [];
  const once = [...variants(node)];
  const twice = once.flatMap(([changed, name]) =>
    [...variants(changed)].map(([again]): readonly [MatrixNode, MatrixMistakeName] => [again, name]),
  );
  for (const [changed, name] of [...once, ...twice].slice(0, MOST_VARIANTS)) {
    try {
      found.push({ ...mistake(name), cells: evaluateMatrix(changed, given) });
    } catch {
      // The changed expression has shapes that do not fit, so no answer can come from it.
    }
  }
  return found;
}

function* variants(node: MatrixNode): Generator<readonly [MatrixNode, MatrixMistakeName]> {
  switch (node.kind) {
    case 'scalar':
      return;
    case 'given':
      yield [{ kind: 'transpose', of: node }, 'operand-transposed'];
      return;
    case 'transpose':
      yield [node.of, 'operand-not-transposed'];
      for (const [of, name] of variants(node.of)) if (node.of.kind !== 'given') yield [{ ...node, of }, name];
      return;
    case 'negative':
      for (const [of, name] of variants(node.of)) yield [{ ...node, of }, name];
      return;
    default:
      if (node.kind === 'matmul') {
        yield [{ ...node, left: node.right, right: node.left }, 'order'];
        yield [{ ...node, kind: 'elementwise' }, 'elementwise'];
        yield* bareElementwise(node.left, node.right);
      }
      for (const [left, name] of variants(node.left)) yield [{ ...node, left }, name];
      for (const [right, name] of variants(node.right)) yield [{ ...node, right }, name];
  }
}

/** A * B where A @ B.T was asked. */
function* bareElementwise(
  left: MatrixNode,
  right: MatrixNode,
): Generator<readonly [MatrixNode, MatrixMistakeName]> {
  const bare = (node: MatrixNode): MatrixNode => (node.kind === 'transpose' ? node.of : node);
  if (left.kind === 'transpose' || right.kind === 'transpose') {
    yield [{ kind: 'elementwise', left: bare(left), right: bare(right) }, 'elementwise'];
  }
}

export function diagnoseMatrix(
  mine: Cells,
  key: Cells,
  wrong: readonly WrongMatrix[],
): MatrixMistake | undefined {
  const [typed, right] = [numbers(mine), numbers(key)];
  if (same(typed, transpose(right))) return mistake('transposed');
  const known = wrong.find(({ cells }) => same(typed, numbers(cells)));
  if (known) return mistake(known.name);
  const turned = wrong.find(({ cells }) => same(typed, transpose(numbers(cells))));
  if (turned) return mistake(turned.name);
  if (typed.length !== right.length || typed[0]?.length !== right[0]?.length) return undefined;
  if (
    same(
      typed,
      right.map((row) => row.map((value) => -value)),
    )
  )
    return mistake('sign');
  if (isScaled(typed, right)) return mistake('factor');
  if (same(sorted(typed), sorted(right))) return mistake('permuted-rows');
  return same(sorted(transpose(typed)), sorted(transpose(right))) ? mistake('permuted-columns') : undefined;
}

/** The same shape and, up to rounding, the same numbers. */
export function haveSameValues(a: Cells, b: Cells): boolean {
  return same(numbers(a), numbers(b));
}

type Numbers = readonly (readonly number[])[];

function numbers(cells: Cells): Numbers {
  const nothing = new Map<string, number>();
  return cells.map((row) => row.map((cell) => evaluateDouble(cell, nothing)));
}

function same(a: Numbers, b: Numbers): boolean {
  if (a.length !== b.length) return false;
  return a.every((row, i) => {
    const other = b[i] ?? [];
    return (
      row.length === other.length &&
      row.every((value, j) => Math.abs(value - (other[j] ?? NaN)) <= 1e-9 * Math.max(1, Math.abs(value)))
    );
  });
}

/** Some number other than 0 times the right matrix, which is not 0 itself. */
function isScaled(typed: Numbers, right: Numbers): boolean {
  const [mine, theirs] = [typed.flat(), right.flat()];
  const pivot = theirs.findIndex((value) => value !== 0);
  const factor = (mine[pivot] ?? NaN) / (theirs[pivot] ?? NaN);
  return (
    factor !== 0 &&
    same(
      typed,
      right.map((row) => row.map((value) => factor * value)),
    )
  );
}

function sorted(rows: Numbers): Numbers {
  return [...rows].sort((a, b) => {
    const index = a.findIndex((value, j) => value !== b[j]);
    return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
  });
}
