/**
 * The course's network trained by the platform itself, in TensorFlow.js with hand-coded gradients. Slow beside PyTorch
 * (a minute an epoch in WebAssembly), so it is no part of grading: it is the formulas of the course in a second language,
 * compared in tests with TensorFlow.js's own differentiation, and a source of networks for tests.
 */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { NumericBackend } from './backend';
import type { LabelledImages } from './mnist-data';
import { CLASSES } from './mnist-data';
import type { TwoLayerNetwork } from './network';

type TensorFlow = NumericBackend['tf'];

export const TRAINABLE_ACTIVATIONS = ['relu', 'tanh', 'sigmoid'] as const;
export type TrainableActivation = (typeof TRAINABLE_ACTIVATIONS)[number];
export const TRAINABLE_LOSSES = ['ce', 'mse'] as const;
export type TrainableLoss = (typeof TRAINABLE_LOSSES)[number];

export interface TensorGradients {
  readonly loss: Tensor;
  readonly dW1: Tensor2D;
  readonly dW2: Tensor2D;
}

/** act(Z), and act′ from Z and H = act(Z). */
const ACTIVATION: Record<
  TrainableActivation,
  {
    f: (tf: TensorFlow, Z: Tensor2D) => Tensor2D;
    derivative: (tf: TensorFlow, Z: Tensor2D, H: Tensor2D) => Tensor2D;
  }
> = {
  relu: { f: (tf, Z) => tf.relu(Z), derivative: (tf, Z) => tf.cast(tf.greater(Z, 0), 'float32') },
  tanh: { f: (tf, Z) => tf.tanh(Z), derivative: (tf, _Z, H) => tf.sub(1, tf.square(H)) },
  sigmoid: { f: (tf, Z) => tf.sigmoid(Z), derivative: (tf, _Z, H) => tf.mul(H, tf.sub(1, H)) },
};

/** O = act(X·W1)·W2. X is (N, D), W1 (D, H), W2 (H, K). */
export function outputs(
  tf: TensorFlow,
  activation: TrainableActivation,
  X: Tensor2D,
  W1: Tensor2D,
  W2: Tensor2D,
): Tensor2D {
  return tf.matMul(ACTIVATION[activation].f(tf, tf.matMul(X, W1)), W2);
}

/** The mean over N of the loss of O; `target` is (N, K), one-hot. */
export function lossOf(tf: TensorFlow, loss: TrainableLoss, O: Tensor2D, target: Tensor2D): Tensor {
  const N = O.shape[0];
  if (loss === 'mse') return tf.div(tf.sum(tf.square(tf.sub(O, target))), N);
  return tf.neg(tf.div(tf.sum(tf.mul(target, tf.logSoftmax(O))), N));
}

/** The loss and its gradients, written out layer by layer. Call it inside tf.tidy. */
export function tensorGradients(
  tf: TensorFlow,
  { activation, loss }: { readonly activation: TrainableActivation; readonly loss: TrainableLoss },
  X: Tensor2D,
  target: Tensor2D,
  W1: Tensor2D,
  W2: Tensor2D,
): TensorGradients {
  const N = X.shape[0];
  const { f, derivative } = ACTIVATION[activation];
  const Z: Tensor2D = tf.matMul(X, W1);
  const H = f(tf, Z);
  const O: Tensor2D = tf.matMul(H, W2);
  const error: Tensor2D = loss === 'ce' ? tf.sub(tf.softmax(O), target) : tf.mul(2, tf.sub(O, target));
  const dO: Tensor2D = tf.div(error, N);
  const dZ: Tensor2D = tf.mul(tf.matMul(dO, W2, false, true), derivative(tf, Z, H));
  return {
    loss: lossOf(tf, loss, O, target),
    dW1: tf.matMul(X, dZ, true, false),
    dW2: tf.matMul(H, dO, true, false),
  };
}

export interface TrainingPlan {
  readonly activation: TrainableActivation;
  readonly loss: TrainableLoss;
  readonly hidden: number;
  readonly epochs: number;
  readonly batch: number;
  /** At the beginning; it falls to zero as a cosine. */
  readonly learningRate: number;
  readonly momentum: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** Stochastic gradient descent with Nesterov's momentum. Yields the mean loss after every epoch; returns the network. */
export async function* trainReference(
  { tf }: NumericBackend,
  images: LabelledImages,
  plan: TrainingPlan,
): AsyncGenerator<number, TwoLayerNetwork, void> {
  const inputs = images.pixels.length / images.count;
  const [W1, W2, V1, V2, total] = tf.tidy(() => [
    tf.variable(gaussian(tf, inputs, plan.hidden, Math.sqrt(2 / inputs), plan.random)),
    tf.variable(gaussian(tf, plan.hidden, CLASSES, Math.sqrt(0.5 / plan.hidden), plan.random)),
    tf.variable(tf.zeros([inputs, plan.hidden])),
    tf.variable(tf.zeros([plan.hidden, CLASSES])),
    tf.variable(tf.scalar(0)),
  ]) as [Variable, Variable, Variable, Variable, Variable];
  const steps = Math.floor(images.count / plan.batch);
  try {
    for (let epoch = 0; epoch < plan.epochs; epoch++) {
      const order = shuffled(images.count, plan.random);
      tf.tidy(() => total.assign(tf.scalar(0)));
      for (let step = 0; step < steps; step++) {
        const progress = (epoch + step / steps) / plan.epochs;
        const rate = (plan.learningRate * (1 + Math.cos(Math.PI * progress))) / 2;
        tf.tidy(() => {
          const { X, target } = batchOf(tf, images, order.slice(step * plan.batch, (step + 1) * plan.batch));
          const { loss, dW1, dW2 } = tensorGradients(tf, plan, X, target, W1 as Tensor2D, W2 as Tensor2D);
          descend(tf, W1, V1, dW1, rate, plan.momentum);
          descend(tf, W2, V2, dW2, rate, plan.momentum);
          total.assign(tf.add(total, loss));
        });
      }
      const [sum = NaN] = await total.data();
      yield sum / steps;
    }
    const layer = async (W: typeof W1, rows: number, columns: number) => ({
      rows,
      columns,
      data: Float32Array.from(await W.data()),
    });
    return {
      activation: plan.activation,
      mean: 0,
      std: 1,
      W1: await layer(W1, inputs, plan.hidden),
      W2: await layer(W2, plan.hidden, CLASSES),
    };
  } finally {
    tf.dispose([W1, W2, V1, V2, total]);
  }
}

type Variable = ReturnType<TensorFlow['variable']>;

/** V ← μV − ηg, W ← W + μV − ηg. */
function descend(tf: TensorFlow, W: Variable, V: Variable, g: Tensor, rate: number, momentum: number): void {
  const step = tf.mul(g, rate);
  V.assign(tf.sub(tf.mul(V, momentum), step));
  W.assign(tf.sub(tf.add(W, tf.mul(V, momentum)), step));
}

function batchOf(tf: TensorFlow, { pixels, labels, count }: LabelledImages, chosen: readonly number[]) {
  const inputs = pixels.length / count;
  const X = new Float32Array(chosen.length * inputs);
  chosen.forEach((n, row) => {
    for (let i = 0; i < inputs; i++) X[row * inputs + i] = (pixels[n * inputs + i] ?? 0) / 255;
  });
  const Y = tf.tensor1d(
    chosen.map((n) => labels[n] ?? 0),
    'int32',
  );
  const target: Tensor2D = tf.cast(tf.oneHot(Y, CLASSES) as Tensor2D, 'float32');
  return { X: tf.tensor2d(X, [chosen.length, inputs]), target };
}

function gaussian(
  tf: TensorFlow,
  rows: number,
  columns: number,
  deviation: number,
  random: () => number,
): Tensor2D {
  const values = Float32Array.from({ length: rows * columns }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return deviation * radius * Math.cos(2 * Math.PI * random());
  });
  return tf.tensor2d(values, [rows, columns]);
}

/** Fisher and Yates. */
function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
