/** Says why a gradient is wrong, without saying what is right. */
import { type Situation } from './network';
import { Tape } from './tape';
import { isEqual, sameShape, ShapeError, shapeText, type Tensor, transpose } from './tensor';
import { type TensorExpression, tensorNodes } from './tensor-expression';
import { tensorToLatex } from './tensor-latex';

export interface Trial {
  readonly mine: Tensor;
  readonly right: Tensor;
  readonly situation: Situation;
}

export interface Explanation {
  readonly code: string;
  readonly message: string;
}

export function explainDifference(trials: readonly Trial[], target: string): Explanation {
  const [first] = trials;
  if (!first) throw new RangeError('nothing was tried');
  const all = (holds: (trial: Trial) => boolean): boolean => trials.every(holds);
  if (!sameShape(first.mine, first.right))
    return explainOther(all, first.situation, target) ?? explainShape(first, target);
  if (all(({ mine, situation }) => equals(mine, situation.linearized.get(target)))) {
    return { code: 'mistake.activation', message: 'The derivative of the activation is missing.' };
  }
  return explainOther(all, first.situation, target) ?? explainRatio(trials);
}

function equals(mine: Tensor, other: Tensor | undefined): boolean {
  return other !== undefined && isEqual(mine, other);
}

function explainRatio(trials: readonly Trial[]): Explanation {
  // Where every unit of a small network is off, the gradient is zero and has no ratio.
  const telling = trials.filter(({ right }) => right.data.some((value) => Math.abs(value) > 1e-6));
  const ratios = telling.map(({ mine, right }) => ratio(mine, right)).filter((c) => c !== undefined);
  const [first] = ratios;
  if (first !== undefined && ratios.length === telling.length) {
    const same = ratios.every((c) => Math.abs(c - first) < 1e-8 * Math.abs(first));
    if (same && Math.abs(first + 1) < 1e-8)
      return { code: 'mistake.sign', message: 'The sign is wrong; the rest is right.' };
    if (same) return { code: 'mistake.factor', message: 'A constant factor is wrong; the rest is right.' };
    return {
      code: 'mistake.mean-or-sum',
      message:
        'A factor that depends on the sizes is wrong: was a mean taken for a sum, or a sum for a mean?',
    };
  }
  return {
    code: 'backprop.different',
    message: 'The values differ from the gradient at random inputs, though the shape is right.',
  };
}

function ratio(mine: Tensor, right: Tensor): number | undefined {
  const index = right.data.findIndex((value) => Math.abs(value) > 1e-6);
  const c = (mine.data[index] ?? NaN) / (right.data[index] ?? NaN);
  if (!Number.isFinite(c) || Math.abs(c) < 1e-9) return undefined;
  return isEqual(mine, { ...right, data: right.data.map((value) => value * c) }) ? c : undefined;
}

function explainShape({ mine, right }: Trial, target: string): Explanation {
  const shapes = `Your answer is ${shapeText(mine)}, but dL/d${target} has the shape of ${target}: ${shapeText(right)}.`;
  const turned = mine.shape.length === 2 && isEqual(transpose(mine), right);
  if (turned)
    return { code: 'mistake.transposed', message: `${shapes} It is the transpose of the right one.` };
  return { code: 'backprop.shape', message: shapes };
}

function explainOther(
  all: (holds: (trial: Trial) => boolean) => boolean,
  { gradients }: Situation,
  target: string,
): Explanation | undefined {
  for (const name of gradients.keys()) {
    if (name !== target && all(({ mine, situation }) => equals(mine, situation.gradients.get(name)))) {
      return { code: 'mistake.other-variable', message: `This is the gradient with respect to ${name}.` };
    }
  }
  return undefined;
}

/** Parts of the answer with their shapes, inner parts first. */
export function shapeTable(
  expression: TensorExpression,
  environment: ReadonlyMap<string, Tensor>,
): readonly (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = [];
  for (const node of [...tensorNodes(expression)].reverse()) {
    if (node.kind === 'number' || ['indexed', 'element', 'index-sum', 'size'].includes(node.kind)) continue;
    try {
      const latex = tensorToLatex(node);
      if (!rows.some(([known]) => known === latex))
        rows.push([latex, shapeText(new Tape(environment).evaluate(node))]);
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
    }
  }
  return rows.slice(-12);
}
