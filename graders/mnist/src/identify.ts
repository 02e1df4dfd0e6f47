/** Recognising the network behind a student's gradients, so that the contract need not make students name it. */
import {
  ACTIVATIONS,
  type Activation,
  at,
  type HiddenPass,
  hiddenPass,
  type Loss,
  LOSSES,
  type Matrix,
  multiplyTransposed,
  type NetworkModel,
  type OutputPass,
  outputPass,
  selectColumns,
  selectRows,
  twoLayerPass,
  type TwoLayerPass,
  weightGradient,
  type Weights,
} from '#libs/numeric';
import type { Answer } from './answers';
import { weightsOf } from './check-cases';
import { fit, fitWithDecay, TOLERANCE, unitsNearKink, withoutColumns } from './compare';
import { faultyGradients } from './mistakes';
import type { Spec } from './spec';

export interface Identified {
  readonly model: NetworkModel;
  /** What gave it away: gradients that match it, the loss, or a gradient with a known mistake. */
  readonly by: 'both gradients' | 'dW2' | 'dW1' | 'loss' | 'mistake';
}

/** Mean and standard deviation of MNIST's pixels, and the mapping to [−1, 1]: what programs subtract and divide by. */
const USUAL_NORMALISATIONS = [
  { mean: 0, std: 1 },
  { mean: 0.1307, std: 0.3081 },
  { mean: 0.5, std: 0.5 },
];

/**
 * @param answers one layout's answers to the small cases.
 * @returns null when no network that is known here has these gradients, this loss, or a usual mistake in them.
 */
export function identify(answers: readonly Answer[], spec: Spec): Identified | null {
  const probes = answers.map(toProbe);
  const tried: Tried[] = [];
  const partial: Identified[] = [];
  for (const models of candidates(spec)) {
    const hidden = probes.map(({ answer, weights }) =>
      hiddenPass(models[0], answer.checkCase.batch.X, weights),
    );
    for (const model of models) {
      const passes = probes.map(({ answer, weights }, i) => ({
        ...(hidden[i] as HiddenPass),
        ...outputPass(model, hidden[i] as HiddenPass, answer.checkCase.batch.Y, weights),
      }));
      const dW2 = probes.every((probe, i) => matchesW2(probe, passes[i] as Pass));
      const dW1 = probes.every((probe, i) => matchesW1(probe, passes[i] as Pass, model));
      if (dW1 && dW2) return { model, by: 'both gradients' };
      if (dW2) partial.unshift({ model, by: 'dW2' });
      else if (dW1) partial.push({ model, by: 'dW1' });
      tried.push({ model, losses: passes.map(({ loss }) => loss) });
    }
  }
  return partial[0] ?? byLoss(tried, answers) ?? byMistake(tried, answers);
}

type Pass = HiddenPass & OutputPass;

interface Tried {
  readonly model: NetworkModel;
  readonly losses: readonly number[];
}

/** An answer, and the rows of dL/dW1 that are looked at first: a wrong network is told by a few as well as by all. */
interface Probe {
  readonly answer: Answer;
  readonly weights: Weights;
  readonly inputs: readonly number[];
}

const FIRST_LOOK = 24;

function toProbe(answer: Answer): Probe {
  const { X } = answer.checkCase.batch;
  const lit = Array.from({ length: X.columns }, (_, i) => i).filter((i) => at(X.data, i) > 0);
  return {
    answer,
    weights: weightsOf(answer.checkCase, answer.convention),
    inputs: lit.slice(0, FIRST_LOOK),
  };
}

/** Networks in groups that share the hidden layer. What SPEC says comes first; it is believed only as far as the gradients bear it out. */
function* candidates(spec: Spec): Generator<[NetworkModel, ...NetworkModel[]]> {
  const normalisations = [spec.normalisation, ...USUAL_NORMALISATIONS].filter((n) => n !== undefined);
  for (const { mean, std } of normalisations) {
    for (const activation of first(spec.activation, ACTIVATIONS)) {
      const models = first(spec.loss, LOSSES).flatMap((loss) =>
        smoothings(spec, loss).map((labelSmoothing) => ({ activation, loss, mean, std, labelSmoothing })),
      );
      yield models as [NetworkModel, ...NetworkModel[]];
    }
  }
}

function first<T extends Activation | Loss>(named: T | undefined, all: readonly T[]): readonly T[] {
  return named === undefined ? all : [named, ...all.filter((one) => one !== named)];
}

function smoothings(spec: Spec, loss: Loss): number[] {
  const usual = loss === 'ce' ? [0, 0.1] : [0];
  return [...new Set([spec.labelSmoothing ?? 0, ...usual])];
}

export function passOf(answer: Answer, model: NetworkModel): TwoLayerPass {
  return twoLayerPass(model, answer.checkCase.batch, weightsOf(answer.checkCase, answer.convention));
}

function matchesW2({ answer: { dW2 }, weights }: Probe, pass: Pass): boolean {
  return dW2.kind === 'matrix' && fits(dW2.value, pass.dW2, weights.W2);
}

function matchesW1({ answer: { dW1 }, weights, inputs }: Probe, pass: Pass, model: NetworkModel): boolean {
  if (dW1.kind !== 'matrix') return false;
  const skip = unitsNearKink(pass, model.activation);
  const agree = (g: Matrix, reference: Matrix, W: Matrix) => {
    const [G, R, V] = [g, reference, W].map((a) => withoutColumns(a, skip)) as [Matrix, Matrix, Matrix];
    return fits(G, R, V);
  };
  const few = multiplyTransposed(selectColumns(pass.X, inputs), pass.dZ);
  return (
    agree(selectRows(dW1.value, inputs), few, selectRows(weights.W1, inputs)) &&
    agree(dW1.value, weightGradient(pass.X, pass.dZ, weights.bias1), weights.W1)
  );
}

function fits(g: Matrix, reference: Matrix, W: Matrix): boolean {
  return fit(g, reference).residual <= TOLERANCE || fitWithDecay(g, reference, W).residual <= TOLERANCE;
}

/** Factors with which the same loss is usually written: a half, a mean over the ten outputs, both. */
const LOSS_FACTORS = [1, 0.5, 2, 0.1, 0.05];

function byLoss(tried: readonly Tried[], answers: readonly Answer[]): Identified | null {
  const sizes = answers.map(({ checkCase }) => checkCase.batch.Y.length);
  const found = tried.find(({ losses }) => {
    // The loss of a network whose hidden units are all off is the same for every batch, and tells it from no constant.
    if (losses.every((loss) => near(loss, losses[0] ?? NaN))) return false;
    const ratios = answers.map(({ loss }, i) => loss / (losses[i] ?? NaN));
    return LOSS_FACTORS.some(
      (factor) =>
        ratios.every((ratio) => near(ratio, factor)) ||
        ratios.every((ratio, i) => near(ratio, factor * (sizes[i] ?? NaN))),
    );
  });
  return found ? { model: found.model, by: 'loss' } : null;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-4 * Math.abs(b);
}

function byMistake(tried: readonly Tried[], answers: readonly Answer[]): Identified | null {
  const found = tried.find(({ model }) => answers.every((answer) => hasKnownMistake(answer, model)));
  return found ? { model: found.model, by: 'mistake' } : null;
}

function hasKnownMistake(answer: Answer, model: NetworkModel): boolean {
  const { dW2 } = answer;
  if (dW2.kind !== 'matrix') return false;
  for (const { gradient } of faultyGradients('dW2', passOf(answer, model), model, answer)) {
    if (fit(dW2.value, gradient).residual <= TOLERANCE) return true;
  }
  return false;
}
