/** What gradients() returned for one case, read from its frame and brought into layout `DH`. */
import {
  type Convention,
  DataFormatError,
  decodeArrayFrame,
  type FloatMatrix,
  type Matrix,
  transposed,
} from '#libs/numeric';
import { type CheckCase, weightsOf } from './check-cases';
import type { AnsweredCase } from './frames';

export type Gradient =
  | { readonly kind: 'matrix'; readonly value: Matrix }
  /** Finite numbers, but not in the shape of the weights; `value` is as it came, in the student's layout. */
  | { readonly kind: 'wrong-shape'; readonly shape: readonly number[]; readonly value: Matrix | null }
  | { readonly kind: 'not-finite' };

export interface Answer {
  readonly checkCase: CheckCase;
  readonly convention: Convention;
  readonly framework: 'torch' | 'numpy';
  readonly loss: number;
  readonly dW1: Gradient;
  readonly dW2: Gradient;
  /** Arguments that gradients() changed. */
  readonly modified: readonly string[];
}

export function readAnswer(frame: AnsweredCase, checkCase: CheckCase): Answer {
  const { layout, bias1, bias2, framework, loss, modified } = frame;
  const convention: Convention = { layout, bias1, bias2 };
  const weights = weightsOf(checkCase, convention);
  return {
    checkCase,
    convention,
    framework,
    loss,
    modified,
    dW1: readGradient(frame.dW1, weights.W1, layout),
    dW2: readGradient(frame.dW2, weights.W2, layout),
  };
}

/** A gradient that should have the shape of W, which is in layout `DH`. */
export function readGradient(
  frame: unknown,
  W: { rows: number; columns: number },
  layout: 'DH' | 'HD',
): Gradient {
  if (isDescription(frame) && frame.nonFinite !== undefined) return { kind: 'not-finite' };
  let received: FloatMatrix;
  try {
    received = decodeArrayFrame(frame);
  } catch (error) {
    if (!(error instanceof DataFormatError)) throw error;
    return { kind: 'wrong-shape', shape: isDescription(frame) ? frame.shape : [], value: null };
  }
  const standard = layout === 'DH' ? received : transposed(received);
  if (standard.rows === W.rows && standard.columns === W.columns) {
    return { kind: 'matrix', value: toMatrix(standard) };
  }
  return { kind: 'wrong-shape', shape: [received.rows, received.columns], value: toMatrix(standard) };
}

export function toMatrix({ rows, columns, data }: FloatMatrix): Matrix {
  return { rows, columns, data: new Float64Array(data) };
}

function isDescription(frame: unknown): frame is { shape: number[]; nonFinite?: unknown } {
  return (
    typeof frame === 'object' &&
    frame !== null &&
    'shape' in frame &&
    Array.isArray(frame.shape) &&
    frame.shape.length <= 8 &&
    frame.shape.every((n) => typeof n === 'number')
  );
}
