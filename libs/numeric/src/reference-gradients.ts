import {
  appendRow,
  at,
  columnSums,
  hadamard,
  headRows,
  map,
  type Matrix,
  multiply,
  multiplyTransposed,
  transpose,
  zeros,
} from './matrix';
import { ACTIVATION_FUNCTIONS, type NetworkModel, sigmoid } from './network';

/** Weights in layout `DH`; the bias, where there is one, is the last row. */
export interface Weights {
  readonly W1: Matrix;
  readonly W2: Matrix;
  readonly bias1: boolean;
  readonly bias2: boolean;
}

/** X is (N, D); Y holds N labels from 0. */
export interface Batch {
  readonly X: Matrix;
  readonly Y: Uint8Array;
}

/**
 * Everything that the forward and backward pass of a two-layer network compute, so that a caller can also form
 * the gradients that a particular mistake would give. Names as in the course's derivation:
 * Z = X·W1 + b1, H = act(Z), O = H·W2 + b2, and dA = ∂L/∂A for each of them.
 */
export interface TwoLayerPass {
  /** Normalised inputs. */
  readonly X: Matrix;
  readonly Z: Matrix;
  readonly H: Matrix;
  readonly O: Matrix;
  readonly target: Matrix;
  /** What the loss compares with the target: softmax, sigmoid or O itself. */
  readonly P: Matrix;
  readonly loss: number;
  readonly dO: Matrix;
  readonly dH: Matrix;
  readonly dZ: Matrix;
  /** Shapes of W1 and W2, bias rows included. */
  readonly dW1: Matrix;
  readonly dW2: Matrix;
}

/** The part of the pass before the loss. */
export type HiddenPass = Pick<TwoLayerPass, 'X' | 'Z' | 'H'>;
/** The part from the loss back to Z. */
export type OutputPass = Omit<TwoLayerPass, 'X' | 'Z' | 'H' | 'dW1'>;

/** Losses are averaged over the N examples and summed over the outputs. All in float64. */
export function twoLayerPass(model: NetworkModel, batch: Batch, weights: Weights): TwoLayerPass {
  const hidden = hiddenPass(model, batch.X, weights);
  const output = outputPass(model, hidden, batch.Y, weights);
  return { ...hidden, ...output, dW1: weightGradient(hidden.X, output.dZ, weights.bias1) };
}

export function hiddenPass(
  { activation, mean, std }: Pick<NetworkModel, 'activation' | 'mean' | 'std'>,
  raw: Matrix,
  weights: Weights,
): HiddenPass {
  const X = mean === 0 && std === 1 ? raw : map(raw, (x) => (x - mean) / std);
  const Z = affine(X, weights.W1, weights.bias1);
  return { X, Z, H: map(Z, ACTIVATION_FUNCTIONS[activation].f) };
}

export function outputPass(
  model: Pick<NetworkModel, 'activation' | 'loss' | 'labelSmoothing'>,
  { Z, H }: HiddenPass,
  Y: Uint8Array,
  weights: Weights,
): OutputPass {
  const O = affine(H, weights.W2, weights.bias2);
  const target = oneHot(Y, O.columns, model.labelSmoothing);
  const { loss, P, dO } = lossAndGradient(model.loss, O, target);
  const plainW2 = weights.bias2 ? headRows(weights.W2, weights.W2.rows - 1) : weights.W2;
  const dH = multiply(dO, transpose(plainW2));
  const dZ = hadamard(dH, map(Z, ACTIVATION_FUNCTIONS[model.activation].derivative));
  return { O, target, loss, P, dO, dH, dZ, dW2: weightGradient(H, dO, weights.bias2) };
}

/** ∂L/∂W for A·W + b, given ∂L/∂(A·W + b): Aᵀ·dOut, with the bias's gradient as the last row. */
export function weightGradient(A: Matrix, dOut: Matrix, bias: boolean): Matrix {
  const dW = multiplyTransposed(A, dOut);
  return bias ? appendRow(dW, columnSums(dOut)) : dW;
}

function affine(A: Matrix, W: Matrix, bias: boolean): Matrix {
  if (!bias) return multiply(A, W);
  const out = multiply(A, headRows(W, W.rows - 1));
  const last = (W.rows - 1) * W.columns;
  return map(out, (x, i) => x + at(W.data, last + (i % W.columns)));
}

function oneHot(Y: Uint8Array, classes: number, smoothing: number): Matrix {
  const target = zeros(Y.length, classes);
  target.data.fill(smoothing / classes);
  Y.forEach((y, n) => (target.data[n * classes + y] = 1 - smoothing + smoothing / classes));
  return target;
}

interface LossPass {
  readonly loss: number;
  readonly P: Matrix;
  readonly dO: Matrix;
}

function lossAndGradient(loss: NetworkModel['loss'], O: Matrix, target: Matrix): LossPass {
  switch (loss) {
    case 'ce':
      return crossEntropy(O, target);
    case 'bce':
      return binaryCrossEntropy(O, target);
    case 'mse':
      return squaredError(O, target, (error) => map(error, (e) => 2 * e));
    case 'mse_sigmoid': {
      const P = map(O, sigmoid);
      return squaredError(P, target, (error) =>
        map(error, (e, i) => 2 * e * at(P.data, i) * (1 - at(P.data, i))),
      );
    }
    case 'mse_softmax': {
      const P = softmax(O);
      return squaredError(P, target, (error) =>
        softmaxBackward(
          P,
          map(error, (e) => 2 * e),
        ),
      );
    }
  }
}

/** L = −(1/N) Σ t·log softmax(o), dO = (p − t)/N. */
function crossEntropy(O: Matrix, target: Matrix): LossPass {
  const P = softmax(O);
  const N = O.rows;
  let loss = 0;
  for (let n = 0; n < N; n++) {
    const row = O.data.subarray(n * O.columns, (n + 1) * O.columns);
    const max = Math.max(...row);
    const logSum = max + Math.log(row.reduce((sum, o) => sum + Math.exp(o - max), 0));
    row.forEach((o, k) => (loss += (at(target.data, n * O.columns + k) * (logSum - o)) / N));
  }
  return { loss, P, dO: map(P, (p, i) => (p - at(target.data, i)) / N) };
}

/** L = (1/N) Σ softplus(o) − t·o, dO = (σ(o) − t)/N. */
function binaryCrossEntropy(O: Matrix, target: Matrix): LossPass {
  const { f: softplus } = ACTIVATION_FUNCTIONS.softplus;
  const P = map(O, sigmoid);
  const loss = O.data.reduce((sum, o, i) => sum + softplus(o) - at(target.data, i) * o, 0) / O.rows;
  return { loss, P, dO: map(P, (p, i) => (p - at(target.data, i)) / O.rows) };
}

/** L = (1/N) Σ (p − t)²; `backward` takes p − t to ∂(p − t)²/∂o. */
function squaredError(P: Matrix, target: Matrix, backward: (error: Matrix) => Matrix): LossPass {
  const error = map(P, (p, i) => p - at(target.data, i));
  const loss = error.data.reduce((sum, e) => sum + e * e, 0) / P.rows;
  return { loss, P, dO: map(backward(error), (d) => d / P.rows) };
}

export function softmax(O: Matrix): Matrix {
  const P = zeros(O.rows, O.columns);
  for (let n = 0; n < O.rows; n++) {
    const row = O.data.subarray(n * O.columns, (n + 1) * O.columns);
    const max = Math.max(...row);
    const exp = row.map((o) => Math.exp(o - max));
    const sum = exp.reduce((a, b) => a + b, 0);
    P.data.set(
      exp.map((e) => e / sum),
      n * O.columns,
    );
  }
  return P;
}

/** The softmax's Jacobian, row by row: do = p ∘ (dp − ⟨dp, p⟩). */
function softmaxBackward(P: Matrix, dP: Matrix): Matrix {
  const inner = hadamard(P, dP);
  return map(P, (p, i) => {
    const start = i - (i % P.columns);
    const sum = inner.data.subarray(start, start + P.columns).reduce((a, b) => a + b, 0);
    return p * (at(dP.data, i) - sum);
  });
}
