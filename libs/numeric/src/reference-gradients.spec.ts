import * as fc from 'fast-check';
import { type Matrix, matrix } from './matrix';
import { ACTIVATIONS, LOSSES, type NetworkModel, normalCdf } from './network';
import { type Batch, twoLayerPass, type Weights } from './reference-gradients';

const N = 3;
const D = 5;
const H = 4;
const K = 3;

const numbers = (count: number) =>
  fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true, noDefaultInfinity: true }), {
    minLength: count,
    maxLength: count,
  });

const cases = fc.record({
  X: numbers(N * D),
  Y: fc.array(fc.integer({ min: 0, max: K - 1 }), { minLength: N, maxLength: N }),
  W1: numbers((D + 1) * H),
  W2: numbers((H + 1) * K),
  bias1: fc.boolean(),
  bias2: fc.boolean(),
});

function build(c: { X: number[]; Y: number[]; W1: number[]; W2: number[]; bias1: boolean; bias2: boolean }) {
  const rows1 = D + Number(c.bias1);
  const rows2 = H + Number(c.bias2);
  const weights: Weights = {
    W1: matrix(rows1, H, c.W1.slice(0, rows1 * H)),
    W2: matrix(rows2, K, c.W2.slice(0, rows2 * K)),
    bias1: c.bias1,
    bias2: c.bias2,
  };
  const batch: Batch = { X: matrix(N, D, c.X), Y: Uint8Array.from(c.Y) };
  return { batch, weights };
}

/** (L(w + ε) − L(w − ε)) / 2ε for every entry of one weight matrix. */
function centralDifferences(
  model: NetworkModel,
  batch: Batch,
  weights: Weights,
  name: 'W1' | 'W2',
): number[] {
  const epsilon = 1e-5;
  const W = weights[name];
  return Array.from(W.data, (_w, i) => {
    const loss = (sign: number) => {
      const data = W.data.slice();
      data[i]! += sign * epsilon;
      const moved: Matrix = { ...W, data };
      return twoLayerPass(model, batch, { ...weights, [name]: moved }).loss;
    };
    return (loss(1) - loss(-1)) / (2 * epsilon);
  });
}

/** Central differences step over a kink of relu, leaky_relu or elu. */
function nearKink(model: NetworkModel, batch: Batch, weights: Weights): boolean {
  return twoLayerPass(model, batch, weights).Z.data.some((z) => Math.abs(z) < 1e-3);
}

describe.each(ACTIVATIONS)('the float64 gradients with %s', (activation) => {
  it.each(LOSSES)('and %s equal central differences', (loss) => {
    const model: NetworkModel = { activation, loss, mean: 0.2, std: 0.7, labelSmoothing: 0.1 };
    fc.assert(
      fc.property(cases, (c) => {
        const { batch, weights } = build(c);
        fc.pre(!nearKink(model, batch, weights));
        const pass = twoLayerPass(model, batch, weights);
        for (const name of ['W1', 'W2'] as const) {
          const exact = name === 'W1' ? pass.dW1 : pass.dW2;
          const numeric = centralDifferences(model, batch, weights, name);
          numeric.forEach((d, i) => expect(Math.abs(d - exact.data[i]!)).toBeLessThan(1e-6));
        }
      }),
      { numRuns: 5, seed: 7 },
    );
  });
});

it('keeps the cross-entropy finite for outputs that overflow exp', () => {
  const model: NetworkModel = { activation: 'relu', loss: 'ce', mean: 0, std: 1, labelSmoothing: 0 };
  const batch = { X: matrix(1, 1, [1]), Y: Uint8Array.from([1]) };
  const weights = { W1: matrix(1, 1, [1000]), W2: matrix(1, 2, [1, -1]), bias1: false, bias2: false };
  const pass = twoLayerPass(model, batch, weights);
  expect(pass.loss).toBe(2000);
  expect([...pass.dW2.data]).toEqual([1000, -1000]);
});

it('knows the normal distribution', () => {
  expect(normalCdf(0)).toBe(0.5);
  expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 14);
  expect(normalCdf(-40)).toBe(0);
});
