/** How findings are named in reports. */
import type { Activation, Loss } from '#libs/numeric';
import type { RecognisedNetwork } from './recognised-network';
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
  'leaky_relu_0.1': 'leaky relu (0.1)',
  'leaky_relu_0.2': 'leaky relu (0.2)',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  silu: 'silu',
  gelu: 'gelu',
  gelu_tanh: 'gelu (by tanh)',
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

/** Exceptions that tell what was asked for: a tensor for its graph, TorchScript or the dispatcher for a derivative. */
const GIVEAWAYS: readonly { readonly words: RegExp; readonly api: string }[] = [
  { words: /does not require grad|grad_fn/, api: 'autograd' },
  { words: /AutogradForbidden/, api: 'autograd in TorchScript' },
  { words: /module 'torch' has no attribute '_?func(torch)?'/, api: 'torch.func' },
  { words: /(torch[\w.]*'|_OpNamespace'.*) has no attribute '\w*backward\w*'/, api: 'a derivative kernel' },
  { words: /^No module named 'setuptools'/, api: 'torch.utils.cpp_extension' },
];

/** An exception in such a line comes from calling, or following, a graph that was not recorded. */
const FOLLOWS_A_GRAPH = /\.grad_fn\s*[.([]/;

/** Packages that differentiate, or reach native code, and that the image does not have; nobody imports them for less. */
const DIFFERENTIATES =
  /^No module named '(functorch|torch\.func|torch\._functorch|torch\._decomp|torch\._refs|torch\._prims|sympy|jax|jaxlib|flax|haiku|autograd|tensorflow|keras|tinygrad|micrograd|chainer|theano|aesara|pytensor|mxnet|paddle|mindspore|casadi|numdifftools|algopy|pytorch_lightning|lightning|cffi)\b/;

/** What an exception shows to have been asked for. */
function askedFor({ type, msg, line }: ProgramFailure, lines: readonly string[]): string | null {
  const giveaway = GIVEAWAYS.find(({ words }) => words.test(msg));
  if (giveaway) return giveaway.api;
  if (FOLLOWS_A_GRAPH.test(lines[(line ?? 0) - 1] ?? '')) return 'autograd';
  return type === 'ModuleNotFoundError' ? (DIFFERENTIATES.exec(msg)?.[1] ?? null) : null;
}

/** @param failures exceptions of gradients() in the check. */
export function violationsIn(
  { violations, error }: HarnessRun,
  source: Uint8Array,
  failures: readonly ProgramFailure[] = [],
): Violation[] {
  const found = violations.map(({ api, line }) => ({ api, line: line ?? null }));
  const lines = Buffer.from(source).toString('utf8').split('\n');
  for (const failure of [...failures, ...(error ? [error] : [])]) {
    const api = askedFor(failure, lines);
    if (api !== null) return [...found, { api, line: failure.line ?? null }];
  }
  return found;
}

/** Ways out of the program, as against ways to a derivative. */
const WAYS_OUT =
  /^(os\.|subprocess|_posixsubprocess|multiprocessing|ctypes|cffi|executable memory|memory of)/;

export function violationText(violations: readonly Violation[]): string {
  const places = violations.map(({ api, line }) => (line === null ? api : `${api} (line ${line})`));
  const list = [...new Set(places)].slice(0, 5).join(', ');
  const rule = violations.every(({ api }) => WAYS_OUT.test(api))
    ? 'No other programs, processes or native code may be used'
    : 'Gradients must be hard-coded';
  return `${rule}, and train.py uses ${list}.`;
}

/** An exception of train.py, as its author reads it. */
export function tell({ type, msg, line }: ProgramFailure): string {
  const where = line ? ` (line ${line})` : '';
  const hint =
    type === 'ModuleNotFoundError'
      ? '. Only NumPy, PyTorch and Python’s standard library can be imported'
      : '';
  return `${type}${msg ? `: ${msg}` : ''}${where}${hint}`;
}
