/** Calls of gradients() copied out of the real training: they must be those of the network that the check recognised. */
import {
  type Batch,
  CLASSES,
  DataFormatError,
  decodeArrayFrame,
  type Matrix,
  type NetworkModel,
  norm,
  PIXELS,
  standardLayout,
  twoLayerPass,
  type TwoLayerPass,
  type Weights,
} from '#libs/numeric';
import { type Answer, type Gradient, readGradient, toMatrix } from './answers';
import { type CheckCase, weightsOf } from './check-cases';
import { fit, fitWithDecay, TOLERANCE, unitsNearKink, withoutColumns } from './compare';
import type { FrameOf } from './frames';
import type { RecognisedNetwork } from './recognised-network';
import type { Layer } from './judge';
import { MAX_HIDDEN } from './strict-config';

export const LAYERS = { inputs: PIXELS, outputs: CLASSES, maxHidden: MAX_HIDDEN } as const;

export interface AuditFindings {
  readonly count: number;
  /** Largest relative error of an audited gradient. */
  readonly worst: number;
  /** The call whose gradients are not those of the checked network. */
  readonly failedCall: number | null;
}

/** Batches of real training are compared less strictly than the check's: p − y of a trained network cancels to noise. */
const AUDIT_TOLERANCE = 1e-2;
/** What float32 may lose in one entry of p − y. */
const CANCELLATION = 1e-6;

/** @param layers the matrices whose gradients the check found right (up to a factor). */
export function judgeAudits(
  audits: readonly FrameOf<'audit'>[],
  network: RecognisedNetwork,
  layers: readonly Layer[],
): AuditFindings {
  let worst = 0;
  for (const audit of audits) {
    const off = auditResidual(audit, network, layers);
    if (off === null || off > AUDIT_TOLERANCE) {
      return { count: audits.length, worst: Math.max(worst, off ?? 1), failedCall: audit.call };
    }
    worst = Math.max(worst, off);
  }
  return { count: audits.length, worst, failedCall: null };
}

/** Null when the frame holds no gradients at all. */
function auditResidual(
  audit: FrameOf<'audit'>,
  { model, convention }: RecognisedNetwork,
  layers: readonly Layer[],
): number | null {
  let batch: Batch;
  let weights: Weights;
  try {
    const standard = standardLayout(
      decodeArrayFrame(audit.W1),
      decodeArrayFrame(audit.W2),
      convention,
      LAYERS,
    );
    weights = {
      W1: toMatrix(standard.W1),
      W2: toMatrix(standard.W2),
      bias1: convention.bias1,
      bias2: convention.bias2,
    };
    batch = { X: toMatrix(decodeArrayFrame(audit.X)), Y: Uint8Array.from(audit.Y) };
  } catch (error) {
    if (error instanceof DataFormatError) return null;
    throw error;
  }
  if (batch.X.columns !== PIXELS || batch.X.rows !== batch.Y.length) return null;
  const gradientOf = (layer: Layer) =>
    readGradient(audit[layer], weights[layer === 'dW1' ? 'W1' : 'W2'], convention.layout);
  return residual(layers, gradientOf, model, batch, weights);
}

/** Strict mode: every step that was sent to gradients() has to have come back right. */
export function judgeSteps(
  cases: readonly CheckCase[],
  answers: ReadonlyMap<string, Answer>,
  { model, convention }: RecognisedNetwork,
): AuditFindings {
  let worst = 0;
  for (const { id, batch, ...rest } of cases) {
    const answer = answers.get(id);
    const weights = weightsOf({ W1: rest.W1, W2: rest.W2 }, convention);
    const off = answer && residual(['dW1', 'dW2'], (layer) => answer[layer], model, batch, weights);
    if (off === undefined || off === null || off > AUDIT_TOLERANCE) {
      return { count: cases.length, worst: Math.max(worst, off ?? 1), failedCall: Number(id) };
    }
    worst = Math.max(worst, off);
  }
  return { count: cases.length, worst, failedCall: null };
}

/** The larger relative error of the two; null when one is no matrix, or zero where it should not be. */
function residual(
  layers: readonly Layer[],
  gradientOf: (layer: Layer) => Gradient,
  model: NetworkModel,
  batch: Batch,
  weights: Weights,
): number | null {
  const pass = twoLayerPass(model, batch, weights);
  const residuals = layers.map((layer) => {
    const skip = layer === 'dW1' ? unitsNearKink(pass, model.activation) : new Set<number>();
    return layerResidual(layer, gradientOf(layer), { pass, weights, skip });
  });
  return residuals.some((one) => one === null) ? null : Math.max(0, ...(residuals as number[]));
}

interface AuditContext {
  readonly pass: TwoLayerPass;
  readonly weights: Weights;
  readonly skip: ReadonlySet<number>;
}

function layerResidual(
  layer: Layer,
  gradient: Gradient,
  { pass, weights, skip }: AuditContext,
): number | null {
  if (gradient.kind !== 'matrix') return null;
  const W = layer === 'dW1' ? weights.W1 : weights.W2;
  const [g, reference, V] = [gradient.value, pass[layer], W].map((a) => withoutColumns(a, skip)) as [
    Matrix,
    Matrix,
    Matrix,
  ];
  const size = norm(g);
  if (size === 0) return norm(reference) <= noise(layer, pass, weights) ? 0 : null;
  const plain = fit(g, reference);
  const decayed = plain.residual <= TOLERANCE ? plain : fitWithDecay(g, reference, V);
  const best = decayed.residual < plain.residual ? decayed : plain;
  const excess = best.residual - (Math.abs(best.scale) * noise(layer, pass, weights)) / size;
  return Math.max(0, excess);
}

/** ‖error‖ of a gradient whose ∂L/∂O is off by CANCELLATION/N in every entry. */
function noise(layer: Layer, { X, H, dO }: TwoLayerPass, { W2 }: Weights): number {
  const dONoise = (CANCELLATION * Math.sqrt(dO.data.length)) / dO.rows;
  return layer === 'dW2' ? norm(H) * dONoise : norm(X) * dONoise * norm(W2);
}

/**
 * The scalars with which train() normalised its inputs before it called gradients(): in a batch of digits the smallest
 * value is a black pixel and the largest a white one. Null when the batches are pixels as they came.
 */
export function normalisationOf(audits: readonly FrameOf<'audit'>[]): { mean: number; std: number } | null {
  let [black, white] = [Infinity, -Infinity];
  for (const audit of audits) {
    try {
      for (const x of decodeArrayFrame(audit.X).data) {
        black = Math.min(black, x);
        white = Math.max(white, x);
      }
    } catch (error) {
      if (!(error instanceof DataFormatError)) throw error;
    }
  }
  if (!(white > black) || (Math.abs(black) < 1e-3 && Math.abs(white - 1) < 0.05)) return null;
  const std = 1 / (white - black);
  return { mean: -black * std, std };
}
