/**
 * MNIST by hand: a two-layer network with hard-coded gradients. Two runs in one sandbox: the gradient check on secret
 * cases, then the training on the training set. Gradients are compared, and errors on the test set counted, outside; no
 * expected gradient, test image or test label is ever in the sandbox. What guards the runs, and what is not proven, is
 * in the README.
 */
import type { TestCaseResult } from '#libs/domain';
import {
  asInfrastructure,
  defineGrader,
  type Grader,
  type GradingInput,
  type GradingSummary,
  type SandboxSession,
} from '#libs/grader-sdk';
import { NetworkEvaluator, readMnist } from '#libs/numeric';
import { type MnistConfig, parseMnistConfig } from './config';
import { checkGradients, type GradientCheck, type RecognisedNetwork } from './gradient-check';
import { SOURCE_FILE } from './harness';
import { signsOfMemory } from './memorised';
import { SeededRandom } from './random';
import { factsOf, PLAN, resultsOf, sameForAll } from './results';
import { breachOf, MAX_SOURCE_BYTES } from './rules';
import { runTraining } from './training';
import { describeModel, violationsIn } from './words';
import type { Work } from './work';

const grader: Grader<MnistConfig> = {
  id: 'mnist',
  version: '1.1.0',
  parseConfig: parseMnistConfig,
  shape: () => ({
    kind: 'files',
    files: [{ name: SOURCE_FILE, language: 'python', maxBytes: MAX_SOURCE_BYTES, required: true }],
  }),
  plan: () => PLAN,
  grade,
};

export const mnist = defineGrader(grader);

async function* grade(
  input: GradingInput,
  config: MnistConfig,
): AsyncGenerator<TestCaseResult, GradingSummary, void> {
  input.signal.throwIfAborted();
  const source = input.files.get(SOURCE_FILE) ?? new Uint8Array();
  const breach = breachOf(source);
  if (breach) {
    yield* sameForAll(breach.verdict, breach.code, breach.message);
    return { facts: { verdict: breach.verdict === 'rejected' ? 'rejected' : 'error', violations: [] } };
  }
  const session = await input.sandbox.open(
    { image: 'pytorch', memoryBytes: config.memoryMiB * 2 ** 20, gpu: config.gpu },
    input.signal,
  );
  try {
    const work = await examine(session, source, input, config);
    yield* resultsOf(work, config);
    return { facts: factsOf(work, config), imageDigest: session.imageDigest };
  } finally {
    await session.close();
  }
}

async function examine(
  session: SandboxSession,
  source: Uint8Array,
  input: GradingInput,
  config: MnistConfig,
): Promise<Work> {
  const studentSeed = new SeededRandom(input.seed, 'student').uint32();
  input.onProgress({ message: 'checking the gradients' });
  const check = await checkGradients(session, source, input.seed, studentSeed);
  const { network } = check;
  const violations = violationsIn(check.run, check.failures);
  const { device } = session;
  if (!network || violations.length > 0 || check.dW1.share + check.dW2.share === 0) {
    return { source, check, violations, device, training: null, measured: null };
  }
  input.onProgress({ message: `recognised: ${describeModel(network)}; training` });
  const trained = await train(session, source, input, config, { check, network, studentSeed });
  return {
    source,
    check,
    violations: [...violations, ...violationsIn(trained.training.run)],
    device,
    ...trained,
  };
}

interface Checked {
  readonly check: GradientCheck;
  readonly network: RecognisedNetwork;
  readonly studentSeed: number;
}

async function train(
  session: SandboxSession,
  source: Uint8Array,
  input: GradingInput,
  config: MnistConfig,
  checked: Checked,
) {
  const folder = await input.datasets.locate('mnist');
  const [trainImages, images] = await asInfrastructure('reading MNIST', () =>
    Promise.all([readMnist(folder, 'train'), readMnist(folder, 't10k')]),
  );
  await using evaluator = await asInfrastructure('starting TensorFlow.js', () =>
    NetworkEvaluator.start(images),
  );
  const training = await runTraining({
    session,
    source,
    trainImages,
    evaluator,
    ...checked,
    cpuSeconds: session.device === 'cpu' ? config.trainSeconds : config.gpuSeconds,
    seed: input.seed,
    onProgress: input.onProgress,
  });
  const { weights } = training;
  if (!weights) return { training, measured: null };
  const evaluation = await asInfrastructure('counting errors', () => evaluator.evaluate(weights.network));
  const signs = signsOfMemory(source, evaluation, images);
  return { training, measured: { evaluation, images, backend: evaluator.backend, signs } };
}
