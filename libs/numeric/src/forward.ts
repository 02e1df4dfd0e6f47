import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { FloatMatrix } from './array-frame';
import type { NumericBackend } from './backend';
import { type Activation, GELU_CUBIC, type TwoLayerNetwork } from './network';

/** A prediction that no label equals: the outputs were not finite. */
export const NO_PREDICTION = 255;

/**
 * Outputs (count × classes, row by row) of a network for the first `count` rows of `images` (N × inputs, in [0, 1]),
 * in float32 on the chosen backend.
 */
export async function forward(
  { tf }: NumericBackend,
  images: Tensor2D,
  network: TwoLayerNetwork,
  count: number,
): Promise<Float32Array> {
  const outputs = tf.tidy(() => {
    const some = tf.slice(images, [0, 0], [count, images.shape[1]]);
    const X: Tensor2D = tf.div(tf.sub(some, network.mean), network.std);
    const Z = affine(tf, X, network.W1);
    return affine(tf, activate(tf, network.activation, Z), network.W2);
  });
  const data = await outputs.data();
  outputs.dispose();
  return new Float32Array(data);
}

type TensorFlow = NumericBackend['tf'];

/** A·W, plus W's last row where it has one row more than A has columns. */
function affine(tf: TensorFlow, A: Tensor2D, W: FloatMatrix): Tensor2D {
  const inputs = A.shape[1];
  const all = tf.tensor2d(new Float32Array(W.data), [W.rows, W.columns]);
  const product: Tensor2D = tf.matMul(A, tf.slice(all, [0, 0], [inputs, W.columns]));
  if (W.rows === inputs) return product;
  return tf.add(product, tf.slice(all, [inputs, 0], [1, W.columns]));
}

export function activate(tf: TensorFlow, activation: Activation, Z: Tensor2D): Tensor2D {
  const kinds: Record<Activation, () => Tensor> = {
    relu: () => tf.relu(Z),
    leaky_relu: () => tf.leakyRelu(Z, 0.01),
    sigmoid: () => tf.sigmoid(Z),
    tanh: () => tf.tanh(Z),
    silu: () => tf.mul(Z, tf.sigmoid(Z)),
    gelu: () => tf.mul(Z, tf.mul(0.5, tf.add(1, tf.erf(tf.div(Z, Math.SQRT2))))),
    elu: () => tf.elu(Z),
    softplus: () => tf.softplus(Z),
    'leaky_relu_0.1': () => tf.leakyRelu(Z, 0.1),
    'leaky_relu_0.2': () => tf.leakyRelu(Z, 0.2),
    gelu_tanh: () => {
      const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(Z, tf.mul(GELU_CUBIC, tf.pow(Z, 3))));
      return tf.mul(tf.mul(0.5, Z), tf.add(1, tf.tanh(inner)));
    },
  };
  return kinds[activation]() as Tensor2D;
}

/**
 * The largest output's index, the first of equals; NO_PREDICTION when any is not finite. `margin` is its lead over the
 * second, relative to the largest magnitude.
 */
export function argmax(outputs: Float32Array | Float64Array): { index: number; margin: number } {
  let index = 0;
  let best = -Infinity;
  let second = -Infinity;
  let scale = 0;
  for (const [k, value] of outputs.entries()) {
    if (!Number.isFinite(value)) return { index: NO_PREDICTION, margin: Infinity };
    scale = Math.max(scale, Math.abs(value));
    if (value > best) [index, second, best] = [k, best, value];
    else second = Math.max(second, value);
  }
  return { index, margin: scale === 0 ? 0 : (best - second) / scale };
}
