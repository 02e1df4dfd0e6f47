import { encodeArrayFrame, map, type Matrix, matrix, twoLayerPass, type Weights } from '#libs/numeric';
import { judgeAudits, normalisationOf } from './audits';
import type { FrameOf } from './frames';
import type { RecognisedNetwork } from './recognised-network';
import { SeededRandom } from './random';

const network: RecognisedNetwork = {
  model: { activation: 'relu', loss: 'ce', mean: 0, std: 1, labelSmoothing: 0 },
  convention: { layout: 'DH', bias1: false, bias2: false },
  framework: 'torch',
};
const both = ['dW1', 'dW2'] as const;

const random = new SeededRandom('audit', 'spec');
const draw = (rows: number, columns: number, next: () => number): Matrix =>
  matrix(rows, columns, Float32Array.from({ length: rows * columns }, next));
const send = ({ rows, columns, data }: Matrix) =>
  encodeArrayFrame({ rows, columns, data: Float32Array.from(data) });

/** @param confidence scales W2: a large one makes p − y nearly zero for rows that are right. */
function audit(change: (dW: Matrix) => Matrix = (dW) => dW, confidence = 1): FrameOf<'audit'> {
  const X = draw(16, 784, () => Math.max(0, 1.5 * random.uniform() - 0.5));
  const weights: Weights = {
    W1: draw(784, 24, () => 0.05 * random.normal()),
    W2: draw(24, 10, () => confidence * random.normal()),
    bias1: false,
    bias2: false,
  };
  const O = twoLayerPass(network.model, { X, Y: new Uint8Array(16) }, weights).O;
  const Y = Uint8Array.from({ length: 16 }, (_, n) => {
    const row = O.data.subarray(n * 10, n * 10 + 10);
    return confidence > 1 ? row.indexOf(Math.max(...row)) : n % 10;
  });
  const pass = twoLayerPass(network.model, { X, Y }, weights);
  return {
    t: 'audit',
    call: 7,
    rows: 100,
    X: send(X),
    Y: [...Y],
    W1: send(weights.W1),
    W2: send(weights.W2),
    loss: pass.loss,
    dW1: send(change(pass.dW1)),
    dW2: send(pass.dW2),
  };
}

describe('judgeAudits', () => {
  it('finds nothing wrong with real batches', () => {
    expect(judgeAudits([audit(), audit()], network, both)).toMatchObject({ count: 2, failedCall: null });
  });

  it('does not mistake the rounding of a trained network for other gradients', () => {
    const noisy = audit((dW) => map(dW, (x) => x + 1e-7 * random.normal()), 30);
    expect(judgeAudits([noisy], network, both).failedCall).toBeNull();
  });

  it.each<[string, FrameOf<'audit'>]>([
    ['other numbers', audit((dW) => map(dW, (x, i) => x + (i % 3 === 0 ? 0.1 : 0)))],
    ['zeros', audit((dW) => map(dW, () => 0))],
    ['weights of another shape', { ...audit(), W1: send(matrix(2, 2, [1, 2, 3, 4])) }],
    ['no arrays', { ...audit(), dW1: 'forged' }],
    ['fewer labels than rows', { ...audit(), Y: [1] }],
  ])('names the call that returned %s', (_what, frame) => {
    expect(judgeAudits([audit(), frame], network, both).failedCall).toBe(7);
  });

  it('leaves out a matrix whose gradient is known to be wrong', () => {
    const frame = audit((dW) => map(dW, () => 1));
    expect(judgeAudits([frame], network, ['dW2']).failedCall).toBeNull();
  });
});

describe('normalisationOf', () => {
  const with_ = (f: (x: number) => number): FrameOf<'audit'> => ({
    ...audit(),
    X: send(
      map(
        draw(4, 784, () => random.integer(2)),
        f,
      ),
    ),
  });

  it('says nothing of pixels as they came', () => expect(normalisationOf([with_((x) => x)])).toBeNull());

  it('recovers what train() subtracted and divided by', () => {
    const found = normalisationOf([with_((x) => (x - 0.1307) / 0.3081)]);
    expect(found?.mean).toBeCloseTo(0.1307, 5);
    expect(found?.std).toBeCloseTo(0.3081, 5);
  });

  it('is not misled by a frame without numbers', () => {
    expect(normalisationOf([{ ...audit(), X: null }])).toBeNull();
  });
});
