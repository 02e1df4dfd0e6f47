/** Judging one weight matrix's gradient against the network that was recognised, and naming what is wrong with it. */
import type { Evidence, Verdict } from '#libs/domain';
import { type Matrix, type NetworkModel, norm, transpose, type TwoLayerPass } from '#libs/numeric';
import type { Answer, Gradient } from './answers';
import { type CheckCase, BATCH_OF_ONE, REAL_SIZE, weightsOf } from './check-cases';
import { bestFit, type Fit, fit, TOLERANCE, unitsNearKink, withoutColumns, worstEntry } from './compare';
import { passOf } from './identify';
import { faultyGradients } from './mistakes';

export type Layer = 'dW1' | 'dW2';

export interface Judgement {
  readonly verdict: Verdict;
  /** Share of the case's points. */
  readonly share: number;
  /** Without the grader's prefix. */
  readonly code: string;
  readonly message: string;
  /** ‖g − s·reference‖ / ‖g‖, the largest of all cases; null when there is nothing to compare. */
  readonly residual: number | null;
  readonly evidence: readonly Evidence[];
}

/** A gradient that is right but for its sign or a factor. */
const HALF = 0.5;
const SCALE_TOLERANCE = 2e-3;

/** Everything about one answer that its judgement needs. */
interface Comparison {
  readonly answer: Answer;
  readonly gradient: Gradient;
  readonly reference: Matrix;
  readonly W: Matrix;
  readonly referenceLoss: number;
  readonly skip: ReadonlySet<number>;
  /** Weight decay's part of the loss, where the gradients show one. */
  readonly penalty: number;
}

/**
 * @param answers the recognised layout's answers: all small cases, and of the others those that came back.
 */
export function judgeLayer(layer: Layer, model: NetworkModel, answers: readonly Answer[]): Judgement {
  const residuals: number[] = [];
  let softened: Judgement | null = null;
  for (const answer of answers) {
    const judgement = judgeAnswer(layer, model, answer);
    if (judgement.residual !== null) residuals.push(judgement.residual);
    if (judgement.share === 0) return inContext(judgement, answer.checkCase);
    if (judgement.share < 1) softened ??= judgement;
  }
  if (softened) return softened;
  const residual = Math.max(...residuals);
  return {
    verdict: 'correct',
    share: 1,
    code: 'correct',
    message: `Right on every secret case (largest relative error ${residual.toExponential(1)}).`,
    residual,
    evidence: [],
  };
}

/** A mistake that only one kind of case shows is told with that kind. */
function inContext(judgement: Judgement, { id, batch }: CheckCase): Judgement {
  if (id === BATCH_OF_ONE) {
    return {
      ...judgement,
      message: `Right for larger batches, but not for a batch of one example. ${judgement.message}`,
    };
  }
  if (id === REAL_SIZE) {
    const size = `${batch.Y.length} examples and 300 hidden units`;
    return { ...judgement, message: `Right on small cases, but not with ${size}. ${judgement.message}` };
  }
  return judgement;
}

function judgeAnswer(layer: Layer, model: NetworkModel, answer: Answer): Judgement {
  const pass = passOf(answer, model);
  const weights = weightsOf(answer.checkCase, answer.convention);
  const near = unitsNearKink(pass, model.activation);
  const comparison: Comparison = {
    answer,
    gradient: answer[layer],
    reference: pass[layer],
    W: layer === 'dW1' ? weights.W1 : weights.W2,
    referenceLoss: pass.loss,
    skip: layer === 'dW1' ? near : new Set(),
    penalty: weightPenalty(answer, pass, near),
  };
  const { gradient } = comparison;
  if (gradient.kind === 'not-finite') {
    return wrong('not-finite', `${name(layer)} holds NaN or infinity.`, null);
  }
  if (gradient.kind === 'wrong-shape') return wrongShape(layer, gradient, comparison);
  return (
    judgeFit(layer, gradient.value, comparison) ??
    judgeMistake(layer, gradient.value, model, comparison) ??
    unexplained(layer, gradient.value, comparison)
  );
}

function wrongShape(layer: Layer, gradient: Gradient & { kind: 'wrong-shape' }, c: Comparison): Judgement {
  const weights = layer === 'dW1' ? 'W1' : 'W2';
  const shape = `(${gradient.shape.join(', ')})`;
  if (gradient.value && gradient.value.rows === c.W.columns && gradient.value.columns === c.W.rows) {
    const { residual } = fit(transpose(gradient.value), c.reference);
    if (residual <= TOLERANCE) {
      return wrong(
        'transposed',
        `${name(layer)} is transposed: it has shape ${shape}, and ${weights} the other.`,
        residual,
      );
    }
  }
  return wrong(
    'wrong-shape',
    `${name(layer)} has shape ${shape}; it must have the shape of ${weights}.`,
    null,
  );
}

/** Right up to a factor, or with weight decay; null when it is neither. */
function judgeFit(layer: Layer, g: Matrix, c: Comparison): Judgement | null {
  const [G, R, W] = [g, c.reference, c.W].map((a) => withoutColumns(a, c.skip)) as [Matrix, Matrix, Matrix];
  const found = bestFit(G, R, W);
  if (found.residual > TOLERANCE) return null;
  const judgement = judgeScale(layer, found, c);
  return judgement.share === 1 && c.answer.modified.length > 0 ? modified(c) : judgement;
}

/** g = s·reference + λ·W belongs to the loss s·referenceLoss + ½λ‖W‖²; what was returned tells whether that is meant. */
function judgeScale(layer: Layer, { scale, decay, residual }: Fit, c: Comparison): Judgement {
  const N = c.answer.checkCase.batch.Y.length;
  const half = (code: string, message: string) => partly(code, `${name(layer)} ${message}`, residual);
  const withoutPenalty = scale / ((c.answer.loss - c.penalty) / c.referenceLoss);
  if (is(withoutPenalty, 1)) return correct(residual);
  if (decay !== 0) {
    return half(
      'regulariser',
      `has ${decay.toPrecision(3)}·W (weight decay) in it, but the loss that you return has no such term.`,
    );
  }
  const ratio = scale / (c.answer.loss / c.referenceLoss);
  if (is(ratio, 1)) return correct(residual);
  if (is(ratio, -1)) return half('wrong-sign', 'has the wrong sign: it is the derivative of −loss.');
  if (is(ratio, N))
    return half('summed', 'is summed over the examples, but the loss that you return is their mean.');
  if (is(ratio, 1 / N))
    return half('averaged', 'is averaged over the examples once more than the loss that you return.');
  if (scale < 0) return half('wrong-sign', 'has the wrong sign.');
  return Number.isFinite(ratio) && ratio > 0
    ? half('scale', `is ${ratio.toPrecision(4)} times the derivative of the loss that you return.`)
    : half('loss', `points the right way, but the loss ${c.answer.loss} that you return is not its loss.`);
}

/** ½λ₁‖W1‖² + ½λ₂‖W2‖² with the weight decay that is found in each gradient. */
function weightPenalty(answer: Answer, pass: TwoLayerPass, near: ReadonlySet<number>): number {
  const weights = weightsOf(answer.checkCase, answer.convention);
  const term = (gradient: Gradient, reference: Matrix, W: Matrix, skip: ReadonlySet<number>) => {
    if (gradient.kind !== 'matrix') return 0;
    const [G, R, V] = [gradient.value, reference, W].map((a) => withoutColumns(a, skip)) as [
      Matrix,
      Matrix,
      Matrix,
    ];
    const { decay, residual } = bestFit(G, R, V);
    return residual <= TOLERANCE ? (decay * norm(W) ** 2) / 2 : 0;
  };
  return term(answer.dW1, pass.dW1, weights.W1, near) + term(answer.dW2, pass.dW2, weights.W2, new Set());
}

function modified({ answer }: Comparison): Judgement {
  return partly('inputs-modified', `gradients() changes its arguments ${answer.modified.join(', ')}.`, null);
}

function judgeMistake(layer: Layer, g: Matrix, model: NetworkModel, c: Comparison): Judgement | null {
  const pass = passOf(c.answer, model);
  for (const { code, mistake, gradient } of faultyGradients(layer, pass, model, c.answer)) {
    const { residual } = fit(withoutColumns(g, c.skip), withoutColumns(gradient, c.skip));
    if (residual <= TOLERANCE)
      return wrong(code, `${name(layer)} would be right but for this: ${mistake}.`, null);
  }
  return null;
}

function unexplained(layer: Layer, g: Matrix, c: Comparison): Judgement {
  const { scale, residual } = fit(g, c.reference);
  if (norm(g) === 0) return wrong('zero', `${name(layer)} is zero everywhere.`, 1);
  const biasOnly = withoutBias(layer, g, c);
  if (biasOnly) return biasOnly;
  const worst = worstEntry(g, c.reference, scale);
  const where = c.answer.convention.layout === 'DH' ? [worst.row, worst.column] : [worst.column, worst.row];
  return wrong(
    'wrong',
    `${name(layer)} differs from the derivative by ${(100 * residual).toPrecision(2)} %, ` +
      `most at entry [${where.join(', ')}]. Work it out for one example and two hidden units and compare.`,
    residual,
  );
}

/** The weights' gradient is right and the bias's is not. */
function withoutBias(layer: Layer, g: Matrix, c: Comparison): Judgement | null {
  const { bias1, bias2 } = c.answer.convention;
  if (!(layer === 'dW1' ? bias1 : bias2)) return null;
  const cut = (a: Matrix): Matrix => ({ ...a, rows: a.rows - 1, data: a.data.slice(0, -a.columns) });
  const { residual } = fit(withoutColumns(cut(g), c.skip), withoutColumns(cut(c.reference), c.skip));
  if (residual > TOLERANCE) return null;
  return wrong(
    'bias',
    `${name(layer)} is right but for the bias, its last row: that is the sum of ∂L/∂Z over the examples.`,
    residual,
  );
}

function name(layer: Layer): string {
  return layer === 'dW1' ? 'dL/dW1' : 'dL/dW2';
}

function is(ratio: number, expected: number): boolean {
  return Math.abs(ratio - expected) <= SCALE_TOLERANCE * Math.abs(expected);
}

function correct(residual: number): Judgement {
  return { verdict: 'correct', share: 1, code: 'correct', message: 'Right.', residual, evidence: [] };
}

function partly(code: string, message: string, residual: number | null): Judgement {
  return { verdict: 'partially-correct', share: HALF, code, message, residual, evidence: [] };
}

function wrong(code: string, message: string, residual: number | null): Judgement {
  return { verdict: 'incorrect', share: 0, code, message, residual, evidence: [] };
}
