import { NetworkEvaluator } from './evaluator';
import type { LabelledImages } from './mnist-data';
import { ACTIVATION_FUNCTIONS, ACTIVATIONS, type TwoLayerNetwork } from './network';
import { NO_PREDICTION } from './forward';

/** Four-pixel images whose label is the brightest of the first three pixels. */
function images(count: number): LabelledImages {
  const pixels = Uint8Array.from({ length: count * 4 }, (_, i) => (i * 7919 + (i >> 2) * 104729) % 251);
  const labels = Uint8Array.from({ length: count }, (_, n) => {
    const row = pixels.subarray(n * 4, n * 4 + 3);
    return row.indexOf(Math.max(...row));
  });
  return { count, pixels, labels };
}

const random = (length: number, scale: number) =>
  Float32Array.from({ length }, (_, i) => scale * Math.sin(12.9898 * (i + 1)) * Math.cos(78.233 * (i + 1)));

/** The same network in plain float64. */
function predict(network: TwoLayerNetwork, data: LabelledImages): number[] {
  const { f } = ACTIVATION_FUNCTIONS[network.activation];
  return Array.from({ length: data.count }, (_, n) => {
    const x = [...data.pixels.subarray(n * 4, n * 4 + 4)].map((b) => (b / 255 - network.mean) / network.std);
    const layer = (input: number[], W: TwoLayerNetwork['W1']) =>
      Array.from({ length: W.columns }, (_unused, j) =>
        Array.from({ length: W.rows }, (_row, i) => (input[i] ?? 1) * W.data[i * W.columns + j]!).reduce(
          (a, b) => a + b,
        ),
      );
    const outputs = layer(layer(x, network.W1).map(f), network.W2);
    return outputs.indexOf(Math.max(...outputs));
  });
}

describe('NetworkEvaluator', () => {
  const data = images(300);
  let evaluator: NetworkEvaluator;
  beforeAll(async () => (evaluator = await NetworkEvaluator.start(data)));
  afterAll(() => evaluator.close());

  const identity = (bias: boolean): TwoLayerNetwork => ({
    activation: 'relu',
    mean: 0,
    std: 1,
    W1: { rows: 4, columns: 3, data: new Float32Array([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]) },
    W2: bias
      ? { rows: 4, columns: 3, data: new Float32Array([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 9]) }
      : { rows: 3, columns: 3, data: new Float32Array([1, 0, 0, 0, 1, 0, 0, 0, 1]) },
  });

  it('names the backend', () => expect(['gpu', 'native', 'wasm', 'cpu']).toContain(evaluator.backend));

  it('finds no error in a network that is right', async () => {
    expect((await evaluator.evaluate(identity(false))).errors).toBe(0);
  });

  it('adds the bias row', async () => {
    const { predictions } = await evaluator.evaluate(identity(true));
    expect(new Set(predictions)).toEqual(new Set([2]));
  });

  it('looks at the first images only when asked', async () => {
    expect((await evaluator.evaluate(identity(false), 7)).predictions).toHaveLength(7);
  });

  it.each(ACTIVATIONS)('agrees with plain float64 arithmetic for %s', async (activation) => {
    const network: TwoLayerNetwork = {
      activation,
      mean: 0.13,
      std: 0.3,
      W1: { rows: 5, columns: 6, data: random(30, 2) },
      W2: { rows: 7, columns: 3, data: random(21, 2) },
    };
    expect([...(await evaluator.evaluate(network)).predictions]).toEqual(predict(network, data));
  });

  it('decides in float64 what float32 cannot tell apart', async () => {
    const exact = new Float64Array([1, 1 + 1e-12, 0]);
    const network: TwoLayerNetwork = {
      activation: 'softplus',
      mean: 0,
      std: 1,
      W1: { rows: 4, columns: 1, data: new Float64Array(4) },
      W2: { rows: 1, columns: 3, data: exact },
    };
    expect(new Set((await evaluator.evaluate(network)).predictions)).toEqual(new Set([1]));
  });

  it('predicts nothing where outputs overflow', async () => {
    const huge: TwoLayerNetwork = {
      ...identity(false),
      W1: { rows: 4, columns: 3, data: new Float32Array(12).fill(3e38) },
    };
    const { predictions, errors } = await evaluator.evaluate(huge);
    expect([...predictions]).toContain(NO_PREDICTION);
    expect(errors).toBeGreaterThan(0);
  });

  it('reports what goes wrong in the thread, and goes on', async () => {
    const broken = { ...identity(false), W2: { rows: 2, columns: 2, data: new Float32Array(1) } };
    await expect(evaluator.evaluate(broken)).rejects.toThrow();
    expect((await evaluator.evaluate(identity(false))).errors).toBe(0);
  });

  it('rejects what is under way when it is closed', async () => {
    const other = await NetworkEvaluator.start(data);
    const pending = other.evaluate(identity(false));
    await other.close();
    await expect(pending).rejects.toThrow(/ended/);
  });
});
