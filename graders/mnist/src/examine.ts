/** The road of one submission: gradient check, training, counting of errors. */
import { asInfrastructure, type GradingInput, type SandboxSession } from '#libs/grader-sdk';
import { borrowEvaluator, type LabelledImages, type NetworkEvaluator, readMnist } from '#libs/numeric';
import type { MnistConfig } from './config';
import { checkGradients, type GradientCheck } from './gradient-check';
import type { RecognisedNetwork } from './recognised-network';
import { signsOfMemory } from './memorised';
import { SeededRandom } from './random';
import { trainStrictly } from './strict';
import { readStrictConfig } from './strict-config';
import { runTraining, type Training } from './training';
import { describeModel, type Violation, violationsIn } from './words';
import type { Work } from './work';

export async function examine(source: Uint8Array, input: GradingInput, config: MnistConfig): Promise<Work> {
  const request = { image: 'pytorch', memoryBytes: config.memoryMiB * 2 ** 20, gpu: config.gpu } as const;
  const open = () => input.sandbox.open(request, input.signal);
  const session = await open();
  try {
    const studentSeed = new SeededRandom(input.seed, 'student').uint32();
    input.onProgress({ message: 'checking the gradients' });
    const check = await checkGradients(session, source, input.seed, studentSeed);
    const violations = violationsIn(check.run, source, check.failures);
    const { device, imageDigest } = session;
    const work = { source, check, violations, device, imageDigest, strict: null };
    const { network } = check;
    if (!network || violations.length > 0 || check.dW1.share + check.dW2.share === 0) {
      return { ...work, training: null, measured: null };
    }
    const checked = { source, input, config, check, network, studentSeed };
    if (config.mode === 'strict') {
      await session.close(); // where there is one GPU, the trainer needs it
      return { ...work, ...(await strictly(open, device, checked, violations)) };
    }
    input.onProgress({ message: `recognised: ${describeModel(network)}; training` });
    return { ...work, ...(await freely(session, checked, violations)) };
  } finally {
    await session.close();
  }
}

interface Checked {
  readonly source: Uint8Array;
  readonly input: GradingInput;
  readonly config: MnistConfig;
  readonly check: GradientCheck;
  readonly network: RecognisedNetwork;
  readonly studentSeed: number;
}

type Trained = Pick<Work, 'training' | 'measured' | 'violations' | 'strict'>;

async function freely(
  session: SandboxSession,
  checked: Checked,
  before: readonly Violation[],
): Promise<Trained> {
  const { source, input, config } = checked;
  return withImages(checked, async (trainImages, evaluator) => {
    const training = await runTraining({
      ...checked,
      session,
      source,
      trainImages,
      evaluator,
      cpuSeconds: secondsOn(session.device, config),
      seed: input.seed,
      onProgress: input.onProgress,
    });
    return { training, violations: [...before, ...violationsIn(training.run, source)], strict: null };
  });
}

async function strictly(
  open: () => Promise<SandboxSession>,
  device: string,
  checked: Checked,
  before: readonly Violation[],
): Promise<Trained> {
  const { input, check, network } = checked;
  const { config, problem } = readStrictConfig(check.run.loaded?.config);
  const none = { training: null, measured: null, violations: before };
  if (!config) return { ...none, strict: { config, problem } };
  if (check.dW1.share === 0 || check.dW2.share === 0) {
    const wrong = check.dW1.share === 0 ? 'dL/dW1' : 'dL/dW2';
    return { ...none, strict: { config, problem: `Training was not run, since ${wrong} is wrong.` } };
  }
  input.onProgress({ message: `recognised: ${describeModel(network)}; training by CONFIG` });
  return withImages(checked, async (trainImages, evaluator) => {
    const { training, answers, failures } = await trainStrictly({
      ...checked,
      open,
      config,
      trainImages,
      evaluator,
      cpuSeconds: secondsOn(device, checked.config),
      seed: input.seed,
      onProgress: input.onProgress,
    });
    const found = answers ? violationsIn(answers, checked.source, failures) : [];
    return { training, violations: [...before, ...found], strict: { config, problem: null } };
  });
}

function secondsOn(device: string, { trainSeconds, gpuSeconds }: MnistConfig): number {
  return device === 'cpu' ? trainSeconds : gpuSeconds;
}

/** Trains with the images at hand, and then counts the errors of what came out. */
async function withImages<T extends { readonly training: Training }>(
  { input, source }: Checked,
  train: (trainImages: LabelledImages, evaluator: NetworkEvaluator) => Promise<T>,
): Promise<T & Pick<Work, 'measured'>> {
  const folder = await input.datasets.locate('mnist');
  const [trainImages, images] = await asInfrastructure('reading MNIST', () =>
    Promise.all([readMnist(folder, 'train'), readMnist(folder, 't10k')]),
  );
  await using loan = await asInfrastructure('starting TensorFlow.js', () => borrowEvaluator(images));
  const { evaluator } = loan;
  const trained = await train(trainImages, evaluator);
  const { weights } = trained.training;
  if (!weights) return { ...trained, measured: null };
  const evaluation = await asInfrastructure('counting errors', () => evaluator.evaluate(weights.network));
  const signs = signsOfMemory(source, evaluation, images);
  return { ...trained, measured: { evaluation, images, backend: evaluator.backend, signs } };
}
