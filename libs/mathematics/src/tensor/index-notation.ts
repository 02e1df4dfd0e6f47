/**
 * Index notation: X_nd G_nh, with explicit sums or Einstein's. Indices get their sizes from the tensors that carry them;
 * the output's indices are those on the left side or, without one, those whose dimensions are the target's. In every
 * term, indices that are neither output nor summed explicitly are summed.
 */
import { makeTensor, ShapeError, type Tensor } from './tensor';
import { type Environment, Tape } from './tape';
import { type TensorExpression, tensorChildren, tensorNodes } from './tensor-expression';

const MOST_WORK = 200_000;

export function usesIndices(expression: TensorExpression): boolean {
  for (const node of tensorNodes(expression))
    if (node.kind === 'indexed' || node.kind === 'element' || node.kind === 'index-sum') return true;
  return false;
}

interface Axis {
  readonly size: number;
  readonly dim: string;
}

/** @throws ShapeError when indices do not fit. */
export function evaluateIndexed(
  expression: TensorExpression,
  environment: Environment,
  target: Tensor,
  output?: readonly string[],
): Tensor {
  const axes = axesOf(expression, environment);
  const free = output ?? outputIndices(expression, axes, target);
  for (const letter of free)
    if (!axes.has(letter))
      throw new ShapeError(`The index ${letter} of the left side stands nowhere on the right.`);
  const summed = withImplicitSums(expression, new Set(free));
  const evaluator = new IndexEvaluator(axes, environment);
  const sizes = free.map((letter) => axes.get(letter) ?? { size: 1, dim: '1' });
  return makeTensor(
    sizes.map(({ size }) => size),
    sizes.map(({ dim }) => dim),
    (index) => {
      const places = new Map<string, number>();
      let rest = index;
      for (let axis = free.length - 1; axis >= 0; axis--) {
        const size = sizes[axis]?.size ?? 1;
        places.set(free[axis] ?? '', rest % size);
        rest = Math.floor(rest / size);
      }
      return evaluator.value(summed, places);
    },
  );
}

function axesOf(expression: TensorExpression, environment: Environment): Map<string, Axis> {
  const axes = new Map<string, Axis>();
  for (const node of tensorNodes(expression)) {
    if (node.kind !== 'indexed' && node.kind !== 'element') continue;
    if (node.kind === 'indexed' && isKronecker(node.name, environment)) continue;
    const tensor =
      node.kind === 'indexed' ? environment.get(node.name) : new Tape(environment).evaluate(node.of);
    if (tensor?.shape.length !== node.indices.length) {
      const what = node.kind === 'indexed' ? node.name : 'What stands in the brackets';
      throw new ShapeError(
        `${what} has ${String(tensor?.shape.length ?? 0)} indices, not ${String(node.indices.length)}.`,
      );
    }
    for (const [axis, letter] of node.indices.entries()) {
      const own = { size: tensor.shape[axis] ?? 1, dim: tensor.dims[axis] ?? '' };
      const known = axes.get(letter);
      if (known && known.size !== own.size)
        throw new ShapeError(`The index ${letter} stands for ${known.dim} and for ${own.dim}.`);
      axes.set(letter, own);
    }
  }
  return axes;
}

function isKronecker(name: string, environment: Environment): boolean {
  return (name === 'δ' || name === 'delta') && !environment.has(name);
}

function outputIndices(
  expression: TensorExpression,
  axes: ReadonlyMap<string, Axis>,
  target: Tensor,
): string[] {
  const summed = new Set(
    [...tensorNodes(expression)].flatMap((node) => (node.kind === 'index-sum' ? node.letters : [])),
  );
  const open = [...axes].filter(([letter]) => !summed.has(letter));
  return target.dims.map((dim) => {
    const fitting = open.filter(([, axis]) => axis.dim === dim);
    const [only, ...more] = fitting;
    if (!only || more.length > 0) {
      throw new ShapeError(
        `It is not clear which index stands for ${dim}: begin with a left side such as dL/dW_ij =.`,
      );
    }
    return only[0];
  });
}

/** Wraps every term of the outermost sums in the sums that Einstein's convention implies. */
function withImplicitSums(expression: TensorExpression, free: ReadonlySet<string>): TensorExpression {
  if (expression.kind === 'negative') return { ...expression, of: withImplicitSums(expression.of, free) };
  if (expression.kind === 'binary' && (expression.operator === '+' || expression.operator === '-')) {
    return {
      ...expression,
      left: withImplicitSums(expression.left, free),
      right: withImplicitSums(expression.right, free),
    };
  }
  const letters = [...unboundLetters(expression)].filter((letter) => !free.has(letter));
  return letters.length === 0 ? expression : { kind: 'index-sum', letters, of: expression };
}

function unboundLetters(expression: TensorExpression): Set<string> {
  if (expression.kind === 'indexed' || expression.kind === 'element') return new Set(expression.indices);
  const letters = new Set(tensorChildren(expression).flatMap((child) => [...unboundLetters(child)]));
  if (expression.kind === 'index-sum') for (const letter of expression.letters) letters.delete(letter);
  return letters;
}

class IndexEvaluator {
  private work = 0;
  /** Values of whole expressions of which elements are taken. */
  private readonly wholes = new Map<TensorExpression, Tensor>();

  constructor(
    private readonly axes: ReadonlyMap<string, Axis>,
    private readonly environment: Environment,
  ) {}

  value(expression: TensorExpression, places: ReadonlyMap<string, number>): number {
    if (++this.work > MOST_WORK) throw new ShapeError('The sums take too much work.');
    switch (expression.kind) {
      case 'indexed':
        if (isKronecker(expression.name, this.environment)) return kronecker(expression.indices, places);
        return element(this.environment.get(expression.name), expression.indices, places);
      case 'element':
        return element(this.whole(expression.of), expression.indices, places);
      case 'index-sum':
        return this.total(expression.letters, expression.of, places);
      default:
        return this.combined(expression, places);
    }
  }

  private whole(expression: TensorExpression): Tensor {
    const known = this.wholes.get(expression);
    if (known) return known;
    const value = new Tape(this.environment).evaluate(expression);
    this.wholes.set(expression, value);
    return value;
  }

  private total(
    letters: readonly string[],
    of: TensorExpression,
    places: ReadonlyMap<string, number>,
  ): number {
    const [letter, ...rest] = letters;
    if (letter === undefined) return this.value(of, places);
    const axis = this.axes.get(letter);
    if (!axis) throw new ShapeError(`The index ${letter} is summed but stands on no tensor.`);
    let sum = 0;
    for (let place = 0; place < axis.size; place++)
      sum += this.total(rest, of, new Map(places).set(letter, place));
    return sum;
  }

  /** Everything else works on numbers: the tape evaluates it with the children's values put in. */
  private combined(expression: TensorExpression, places: ReadonlyMap<string, number>): number {
    const child = (part: TensorExpression): TensorExpression => ({
      kind: 'number',
      value: this.value(part, places),
    });
    const filled = fill(expression, child);
    const result = new Tape(this.environment).evaluate(filled);
    if (result.shape.length > 0)
      throw new ShapeError('A whole matrix stands among indexed elements; give it indices.');
    return result.data[0] ?? NaN;
  }
}

type Places = ReadonlyMap<string, number>;

function element(tensor: Tensor | undefined, indices: readonly string[], places: Places): number {
  const at = indices.map((letter) => places.get(letter) ?? NaN);
  return tensor?.data[at.reduce((index, place, axis) => index * (tensor.shape[axis] ?? 1) + place, 0)] ?? NaN;
}

function kronecker([first = '', second = '']: readonly string[], places: Places): number {
  return places.get(first) === places.get(second) ? 1 : 0;
}

function fill(
  expression: TensorExpression,
  child: (part: TensorExpression) => TensorExpression,
): TensorExpression {
  switch (expression.kind) {
    case 'binary':
    case 'compare':
      return { ...expression, left: child(expression.left), right: child(expression.right) };
    case 'negative':
    case 'transpose':
    case 'reduce':
      return { ...expression, of: child(expression.of) };
    case 'apply':
      return { ...expression, args: expression.args.map(child) };
    case 'number':
    case 'name':
    case 'gradient':
    case 'size':
      return expression;
    default:
      throw new ShapeError('einsum and indices are mixed; use one of the two.');
  }
}
