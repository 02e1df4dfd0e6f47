/** The training run: one run of the harness in train mode, watched live, its weights measured outside. */
import type { Verdict } from '#libs/domain';
import { asInfrastructure, type Progress, type RunOutcome, type SandboxSession } from '#libs/grader-sdk';
import {
  DataFormatError,
  decodeArrayFrame,
  type LabelledImages,
  type NetworkEvaluator,
  PIXELS,
  standardLayout,
  type TwoLayerNetwork,
} from '#libs/numeric';
import { type AuditFindings, judgeAudits, LAYERS, normalisationOf } from './audits';
import type { Frame, FrameOf } from './frames';
import { ended, type GradientCheck, howItEnded } from './gradient-check';
import type { RecognisedNetwork } from './recognised-network';
import { type HarnessRun, runHarness } from './harness';
import type { Layer } from './judge';
import { SeededRandom } from './random';
import { tell } from './words';

export interface CurvePoint {
  readonly epoch: number;
  /** As the program reported it. */
  readonly loss: number;
  /** Share of LIVE_IMAGES test images that the reported weights get wrong; null where none were reported. */
  readonly measuredError: number | null;
}

export interface Training {
  readonly run: HarnessRun;
  readonly curve: readonly CurvePoint[];
  /** The weights to judge, and whether they are the last reported ones of a run that was cut short. */
  readonly weights: { readonly network: TwoLayerNetwork; readonly cutShort: boolean } | null;
  /** Why there are no weights. */
  readonly problem: { readonly verdict: Verdict; readonly code: string; readonly message: string } | null;
  /** Rows that went through the module's gradients(). */
  readonly rows: number;
  readonly wrapped: boolean;
  readonly audits: AuditFindings;
  /** Null when the training was with the gradients that were checked; else what is lacking. */
  readonly lacking: { readonly code: string; readonly message: string } | null;
}

/** What watching a run needs. */
export interface WatchRequest {
  readonly evaluator: NetworkEvaluator;
  readonly check: GradientCheck;
  readonly network: RecognisedNetwork;
  readonly onProgress: (progress: Progress) => void;
}

export interface TrainingRequest extends WatchRequest {
  readonly session: SandboxSession;
  readonly source: Uint8Array;
  readonly trainImages: LabelledImages;
  readonly cpuSeconds: number;
  readonly seed: string;
  readonly studentSeed: number;
}

/** Enough for a live curve, at a twentieth of the cost of all. */
export const LIVE_IMAGES = 500;
const OUTPUT_BYTES = 400 << 20;

export async function runTraining(request: TrainingRequest): Promise<Training> {
  const watch = new TrainingWatch(request);
  const run = await runHarness(request.session, {
    mode: 'train',
    source: request.source,
    stdin: trainInput(request),
    cpuSeconds: request.cpuSeconds,
    outputBytes: OUTPUT_BYTES,
    onFrame: (frame) => watch.see(frame),
  });
  return watch.conclude(run);
}

/** What the harness reads in train mode: what to do, and the training set. No test image, no test label. */
function trainInput({ trainImages, network, seed, studentSeed }: TrainingRequest): Uint8Array {
  return trainingData(
    { t: 'start', seed: studentSeed, framework: network.framework, audits: auditedCalls(seed) },
    trainImages,
  );
}

/** A start frame, and the training set behind it as raw bytes. */
export function trainingData(start: Readonly<Record<string, unknown>>, images: LabelledImages): Uint8Array {
  const lines = [start, { t: 'data', count: images.count, inputs: PIXELS }];
  const header = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return Buffer.concat([Buffer.from(header), images.pixels, images.labels]);
}

/** Six calls, at secret places that programs with few large batches reach as well as those with many small ones. */
function auditedCalls(seed: string): number[] {
  const random = new SeededRandom(seed, 'audits');
  return [1, 2, 8, 60, 500, 2000].map((from) => from + (from > 2 ? random.integer(from) : 0));
}

type ReportedWeights = Pick<FrameOf<'progress'>, 'W1' | 'W2'>;

/** Collects the frames of a run as they come, measures reported weights meanwhile, and shows both. */
export class TrainingWatch {
  private readonly curve: { epoch: number; loss: number; measuredError: number | null }[] = [];
  private readonly audits: FrameOf<'audit'>[] = [];
  private readonly measurements: Promise<void>[] = [];
  private final: FrameOf<'final'> | null = null;
  private lastWeights: ReportedWeights | null = null;
  private rows = 0;

  constructor(private readonly request: WatchRequest) {}

  see(frame: Frame): void {
    if (frame.t === 'progress') this.seeProgress(frame);
    else if (frame.t === 'audit' && this.audits.length < MAX_AUDITS) this.audits.push(frame);
    else if (frame.t === 'final') this.final ??= frame;
  }

  async conclude(run: HarnessRun): Promise<Training> {
    await Promise.all(this.measurements);
    const { check, network } = this.request;
    const layers = (['dW1', 'dW2'] as const).filter((layer: Layer) => check[layer].share > 0);
    const found = {
      rows: this.final?.rows ?? this.rows,
      wrapped: this.final?.wrapped ?? true,
      audits: judgeAudits(this.audits, network, layers),
    };
    const common = { run, curve: this.curve, ...found, lacking: proofOfUse(found) };
    try {
      return { ...common, weights: this.finalWeights(run.outcome), problem: this.problem(run) };
    } catch (error) {
      if (!(error instanceof DataFormatError)) throw error;
      const problem = {
        verdict: 'incorrect' as const,
        code: 'weights-unusable',
        message: `train() returned no usable weights: ${error.message}.`,
      };
      return { ...common, weights: null, problem };
    }
  }

  private seeProgress(frame: FrameOf<'progress'>): void {
    const { epoch, loss } = frame;
    this.rows = frame.rows;
    if (this.curve.length >= MAX_REPORTS || !Number.isFinite(epoch)) return;
    const point = { epoch, loss, measuredError: null };
    this.curve.push(point);
    const metrics = Number.isFinite(loss) ? [{ name: 'loss', x: epoch, y: loss }] : [];
    this.request.onProgress({ message: `epoch ${epoch}: loss ${loss.toPrecision(4)}`, metrics });
    if (frame.W1 === undefined) return;
    this.lastWeights = { W1: frame.W1, W2: frame.W2 };
    this.measurements.push(this.measure(point, this.lastWeights));
  }

  private async measure(
    point: { epoch: number; measuredError: number | null },
    weights: ReportedWeights,
  ): Promise<void> {
    let network: TwoLayerNetwork;
    try {
      network = this.toNetwork(weights);
    } catch (error) {
      if (error instanceof DataFormatError) return;
      throw error;
    }
    const { errors } = await asInfrastructure('measuring reported weights', () =>
      this.request.evaluator.evaluate(network, LIVE_IMAGES),
    );
    point.measuredError = errors / LIVE_IMAGES;
    this.request.onProgress({
      message: `epoch ${point.epoch}: ${(100 * point.measuredError).toFixed(1)} % of ${LIVE_IMAGES} test images wrong`,
      metrics: [{ name: 'error', x: point.epoch, y: point.measuredError }],
    });
  }

  /** @throws DataFormatError when what was sent are no weights of the recognised network. */
  private finalWeights(outcome: RunOutcome): Training['weights'] {
    if (this.final) return { network: this.toNetwork(this.final), cutShort: false };
    if (outcome.kind !== 'timed-out' || !this.lastWeights) return null;
    return { network: this.toNetwork(this.lastWeights), cutShort: true };
  }

  private toNetwork({ W1, W2 }: ReportedWeights): TwoLayerNetwork {
    const { model, convention } = this.request.network;
    const weights = standardLayout(decodeArrayFrame(W1), decodeArrayFrame(W2), convention, LAYERS);
    return { activation: model.activation, ...this.inputNormalisation(), ...weights };
  }

  /** Inside gradients(), as the check recognised; or before it, in train(), as SPEC says or the audited batches show. */
  private inputNormalisation(): { mean: number; std: number } {
    const { model } = this.request.network;
    if (model.mean !== 0 || model.std !== 1) return { mean: model.mean, std: model.std };
    return normalisationOf(this.audits) ?? { mean: 0, std: 1 };
  }

  private problem({ outcome, error, loaded }: HarnessRun): Training['problem'] {
    if (this.final) return null;
    if (error) {
      return { verdict: 'crashed', code: 'train-failed', message: `train() failed: ${tell(error)}.` };
    }
    if (outcome.kind === 'timed-out' && this.lastWeights) return null;
    if (loaded && !loaded.has.includes('train')) {
      return {
        verdict: 'incorrect',
        code: 'missing-function',
        message: 'train.py defines no function train(X, Y, report).',
      };
    }
    const hint =
      outcome.kind === 'timed-out'
        ? ' Call report(epoch, loss, W1, W2): what was reported before the end counts.'
        : '';
    return {
      verdict: ended(outcome),
      code: 'train-ended',
      message: `train() ${howItEnded(outcome)}.${hint}`,
    };
  }
}

const MAX_AUDITS = 6;
const MAX_REPORTS = 2000;

/** Half an epoch. */
const MIN_ROWS = 30_000;
const MIN_AUDITS = 2;

/** Null when it is shown that train() learned with the module's own gradients(); else what is lacking. */
function proofOfUse({
  rows,
  wrapped,
  audits,
}: Pick<Training, 'rows' | 'wrapped' | 'audits'>): Training['lacking'] {
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
