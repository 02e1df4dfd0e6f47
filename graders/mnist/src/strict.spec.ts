import { type NetworkModel, twoLayerPass } from '#libs/numeric';
import type { Answer } from './answers';
import { type CheckCase, makeCheckCases, REAL_SIZE, weightsOf } from './check-cases';
import { chosenSteps, lawOf } from './strict';
import { readStrictConfig, type StrictConfig } from './strict-config';

const model: NetworkModel = { activation: 'tanh', loss: 'ce', mean: 0, std: 1, labelSmoothing: 0 };
const convention = { layout: 'DH', bias1: false, bias2: false } as const;
const network = { model, convention, framework: 'numpy' } as const;

/** Answers whose gradients are `factor(N)` times the derivative, plus `decay`·W. */
function answersWith(factor: (examples: number) => number, decay = 0): Answer[] {
  const [eight, five] = makeCheckCases('a seed').filter(({ stage }) => stage === 1);
  return [five as CheckCase, { ...(eight as CheckCase), id: REAL_SIZE }].map((checkCase) => {
    const weights = weightsOf(checkCase, convention);
    const pass = twoLayerPass(model, checkCase.batch, weights);
    const scale = factor(checkCase.batch.Y.length);
    const gradient = (layer: 'dW1' | 'dW2', W: 'W1' | 'W2') => ({
      kind: 'matrix' as const,
      value: {
        ...pass[layer],
        data: pass[layer].data.map((d, i) => scale * d + decay * (weights[W].data[i] ?? 0)),
      },
    });
    return {
      checkCase,
      convention,
      framework: 'numpy' as const,
      loss: pass.loss,
      modified: [],
      dW1: gradient('dW1', 'W1'),
      dW2: gradient('dW2', 'W2'),
    };
  });
}

function configOf(raw: Record<string, unknown>): StrictConfig {
  const { config, problem } = readStrictConfig(raw);
  if (!config) throw new Error(problem);
  return config;
}

describe('the law that the strict trainer trains by', () => {
  it.each([
    ['a mean', () => 1, 1],
    ['a sum', (examples: number) => examples, 100],
    ['half a sum', (examples: number) => examples / 2, 50],
    ['the wrong sign', () => -1, -1],
  ])('is that of %s', (_what, factor, scale) => {
    const { dW1, dW2 } = lawOf(answersWith(factor), network, 100);
    expect(dW1.scale).toBeCloseTo(scale, 6);
    expect(dW2.scale).toBeCloseTo(scale, 6);
    expect(dW1.decay).toBe(0);
  });

  it('keeps the weight decay that is in the gradients', () => {
    const { dW1, dW2 } = lawOf(
      answersWith(() => 1, 0.01),
      network,
      100,
    );
    expect([dW1.scale, dW1.decay, dW2.scale, dW2.decay]).toEqual(
      [1, 0.01, 1, 0.01].map((x) => expect.closeTo(x, 6) as number),
    );
  });
});

describe('the steps that are recomputed', () => {
  it.each([
    [{ epochs: 8, batch: 128 }, 24],
    [{ epochs: 1, batch: 100 }, 8],
    [{ epochs: 1, batch: 60_000 }, 1],
    [{ epochs: 8, H: 4096 }, 3],
  ])('of %j are %i', (raw, count) => {
    const config = configOf(raw);
    const steps = chosenSteps(config, 60_000, 'a seed');
    expect(steps).toHaveLength(count);
    expect(new Set(steps).size).toBe(count);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...steps)).toBeLessThanOrEqual(config.epochs * Math.floor(60_000 / config.batch));
  });

  it('depend on the seed alone', () => {
    const config = configOf({});
    expect(chosenSteps(config, 60_000, 'a')).toEqual(chosenSteps(config, 60_000, 'a'));
    expect(chosenSteps(config, 60_000, 'a')).not.toEqual(chosenSteps(config, 60_000, 'b'));
  });
});

describe('CONFIG', () => {
  it('has a default for everything', () => {
    expect(configOf({})).toMatchObject({ H: 128, opt: 'sgd', augment: 0 });
    expect(configOf({ augment: true })).toMatchObject({ augment: 1 });
  });

  it.each([
    [null, 'no dictionary CONFIG'],
    [{ optimizer: 'adam' }, '"optimizer"'],
    [{ epochs: 1e9 }, 'epochs: '],
    [{ H: '64' }, 'H: '],
    [{ lr: 'nan' }, 'lr: '],
  ])('%j is refused, and the reason named', (raw, reason) => {
    const { config, problem } = readStrictConfig(raw);
    expect(config).toBeNull();
    expect(problem).toContain(reason);
  });
});
