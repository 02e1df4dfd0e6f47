/**
 * MNIST by hand: a two-layer network with hard-coded gradients. Two runs in one sandbox: the gradient check on secret
 * cases, then the training on the training set. Gradients are compared, and errors on the test set counted, outside; no
 * expected gradient, test image or test label is ever in the sandbox. How each run can be cheated, and what is known
 * about it, is in the README.
 */
import type { Evidence, TestCase, TestCaseResult, Verdict } from '#libs/domain';
import {
  asInfrastructure,
  defineGrader,
  type Facts,
  type Grader,
  type GradingInput,
  type GradingSummary,
  type SandboxSession,
} from '#libs/grader-sdk';
import { type Evaluation, type LabelledImages, NetworkEvaluator, readMnist } from '#libs/numeric';
import { type MnistConfig, parseMnistConfig } from './config';
import { confusionMatrix, learningCurve, misreadDigits } from './evidence';
import { checkGradients, type GradientCheck } from './gradient-check';
import { printed, SOURCE_FILE } from './harness';
import type { Judgement } from './judge';
import { SeededRandom } from './random';
import { breachOf, MAX_SOURCE_BYTES } from './rules';
import { overallVerdict, POINTS, trainingPoints } from './score';
import { runTraining, type Training } from './training';
import { describeModel, violationsIn, violationText } from './words';

const CASES = { dW2: 'dL/dW2', dW1: 'dL/dW1', training: 'test error' } as const;
type CaseKey = keyof typeof CASES;

const grader: Grader<MnistConfig> = {
  id: 'mnist',
  version: '1.0.0',
  parseConfig: parseMnistConfig,
  shape: () => ({
    kind: 'files',
    files: [{ name: SOURCE_FILE, language: 'python', maxBytes: MAX_SOURCE_BYTES, required: true }],
  }),
  plan: () =>
    Object.entries(CASES).map(([key, name]): TestCase => ({
      name,
      maxPoints: POINTS[key as CaseKey],
      visibility: 'student',
    })),
  grade,
};

async function* grade(
  input: GradingInput,
  config: MnistConfig,
): AsyncGenerator<TestCaseResult, GradingSummary, void> {
  input.signal.throwIfAborted();
  const source = input.files.get(SOURCE_FILE);
  const breach = breachOf(source);
  if (breach || !source) {
    const { verdict, code, message } = breach ?? { verdict: 'invalid' as const, code: 'empty', message: '' };
    for (const key of Object.keys(CASES) as CaseKey[]) yield result(key, verdict, 0, code, message);
    return { facts: { verdict: verdict === 'rejected' ? 'rejected' : 'error', violations: [] } };
  }
  const session = await input.sandbox.open(
    { image: 'pytorch', memoryBytes: config.memoryMiB * 2 ** 20, gpu: config.gpu },
    input.signal,
  );
  try {
    const work = await examine(session, source, input, config);
    yield* conclude(work, config);
    return { facts: factsOf(work, config), imageDigest: session.imageDigest };
  } finally {
    await session.close();
  }
}

/** Everything that was found, before it is put into results. */
interface Work {
  readonly check: GradientCheck;
  readonly training: Training | null;
  readonly evaluation: Evaluation | null;
  readonly testImages: LabelledImages | null;
  readonly backend: string | null;
  readonly device: string;
  readonly violations: readonly { readonly api: string; readonly line: number | null }[];
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
  const { device } = session;
  const violations = violationsIn(check.run, check.failures);
  const { network } = check;
  if (!network || violations.length > 0 || check.dW1.share + check.dW2.share === 0) {
    return { check, training: null, evaluation: null, testImages: null, backend: null, device, violations };
  }
  input.onProgress({ message: `recognised: ${describeModel(network)}; training` });
  const folder = await input.datasets.locate('mnist');
  const [trainImages, testImages] = await asInfrastructure('reading MNIST', () =>
    Promise.all([readMnist(folder, 'train'), readMnist(folder, 't10k')]),
  );
  await using evaluator = await asInfrastructure('starting TensorFlow.js', () =>
    NetworkEvaluator.start(testImages),
  );
  const training = await runTraining({
    session,
    source,
    trainImages,
    evaluator,
    check,
    network,
    cpuSeconds: device === 'cpu' ? config.trainSeconds : config.gpuSeconds,
    seed: input.seed,
    studentSeed,
    onProgress: input.onProgress,
  });
  const weights = training.weights;
  const evaluation =
    weights && (await asInfrastructure('counting errors', () => evaluator.evaluate(weights.network)));
  const all = [...violations, ...violationsIn(training.run)];
  return { check, training, evaluation, testImages, backend: evaluator.backend, device, violations: all };
}

function* conclude(work: Work, config: MnistConfig): Generator<TestCaseResult> {
  const { check, violations } = work;
  if (violations.length > 0) {
    const message = violationText(violations);
    for (const key of Object.keys(CASES) as CaseKey[]) yield result(key, 'rejected', 0, 'autograd', message);
    return;
  }
  yield gradientResult('dW2', check.dW2, check);
  yield gradientResult('dW1', check.dW1, check);
  yield trainingResult(work, config);
}

function gradientResult(key: 'dW1' | 'dW2', judgement: Judgement, check: GradientCheck): TestCaseResult {
  const { verdict, share, code, message } = judgement;
  const remarks = key === 'dW1' ? check.remarks : [];
  const evidence = [
    ...judgement.evidence,
    ...(verdict === 'crashed' ? output(printed(check.run.outcome)) : []),
  ];
  return result(key, verdict, share, code, [message, ...remarks].join(' '), evidence);
}

function trainingResult(
  { check, training, evaluation, testImages }: Work,
  config: MnistConfig,
): TestCaseResult {
  if (!training) {
    const why = check.network ? 'both gradients are wrong' : 'the gradient check found no network to train';
    return result('training', 'not-run', 0, 'not-run', `Training was not run, since ${why}.`);
  }
  const curve = learningCurve(training.curve);
  if (!evaluation || !testImages || !training.weights) {
    const { verdict, code, message } = training.problem ?? UNKNOWN_PROBLEM;
    return result('training', verdict, 0, code, message, [
      ...curve,
      ...output(printed(training.run.outcome)),
    ]);
  }
  const evidence = [
    ...curve,
    confusionMatrix(evaluation.predictions, testImages.labels),
    ...misreadDigits(evaluation.predictions, testImages),
  ];
  const percent = `${evaluation.errors} of ${testImages.count} test images are misread (${((100 * evaluation.errors) / testImages.count).toFixed(2)} %).`;
  const unproven = notTrainedWithThem(training);
  if (unproven)
    return result('training', 'incorrect', 0, unproven.code, `${percent} ${unproven.message}`, evidence);
  const points = trainingPoints(evaluation.errors, config.passErrors, testImages.count);
  const cutShort = training.weights.cutShort
    ? ' The time was up; these are the weights that you reported last.'
    : '';
  const share = points / POINTS.training;
  const verdict = share === 1 ? 'correct' : share > 0 ? 'partially-correct' : 'incorrect';
  const goal = share === 1 ? '' : ` The goal is ${config.passErrors}.`;
  return result(
    'training',
    verdict,
    share,
    verdict === 'correct' ? 'reached' : 'missed',
    percent + goal + cutShort,
    evidence,
  );
}

const UNKNOWN_PROBLEM = {
  verdict: 'crashed' as const,
  code: 'train-ended',
  message: 'train() returned no weights.',
};

/** Half an epoch. */
const MIN_ROWS = 30_000;
const MIN_AUDITS = 2;

/** Null when it is shown that train() learned from the module's own gradients(). */
function notTrainedWithThem({ rows, wrapped, audits }: Training): { code: string; message: string } | null {
  if (!wrapped || rows < MIN_ROWS || audits.count < MIN_AUDITS) {
    return {
      code: 'gradients-not-used',
      message: `But only ${rows} examples went through gradients() in train(). Call gradients(…) by its global name there, instead of repeating its formulas, and hand in again.`,
    };
  }
  if (audits.failedCall === null) return null;
  return {
    code: 'other-gradients',
    message: `But in call ${audits.failedCall} of training, gradients() returned something else than the derivative that it returned in the check.`,
  };
}

function result(
  key: CaseKey,
  verdict: Verdict,
  share: number,
  code: string,
  message: string,
  evidence: readonly Evidence[] = [],
): TestCaseResult {
  const points = Math.round(POINTS[key] * share * 100) / 100;
  return { name: CASES[key], verdict, points, code: `mnist.${code}`, message, evidence };
}

function output(text: string): Evidence[] {
  return text === '' ? [] : [{ kind: 'text', title: 'What train.py printed', text }];
}

function factsOf(work: Work, config: MnistConfig): Facts {
  const { check, training, evaluation, violations, testImages } = work;
  const proven = training !== null && notTrainedWithThem(training) === null;
  const last = (training ?? check).run;
  const gradient = ({ verdict, code, residual }: Judgement) => ({ verdict, code, relativeError: residual });
  return {
    verdict: overallVerdict({
      rejected: violations.length > 0,
      errors: evaluation?.errors ?? null,
      total: testImages?.count ?? 0,
      passErrors: config.passErrors,
      gradientsRight: check.dW1.share === 1 && check.dW2.share === 1,
      trainedWithThem: proven,
      flagged: false,
    }),
    gradientCheck: { dW1: gradient(check.dW1), dW2: gradient(check.dW2) },
    testErrors: evaluation?.errors ?? null,
    model: check.network ? describeModel(check.network) : null,
    violations,
    guard: {
      patched: check.run.hello.guard,
      kernelsBlocked: check.run.hello.kernels,
      lockdown: check.run.hello.lock,
    },
    device: work.device,
    backend: work.backend,
    torch: check.run.hello.torch,
    audits: training && {
      count: training.audits.count,
      largestRelativeError: training.audits.worst,
      rows: training.rows,
    },
    cpuSeconds: last.outcome.usage.cpuSeconds,
    peakMemoryBytes: last.outcome.usage.peakMemoryBytes,
  };
}

export const mnist = defineGrader(grader);
