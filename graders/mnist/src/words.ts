/** How findings are named in reports. */
import type { Activation, Loss } from '#libs/numeric';
import type { RecognisedNetwork } from './gradient-check';
import type { HarnessRun } from './harness';
import type { ProgramFailure } from './frames';

const LOSS_NAMES: Record<Loss, string> = {
  ce: 'cross-entropy',
  mse: 'squared error',
  mse_sigmoid: 'squared error of sigmoids',
  bce: 'binary cross-entropy',
  mse_softmax: 'squared error of softmax',
};
const ACTIVATION_NAMES: Record<Activation, string> = {
  relu: 'relu',
  leaky_relu: 'leaky relu',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  silu: 'silu',
  gelu: 'gelu',
  elu: 'elu',
  softplus: 'softplus',
};

/** For example `relu, cross-entropy, no bias`. */
export function describeModel({ model, convention }: RecognisedNetwork): string {
  const { bias1, bias2 } = convention;
  const biases = bias1 ? (bias2 ? 'both biases' : 'bias in W1') : bias2 ? 'bias in W2' : 'no bias';
  const parts = [ACTIVATION_NAMES[model.activation], LOSS_NAMES[model.loss], biases];
  if (model.labelSmoothing > 0) parts.push(`label smoothing ${model.labelSmoothing}`);
  if (convention.layout === 'HD') parts.push('weights transposed');
  return parts.join(', ');
}

export interface Violation {
  readonly api: string;
  readonly line: number | null;
}

/** An exception with these words comes from a tensor that was asked for a graph. */
const ASKED_FOR_A_GRAPH = /does not require grad|grad_fn/;

/** Packages that differentiate, and that the image does therefore not have; whoever imports one wanted its derivatives. */
const DIFFERENTIATES =
  /No module named '(functorch|torch\.func|torch\._functorch|torch\._decomp|torch\._refs|torch\._prims|sympy|jax|autograd|tensorflow|tinygrad|theano|aesara|pytensor|mxnet|paddle|mindspore|casadi)\b/;

/** What an exception shows to have been asked for. */
function askedFor({ type, msg }: ProgramFailure): string | null {
  if (ASKED_FOR_A_GRAPH.test(msg)) return 'autograd';
  return type === 'ModuleNotFoundError' ? (DIFFERENTIATES.exec(msg)?.[1] ?? null) : null;
}

/** @param failures exceptions of gradients() in the check. */
export function violationsIn(
  { violations, error }: HarnessRun,
  failures: readonly ProgramFailure[] = [],
): Violation[] {
  const found = violations.map(({ api, line }) => ({ api, line: line ?? null }));
  for (const failure of [...failures, ...(error ? [error] : [])]) {
    const api = askedFor(failure);
    if (api !== null) return [...found, { api, line: failure.line ?? null }];
  }
  return found;
}

export function violationText(violations: readonly Violation[]): string {
  const places = violations.map(({ api, line }) => (line === null ? api : `${api} (line ${line})`));
  const list = [...new Set(places)].slice(0, 5).join(', ');
  return `Gradients must be hard-coded, and train.py uses ${list}.`;
}
