/** Recognising the network behind a student's gradients, so that the contract need not make students name it. */
import {
  ACTIVATIONS,
  type Activation,
  type Loss,
  LOSSES,
  type NetworkModel,
  twoLayerPass,
  type TwoLayerPass,
} from '#libs/numeric';
import type { Answer, Gradient } from './answers';
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
  const models = candidates(spec);
  const partial: Identified[] = [];
  for (const model of models) {
    const matches = answers.map((answer) => matched(answer, model));
    const dW1 = matches.every((m) => m.dW1);
    const dW2 = matches.every((m) => m.dW2);
    if (dW1 && dW2) return { model, by: 'both gradients' };
    if (dW2) partial.push({ model, by: 'dW2' });
    else if (dW1) partial.push({ model, by: 'dW1' });
  }
  return (
    partial.find(({ by }) => by === 'dW2') ??
    partial[0] ??
    byLoss(models, answers) ??
    byMistake(models, answers)
  );
}

/** What SPEC says comes first; it is believed only as far as the gradients bear it out. */
function candidates(spec: Spec): NetworkModel[] {
  const normalisations = [spec.normalisation, ...USUAL_NORMALISATIONS].filter((n) => n !== undefined);
  const models: NetworkModel[] = [];
  for (const { mean, std } of normalisations) {
    for (const activation of first(spec.activation, ACTIVATIONS)) {
      for (const loss of first(spec.loss, LOSSES)) {
        for (const labelSmoothing of smoothings(spec, loss)) {
          models.push({ activation, loss, mean, std, labelSmoothing });
        }
      }
    }
  }
  return models;
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

function matched(answer: Answer, model: NetworkModel): { dW1: boolean; dW2: boolean } {
  const pass = passOf(answer, model);
  const weights = weightsOf(answer.checkCase, answer.convention);
  const near = unitsNearKink(pass, model.activation);
  const ok = (g: Gradient, reference: TwoLayerPass['dW1'], W: TwoLayerPass['dW1'], skip: Set<number>) => {
    if (g.kind !== 'matrix') return false;
    const [G, R] = [withoutColumns(g.value, skip), withoutColumns(reference, skip)];
    return (
      fit(G, R).residual <= TOLERANCE || fitWithDecay(G, R, withoutColumns(W, skip)).residual <= TOLERANCE
    );
  };
  return {
    dW1: ok(answer.dW1, pass.dW1, weights.W1, near),
    dW2: ok(answer.dW2, pass.dW2, weights.W2, new Set()),
  };
}

/** Factors with which the same loss is usually written: a half, a mean over the ten outputs, both. */
const LOSS_FACTORS = [1, 0.5, 2, 0.1, 0.05];

function byLoss(models: readonly NetworkModel[], answers: readonly Answer[]): Identified | null {
  const model = models.find((candidate) => {
    const ratios = answers.map((answer) => answer.loss / passOf(answer, candidate).loss);
    return LOSS_FACTORS.some(
      (factor) =>
        ratios.every((ratio) => near(ratio, factor)) ||
        ratios.every((ratio, i) => near(ratio, factor * (answers[i]?.checkCase.batch.Y.length ?? NaN))),
    );
  });
  return model ? { model, by: 'loss' } : null;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-4 * Math.abs(b);
}

function byMistake(models: readonly NetworkModel[], answers: readonly Answer[]): Identified | null {
  const model = models.find((candidate) => answers.every((answer) => hasKnownMistake(answer, candidate)));
  return model ? { model, by: 'mistake' } : null;
}

function hasKnownMistake(answer: Answer, model: NetworkModel): boolean {
  const { dW2 } = answer;
  if (dW2.kind !== 'matrix') return false;
  const faulty = faultyGradients(passOf(answer, model), model, answer);
  return faulty.dW2.some(({ gradient }) => fit(dW2.value, gradient).residual <= TOLERANCE);
}
