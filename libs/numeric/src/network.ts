import type { FloatMatrix } from './array-frame';
import { DataFormatError } from './idx';

export const ACTIVATIONS = [
  'relu',
  'leaky_relu',
  'sigmoid',
  'tanh',
  'silu',
  'gelu',
  'elu',
  'softplus',
  'leaky_relu_0.1',
  'leaky_relu_0.2',
  'gelu_tanh',
] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/**
 * `ce` is softmax and cross-entropy, `bce` a sigmoid and binary cross-entropy per class; the others are squared
 * errors of the outputs as they are, of their sigmoids, or of their softmax.
 */
export const LOSSES = ['ce', 'mse', 'mse_sigmoid', 'bce', 'mse_softmax'] as const;
export type Loss = (typeof LOSSES)[number];

/** How the two weight matrices are laid out. A bias is the last row (`DH`) or last column (`HD`) of its matrix. */
export interface Convention {
  /** `DH`: (inputs, hidden) and (hidden, outputs). `HD`: each transposed. */
  readonly layout: 'DH' | 'HD';
  readonly bias1: boolean;
  readonly bias2: boolean;
}

/** What is computed: O = act(((X − mean)/std)·W1 + b1)·W2 + b2, and the loss of O. */
export interface NetworkModel {
  readonly activation: Activation;
  readonly loss: Loss;
  readonly mean: number;
  readonly std: number;
  readonly labelSmoothing: number;
}

/** A trained network; W1 is (inputs [+ 1 bias row], hidden), W2 is (hidden [+ 1 bias row], outputs), layout `DH`. */
export interface TwoLayerNetwork {
  readonly activation: Activation;
  readonly mean: number;
  readonly std: number;
  readonly W1: FloatMatrix;
  readonly W2: FloatMatrix;
}

export interface LayerSizes {
  readonly inputs: number;
  readonly outputs: number;
  readonly maxHidden: number;
}

/**
 * Brings a student's matrices into layout `DH`.
 * @throws DataFormatError that says which shape was expected.
 */
export function standardLayout(
  W1: FloatMatrix,
  W2: FloatMatrix,
  convention: Convention,
  sizes: LayerSizes,
): { W1: FloatMatrix; W2: FloatMatrix } {
  const [A, B] = convention.layout === 'DH' ? [W1, W2] : [transposed(W1), transposed(W2)];
  const hidden = A.columns;
  const expected = [sizes.inputs + Number(convention.bias1), hidden + Number(convention.bias2)] as const;
  const fits =
    A.rows === expected[0] &&
    B.rows === expected[1] &&
    B.columns === sizes.outputs &&
    hidden <= sizes.maxHidden;
  if (!fits) {
    throw new DataFormatError(
      `shapes (${W1.rows}, ${W1.columns}) and (${W2.rows}, ${W2.columns}) are not those of the checked network`,
    );
  }
  return { W1: A, W2: B };
}

export function transposed(a: FloatMatrix): FloatMatrix {
  const data =
    a.data instanceof Float32Array ? new Float32Array(a.data.length) : new Float64Array(a.data.length);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) data[j * a.rows + i] = a.data[i * a.columns + j] as number;
  }
  return { rows: a.columns, columns: a.rows, data };
}

export function sigmoid(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

function leakyRelu(leak: number) {
  return { f: (z: number) => (z > 0 ? z : leak * z), derivative: (z: number) => (z > 0 ? 1 : leak) };
}

/** act and act′ of every activation, in float64. */
export const ACTIVATION_FUNCTIONS: Readonly<
  Record<Activation, { readonly f: (z: number) => number; readonly derivative: (z: number) => number }>
> = {
  relu: { f: (z) => Math.max(z, 0), derivative: (z) => (z > 0 ? 1 : 0) },
  leaky_relu: leakyRelu(0.01),
  sigmoid: { f: sigmoid, derivative: (z) => sigmoid(z) * sigmoid(-z) },
  tanh: { f: Math.tanh, derivative: (z) => 1 - Math.tanh(z) ** 2 },
  silu: {
    f: (z) => z * sigmoid(z),
    derivative: (z) => sigmoid(z) * (1 + z * sigmoid(-z)),
  },
  gelu: {
    f: (z) => z * normalCdf(z),
    derivative: (z) => normalCdf(z) + (z * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI),
  },
  elu: { f: (z) => (z > 0 ? z : Math.expm1(z)), derivative: (z) => (z > 0 ? 1 : Math.exp(z)) },
  softplus: { f: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))), derivative: sigmoid },
  'leaky_relu_0.1': leakyRelu(0.1),
  'leaky_relu_0.2': leakyRelu(0.2),
  gelu_tanh: {
    f: (z) => (z / 2) * (1 + Math.tanh(geluInner(z))),
    derivative: (z) => {
      const t = Math.tanh(geluInner(z));
      return (1 + t) / 2 + (z / 2) * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * GELU_CUBIC * z * z);
    },
  },
};

/** GELU as Hendrycks and Gimpel 2016 approximate it by tanh. */
export const GELU_CUBIC = 0.044715;

function geluInner(z: number): number {
  return Math.sqrt(2 / Math.PI) * (z + GELU_CUBIC * z ** 3);
}

/** Φ(z) = ½(1 + erf(z/√2)) by the series Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + …), Marsaglia 2004. */
export function normalCdf(z: number): number {
  if (Math.abs(z) > 8) return z > 0 ? 1 : 0;
  let term = z;
  let sum = z;
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
    term *= (z * z) / i;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
