import { chooseBackend, type NumericBackend } from './backend';
import { NetworkEvaluator } from './evaluator';
import { matrix } from './matrix';
import type { LabelledImages } from './mnist-data';
import { twoLayerPass } from './reference-gradients';
import {
  lossOf,
  outputs,
  tensorGradients,
  TRAINABLE_ACTIVATIONS,
  TRAINABLE_LOSSES,
  trainReference,
  type TrainingPlan,
} from './reference-trainer';

let backend: NumericBackend;
beforeAll(async () => (backend = await chooseBackend()));

/** Lehmer's generator: small, and the same everywhere. */
function generator(seed = 1): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const [N, D, H, K] = [6, 7, 5, 3] as const;

describe.each(TRAINABLE_ACTIVATIONS)('hand-coded gradients with %s', (activation) => {
  it.each(TRAINABLE_LOSSES)('and %s equal automatic ones and the float64 reference', (loss) => {
    const { tf } = backend;
    const random = generator(17);
    const values = (length: number) => Float32Array.from({ length }, () => 2 * random() - 1);
    const [x, w1, w2] = [values(N * D), values(D * H), values(H * K)];
    const labels = Uint8Array.from({ length: N }, (_, n) => n % K);
    tf.tidy(() => {
      const X = tf.tensor2d(x, [N, D]);
      const W1 = tf.tensor2d(w1, [D, H]);
      const W2 = tf.tensor2d(w2, [H, K]);
      const target = tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), K), 'float32') as typeof X;
      const byHand = tensorGradients(tf, { activation, loss }, X, target, W1, W2);
      const automatic = tf.grads((A, B) =>
        lossOf(tf, loss, outputs(tf, activation, X, A as typeof W1, B as typeof W2), target).asScalar(),
      )([W1, W2]);
      const reference = twoLayerPass(
        { activation, loss, mean: 0, std: 1, labelSmoothing: 0 },
        { X: matrix(N, D, x), Y: labels },
        { W1: matrix(D, H, w1), W2: matrix(H, K, w2), bias1: false, bias2: false },
      );
      expectClose(byHand.dW1.dataSync(), automatic[0]!.dataSync());
      expectClose(byHand.dW2.dataSync(), automatic[1]!.dataSync());
      expectClose(byHand.dW1.dataSync(), reference.dW1.data);
      expectClose(byHand.dW2.dataSync(), reference.dW2.data);
      expectClose(byHand.loss.dataSync(), [reference.loss]);
    });
  });
});

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual).toHaveLength(expected.length);
  Array.from(expected).forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 5));
}

/** 4 × 4 images of one bright pixel that names the class, among noise. */
function dots(count: number): LabelledImages {
  const random = generator(5);
  const labels = Uint8Array.from({ length: count }, () => Math.floor(10 * random()));
  const pixels = Uint8Array.from({ length: count * 16 }, (_, i) =>
    i % 16 === labels[Math.floor(i / 16)] ? 255 : Math.floor(100 * random()),
  );
  return { count, pixels, labels };
}

const plan = (seed: number): TrainingPlan => ({
  activation: 'relu',
  loss: 'ce',
  hidden: 24,
  epochs: 4,
  batch: 20,
  learningRate: 0.1,
  momentum: 0.9,
  random: generator(seed),
});

async function train(images: LabelledImages, seed: number) {
  const losses: number[] = [];
  const training = trainReference(backend, images, plan(seed));
  for (let step = await training.next(); ; step = await training.next()) {
    if (step.done) return { network: step.value, losses };
    losses.push(step.value);
  }
}

describe('trainReference', () => {
  it('learns', async () => {
    const { network, losses } = await train(dots(1000), 3);
    expect(losses).toHaveLength(4);
    expect(losses[3]).toBeLessThan(losses[0]! / 5);
    await using evaluator = await NetworkEvaluator.start(dots(500));
    expect((await evaluator.evaluate(network)).errors).toBeLessThan(10);
  });

  it('gives the same network for the same random numbers, and leaves no tensor behind', async () => {
    const images = dots(200);
    const first = await train(images, 9);
    const before = backend.tf.memory().numTensors;
    const second = await train(images, 9);
    expect(second).toEqual(first);
    expect(backend.tf.memory().numTensors).toBe(before);
  });
});
