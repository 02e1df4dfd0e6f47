import {
  ACTIVATIONS,
  type Convention,
  encodeArrayFrame,
  LOSSES,
  map,
  type Matrix,
  matrix,
  multiplyTransposed,
  type NetworkModel,
  norm,
  transpose,
  twoLayerPass,
  type TwoLayerPass,
} from '#libs/numeric';
import { type CheckCase, makeCheckCases, OVERFLOWING, REAL_SIZE, weightsOf } from './check-cases';
import type { CaseFrame } from './frames';
import { judgeCheck } from './gradient-check';
import type { HarnessRun } from './harness';

const cases = makeCheckCases('a secret').filter(({ id }) => id !== REAL_SIZE);
const plain: NetworkModel = { activation: 'relu', loss: 'ce', mean: 0, std: 1, labelSmoothing: 0 };
const DH: Convention = { layout: 'DH', bias1: false, bias2: false };

function run(spec: Record<string, unknown> = {}): HarnessRun {
  const usage = { cpuSeconds: 1, wallSeconds: 1, peakMemoryBytes: 1 };
  return {
    outcome: {
      kind: 'exited',
      exitCode: 0,
      stdout: new Uint8Array(),
      stderr: new Uint8Array(),
      files: new Map(),
      usage,
    },
    hello: { t: 'hello', guard: true, kernels: 0, lock: 'on', torch: '1', cuda: false },
    loaded: { t: 'loaded', spec, framework: 'torch', has: ['gradients', 'train'] },
    error: null,
    violations: [],
    remarks: [],
  };
}

interface Student {
  readonly loss?: (pass: TwoLayerPass, checkCase: CheckCase) => number;
  readonly dW1?: (pass: TwoLayerPass, checkCase: CheckCase) => Matrix;
  readonly dW2?: (pass: TwoLayerPass, checkCase: CheckCase) => Matrix;
  readonly modified?: string[];
}

/** What a program in float32 with this network, and these deviations from it, would send back. */
function answers(model: NetworkModel, convention: Convention, student: Student = {}): CaseFrame[] {
  return cases.map((checkCase): CaseFrame => {
    const pass = twoLayerPass(model, checkCase.batch, weightsOf(checkCase, convention));
    const send = (a: Matrix) => {
      const { rows, columns, data } = convention.layout === 'DH' ? a : transpose(a);
      return encodeArrayFrame({ rows, columns, data: Float32Array.from(data) });
    };
    return {
      t: 'case',
      id: checkCase.id,
      framework: 'torch',
      ...convention,
      loss: student.loss?.(pass, checkCase) ?? pass.loss,
      dW1: send(student.dW1?.(pass, checkCase) ?? pass.dW1),
      dW2: send(student.dW2?.(pass, checkCase) ?? pass.dW2),
      ms: 1,
      modified: student.modified ?? [],
    };
  });
}

const check = (model: NetworkModel, student: Student = {}, convention = DH) =>
  judgeCheck(run(), answers(model, convention, student), cases);
const times = (factor: number) => (a: Matrix) => map(a, (x) => factor * x);
const plus = (a: Matrix, b: Matrix, factor: number) => map(a, (x, i) => x + factor * b.data[i]!);
const N = (checkCase: CheckCase) => checkCase.batch.Y.length;

describe('an honest program', () => {
  describe.each(ACTIVATIONS)('with %s', (activation) => {
    it.each(LOSSES)('and %s is recognised and right', (loss) => {
      const { network, dW1, dW2 } = check({ ...plain, activation, loss });
      expect(network?.model).toEqual({ ...plain, activation, loss });
      expect([dW1.verdict, dW2.verdict]).toEqual(['correct', 'correct']);
      expect(dW1.residual).toBeLessThan(1e-6);
    });
  });

  it.each<Convention>([
    { layout: 'DH', bias1: true, bias2: true },
    { layout: 'DH', bias1: true, bias2: false },
    { layout: 'HD', bias1: false, bias2: false },
    { layout: 'HD', bias1: true, bias2: true },
    { layout: 'HD', bias1: false, bias2: true },
  ])('may lay its weights out as %o', (convention) => {
    const { network, dW1, dW2 } = check(plain, {}, convention);
    expect(network?.convention).toEqual(convention);
    expect([dW1.share, dW2.share]).toEqual([1, 1]);
  });

  it.each([
    ['a sum', (c: CheckCase) => N(c)],
    ['a half', () => 0.5],
    ['a mean over ten outputs', () => 0.1],
  ])('may take %s for its loss', (_what, factor) => {
    const scaled: Student = {
      loss: (pass, c) => factor(c) * pass.loss,
      dW1: (pass, c) => times(factor(c))(pass.dW1),
      dW2: (pass, c) => times(factor(c))(pass.dW2),
    };
    const { dW1, dW2 } = check({ ...plain, loss: 'mse' }, scaled);
    expect([dW1.share, dW2.share]).toEqual([1, 1]);
  });

  it.each([
    ['the usual normalisation', { ...plain, mean: 0.1307, std: 0.3081 }, {}],
    ['label smoothing', { ...plain, labelSmoothing: 0.1 }, {}],
    ['a normalisation that SPEC names', { ...plain, mean: 0.3, std: 2 }, { mean: 0.3, std: 2 }],
    ['smoothing that SPEC names', { ...plain, labelSmoothing: 0.07 }, { label_smoothing: 0.07 }],
  ])('may have %s inside gradients()', (_what, model, spec) => {
    const result = judgeCheck(run(spec), answers(model, DH), cases);
    expect(result.network?.model).toEqual(model);
    expect(result.dW1.share).toBe(1);
  });

  it('is not believed about what SPEC says wrongly', () => {
    const result = judgeCheck(run({ activation: 'tanh', loss: 'mse', mean: 'x' }), answers(plain, DH), cases);
    expect(result.network?.model).toEqual(plain);
  });

  it('may count weight decay in, when its loss has it', () => {
    const lambda = 0.01;
    const decayed: Student = {
      loss: (pass, c) => pass.loss + (lambda / 2) * (norm(W1(c)) ** 2 + norm(W2(c)) ** 2),
      dW1: (pass, c) => plus(pass.dW1, W1(c), lambda),
      dW2: (pass, c) => plus(pass.dW2, W2(c), lambda),
    };
    const { dW1, dW2 } = check(plain, decayed);
    expect([dW1.share, dW2.share]).toEqual([1, 1]);
  });

  it('is told of overflow, which costs nothing', () => {
    const frames = answers(plain, DH).map((frame) =>
      frame.id === OVERFLOWING
        ? { ...frame, loss: Infinity, dW1: { shape: [784, 16], dtype: 'float32', nonFinite: 4 } }
        : frame,
    );
    const result = judgeCheck(run(), frames, cases);
    expect(result.dW1.share).toBe(1);
    expect(result.remarks).toHaveLength(1);
  });
});

const W1 = (c: CheckCase) => weightsOf(c, DH).W1;
const W2 = (c: CheckCase) => weightsOf(c, DH).W2;

describe('a mistake is named', () => {
  it.each<[string, Student, string, string]>([
    ['the sign of dW1', { dW1: (p) => times(-1)(p.dW1) }, 'wrong-sign', 'correct'],
    [
      'the sign of both',
      { dW1: (p) => times(-1)(p.dW1), dW2: (p) => times(-1)(p.dW2) },
      'wrong-sign',
      'wrong-sign',
    ],
    ['a sum for a mean', { dW1: (p, c) => times(N(c))(p.dW1) }, 'summed', 'correct'],
    ['a mean twice', { dW2: (p, c) => times(1 / N(c))(p.dW2) }, 'correct', 'averaged'],
    ['a factor', { dW1: (p) => times(3)(p.dW1) }, 'scale', 'correct'],
    ['no loss', { loss: () => NaN }, 'loss', 'loss'],
    ['decay that the loss lacks', { dW1: (p, c) => plus(p.dW1, W1(c), 0.1) }, 'regulariser', 'correct'],
    [
      'no activation derivative',
      { dW1: (p) => multiplyTransposed(p.X, p.dH) },
      'activation-derivative-missing',
      'correct',
    ],
    [
      'p for p − y',
      {
        dW2: (p) =>
          multiplyTransposed(
            p.H,
            map(p.P, (x) => x / p.P.rows),
          ),
      },
      'correct',
      'target-not-subtracted',
    ],
    ['Z for H', { dW2: (p) => multiplyTransposed(p.Z, p.dO) }, 'correct', 'activation-skipped'],
    ['a transposed gradient', { dW2: (p) => transpose(p.dW2) }, 'correct', 'transposed'],
    ['a wrong shape', { dW2: () => matrix(1, 1, [1]) }, 'correct', 'wrong-shape'],
    ['zero', { dW1: (p) => times(0)(p.dW1) }, 'zero', 'correct'],
    ['an entry', { dW1: (p) => map(p.dW1, (x, i) => x + (i === 3000 ? 1 : 0)) }, 'wrong', 'correct'],
    ['NaN', { dW1: (p) => map(p.dW1, (x, i) => (i === 5 ? NaN : x)) }, 'wrong-shape', 'correct'],
    ['changed arguments', { modified: ['X'] }, 'inputs-modified', 'inputs-modified'],
  ])('%s', (_what, student, dW1, dW2) => {
    const result = check(plain, student);
    expect([result.dW1.code, result.dW2.code]).toEqual([dW1, dW2]);
  });

  it('NaN that the harness described', () => {
    const frames = answers(plain, DH).map((f) => ({
      ...f,
      dW1: { shape: [784, 16], dtype: 'float32', nonFinite: 1 },
    }));
    expect(judgeCheck(run(), frames, cases).dW1.code).toBe('not-finite');
  });

  it('the place of a wrong entry, in the student’s own layout', () => {
    const student: Student = {
      dW1: (p) => map(p.dW1, (x, i) => x + (i === 700 * p.dW1.columns + 2 ? 1 : 0)),
    };
    expect(check(plain, student).dW1.message).toContain('[700, 2]');
    expect(check(plain, student, { ...DH, layout: 'HD' }).dW1.message).toContain('[2, 700]');
  });

  it('the bias', () => {
    const convention: Convention = { layout: 'DH', bias1: true, bias2: true };
    const student: Student = { dW1: (p) => map(p.dW1, (x, i) => (i >= 784 * p.dW1.columns ? 0 : x)) };
    expect(check(plain, student, convention).dW1.code).toBe('bias');
  });

  it('of squared error of softmax: only the diagonal', () => {
    const model: NetworkModel = { ...plain, loss: 'mse_softmax' };
    const dO = (p: TwoLayerPass) =>
      map(p.P, (x, i) => (2 * (x - p.target.data[i]!) * x * (1 - x)) / p.P.rows);
    const result = check(model, { dW2: (p) => multiplyTransposed(p.H, dO(p)), dW1: (p) => p.dW1 });
    expect(result.dW2.code).toBe('softmax-jacobian-diagonal');
  });

  it('in both gradients at once, when the loss gives the network away', () => {
    const dO = (p: TwoLayerPass) => map(p.P, (x) => x / p.P.rows);
    const result = check(
      { ...plain, activation: 'tanh' },
      {
        dW2: (p) => multiplyTransposed(p.H, dO(p)),
        dW1: (p) => times(0)(p.dW1),
      },
    );
    expect(result.network?.model.activation).toBe('tanh');
    expect([result.dW1.code, result.dW2.code]).toEqual(['zero', 'target-not-subtracted']);
  });

  it('and half of the points stay for a sign or a factor, none for a wrong formula', () => {
    expect(check(plain, { dW1: (p) => times(-1)(p.dW1) }).dW1.share).toBe(0.5);
    expect(check(plain, { dW1: (p) => multiplyTransposed(p.X, p.dH) }).dW1.share).toBe(0);
  });
});

describe('what is no gradient of the network', () => {
  it.each<[string, Student]>([
    ['the weights themselves', { loss: () => 1, dW1: (_p, c) => W1(c), dW2: (_p, c) => W2(c) }],
    ['zero everywhere', { loss: () => 0, dW1: (p) => times(0)(p.dW1), dW2: (p) => times(0)(p.dW2) }],
  ])('%s', (_what, student) => {
    const result = check(plain, student);
    expect(result.network).toBeNull();
    expect([result.dW1.share, result.dW2.share]).toEqual([0, 0]);
    expect(result.dW1.code).toBe('not-recognised');
  });

  it('another one each time', () => {
    let calls = 0;
    const result = check(plain, {
      dW1: (p) => times(0)(p.dW1),
      dW2: (p) => map(p.dW2, (x, i) => x * ((i + ++calls) % 3)),
    });
    expect([result.dW1.code, result.dW2.code]).toEqual(['random', 'random']);
  });

  it('nothing at all', () => {
    expect(judgeCheck(run(), [], cases).dW1).toMatchObject({ verdict: 'crashed', share: 0 });
  });

  it('right on small cases only, as finite differences are', () => {
    const all = makeCheckCases('a secret');
    const result = judgeCheck(run(), answers(plain, DH), all);
    expect(result.dW1).toMatchObject({ code: 'too-slow', share: 0 });
  });

  it('a second answer to the same case', () => {
    const wrong = answers(plain, DH, { dW1: (p) => times(-1)(p.dW1) });
    expect(judgeCheck(run(), [...wrong, ...answers(plain, DH)], cases).dW1.code).toBe('wrong-sign');
  });
});
