/**
 * Strict mode. The platform owns data order, initial weights, batches and optimiser; the student gives `gradients` and a
 * CONFIG. Theory of operation:
 *
 * 1. The check (gradient-check.ts) shows what `gradients` computes: a multiple s of the derivative of a known network's
 *    loss, with weight decay λW perhaps. That is its law.
 * 2. A trainer in a container without train.py (harness/trainer.py) trains by that law and CONFIG from a secret seed. The
 *    weights that are judged come from there, so none that a program brings along can be among them, and a program that
 *    has seen test images can do nothing with them.
 * 3. A secret share of the trainer's steps (its weights and batches at that moment) goes to the student's `gradients` in
 *    a third container, and is recomputed here in float64. Whoever answers otherwise than in the check is named with the
 *    step. Which steps these are is decided from the secret seed, and they come after the training has been done.
 */
import type { SandboxSession } from '#libs/grader-sdk';
import {
  appendRow,
  decodeArrayFrame,
  type LabelledImages,
  type Matrix,
  type NetworkEvaluator,
  PIXELS,
  zeros,
} from '#libs/numeric';
import { type Answer, readAnswer, toMatrix } from './answers';
import { judgeSteps } from './audits';
import { type CheckCase, encodeCheckInput, REAL_SIZE, weightsOf } from './check-cases';
import { bestFit, unitsNearKink, withoutColumns } from './compare';
import { type FrameOf, isAnswered, type ProgramFailure } from './frames';
import type { GradientCheck } from './gradient-check';
import type { RecognisedNetwork } from './recognised-network';
import { type HarnessRun, runHarness } from './harness';
import { passOf } from './identify';
import { SeededRandom } from './random';
import type { StrictConfig } from './strict-config';
import { type Training, trainingData, TrainingWatch, type WatchRequest } from './training';

export interface StrictRequest extends WatchRequest {
  /** A fresh container; the caller closes it. */
  readonly open: () => Promise<SandboxSession>;
  readonly source: Uint8Array;
  readonly config: StrictConfig;
  readonly trainImages: LabelledImages;
  readonly evaluator: NetworkEvaluator;
  readonly check: GradientCheck;
  readonly cpuSeconds: number;
  readonly seed: string;
  readonly studentSeed: number;
}

/** The training, and the run in which the student's program answered for the chosen steps; null where there were none. */
export interface StrictTraining {
  readonly training: Training;
  readonly answers: HarnessRun | null;
  readonly failures: readonly ProgramFailure[];
}

const OUTPUT_BYTES = 400 << 20;
/** One in a hundred steps, and always some; each is a product of matrices in float64 here. */
const SHARE = 0.01;
const [MIN_STEPS, MAX_STEPS] = [8, 24];
/** Of weights, that are sent out and in again for the chosen steps. */
const MAX_SHOWN_BYTES = 48 << 20;
const STEP_SECONDS = 10;

export async function trainStrictly(request: StrictRequest): Promise<StrictTraining> {
  const { network, config, seed } = request;
  const watch = new TrainingWatch({ ...request, network: standard(network) });
  const shown: FrameOf<'step'>[] = [];
  const steps = chosenSteps(config, request.trainImages.count, seed);
  const run = await inSession(request, (session) =>
    runHarness(session, {
      mode: 'strict',
      source: null,
      stdin: trainerInput(request, steps),
      cpuSeconds: request.cpuSeconds,
      outputBytes: OUTPUT_BYTES,
      onFrame: (frame) => {
        if (frame.t === 'step') shown.push(frame);
        else watch.see(frame);
      },
    }),
  );
  const training = await watch.conclude(run);
  if (shown.length === 0) return { training, answers: null, failures: [] };
  return judgeShown(
    request,
    training,
    shown.map((step) => toCase(step, network)),
  );
}

/** The trainer's own matrices are in layout `DH`, whatever the student's are. */
function standard(network: RecognisedNetwork): RecognisedNetwork {
  return { ...network, convention: { ...network.convention, layout: 'DH' } };
}

async function inSession<T>(
  { open }: StrictRequest,
  work: (session: SandboxSession) => Promise<T>,
): Promise<T> {
  const session = await open();
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** What the trainer reads: CONFIG, the law that it trains by, the steps to show; and the training set. */
function trainerInput(request: StrictRequest, steps: readonly number[]): Uint8Array {
  const { config, network, check, trainImages, seed } = request;
  const { bias1, bias2 } = network.convention;
  const law = lawOf(check.answers, network, config.batch);
  const start = {
    t: 'start' as const,
    seed: new SeededRandom(seed, 'strict training').uint32(),
    config,
    model: { ...network.model, bias1, bias2, ...law },
    steps,
  };
  return trainingData(start, trainImages);
}

/** Steps from 1, in ascending order. */
export function chosenSteps({ H, batch, epochs }: StrictConfig, examples: number, seed: string): number[] {
  const total = epochs * Math.floor(examples / batch);
  const affordable = Math.max(2, Math.floor(MAX_SHOWN_BYTES / (4 * PIXELS * H)));
  const count = Math.min(total, affordable, MAX_STEPS, Math.max(MIN_STEPS, Math.ceil(SHARE * total)));
  const random = new SeededRandom(seed, 'strict steps');
  const steps = new Set<number>();
  while (steps.size < count) steps.add(1 + random.integer(total));
  return [...steps].sort((a, b) => a - b);
}

interface Law {
  readonly scale: number;
  readonly decay: number;
}

/** g = scale·∂L/∂W + decay·W for batches of this size, L being a mean; two sizes tell a sum from a mean. */
export function lawOf(
  answers: readonly Answer[],
  network: RecognisedNetwork,
  batch: number,
): { dW1: Law; dW2: Law } {
  const [small, large] = [answers[0], answers.find(({ checkCase }) => checkCase.id === REAL_SIZE)];
  if (!small || !large) throw new Error('the check has no answers to both sizes');
  const law = (layer: 'dW1' | 'dW2'): Law => {
    const [few, many] = [small, large].map((answer) => fitOf(answer, network, layer)) as [Law, Law];
    const [n, N] = [small, large].map((answer) => answer.checkCase.batch.Y.length) as [number, number];
    const isSum = Math.abs(many.scale / few.scale) > Math.sqrt(N / n);
    return { scale: isSum ? (few.scale / n) * batch : few.scale, decay: few.decay };
  };
  return { dW1: law('dW1'), dW2: law('dW2') };
}

function fitOf(answer: Answer, { model }: RecognisedNetwork, layer: 'dW1' | 'dW2'): Law {
  const gradient = answer[layer];
  if (gradient.kind !== 'matrix') throw new Error('a gradient that was found right is a matrix');
  const pass = passOf(answer, model);
  const weights = weightsOf(answer.checkCase, answer.convention);
  const skip = layer === 'dW1' ? unitsNearKink(pass, model.activation) : new Set<number>();
  const [g, reference, W] = [gradient.value, pass[layer], layer === 'dW1' ? weights.W1 : weights.W2].map(
    (a) => withoutColumns(a, skip),
  ) as [Matrix, Matrix, Matrix];
  return bestFit(g, reference, W);
}

/** One of the trainer's steps as a case of the check, whose weights have both bias rows. */
function toCase(frame: FrameOf<'step'>, { convention }: RecognisedNetwork): CheckCase {
  const [X, W1, W2] = [frame.X, frame.W1, frame.W2].map((array) => toMatrix(decodeArrayFrame(array))) as [
    Matrix,
    Matrix,
    Matrix,
  ];
  const withRow = (W: Matrix, has: boolean) => (has ? W : appendRow(W, zeros(1, W.columns)));
  return {
    id: String(frame.step),
    stage: 2,
    seconds: STEP_SECONDS,
    batch: { X, Y: Uint8Array.from(frame.Y) },
    W1: withRow(W1, convention.bias1),
    W2: withRow(W2, convention.bias2),
  };
}

async function judgeShown(
  request: StrictRequest,
  training: Training,
  cases: readonly CheckCase[],
): Promise<StrictTraining> {
  const { network, source, studentSeed } = request;
  request.onProgress({ message: `recomputing ${cases.length} steps` });
  const answers = new Map<string, Answer>();
  const failures: ProgramFailure[] = [];
  const { layout, bias1, bias2 } = network.convention;
  const { framework } = network;
  const run = await inSession(request, (session) =>
    runHarness(session, {
      mode: 'check',
      source,
      stdin: encodeCheckInput(cases, { seed: studentSeed, framework, convention: [layout, bias1, bias2] }),
      cpuSeconds: STEP_SECONDS * cases.length,
      outputBytes: OUTPUT_BYTES,
      onFrame: (frame) => {
        if (frame.t !== 'case') return;
        const checkCase = cases.find(({ id }) => id === frame.id);
        if (!isAnswered(frame)) failures.push(frame.error);
        else if (checkCase && !answers.has(frame.id)) answers.set(frame.id, readAnswer(frame, checkCase));
      },
    }),
  );
  const audits = judgeSteps(cases, answers, network);
  return { training: { ...training, audits, lacking: lacking(audits.failedCall) }, answers: run, failures };
}

function lacking(failedStep: number | null): Training['lacking'] {
  if (failedStep === null) return null;
  return {
    code: 'other-gradients',
    message: `But for step ${failedStep} of the training, gradients() returned something else than the derivative that it returned in the check.`,
  };
}
