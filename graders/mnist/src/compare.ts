/**
 * Comparing a student's gradient with the float64 reference. A gradient belongs to a loss, and a loss may be a mean, a
 * sum, or halved; so what is asked first is whether g = s·reference for some number s, and only then whether s is the
 * one of the loss that was returned.
 */
import { ACTIVATION_FUNCTIONS, at, dot, type HiddenPass, type Matrix, norm } from '#libs/numeric';

export interface Fit {
  /** Best s in g ≈ s·reference + λ·W. */
  readonly scale: number;
  /** λ; 0 unless the fit with weight decay was asked for. */
  readonly decay: number;
  /** ‖g − s·reference − λ·W‖ / ‖g‖; 1 when g is zero, so that nothing at all never matches. */
  readonly residual: number;
}

/** float32 arithmetic of an honest program stays below 4e-7; a wrong formula above 1e-2. */
export const TOLERANCE = 1e-4;

export function fit(g: Matrix, reference: Matrix): Fit {
  const size = norm(g);
  const energy = dot(reference, reference);
  if (size === 0 || energy === 0) return { scale: 0, decay: 0, residual: 1 };
  const scale = dot(g, reference) / energy;
  return { scale, decay: 0, residual: distance(g, reference, scale) / size };
}

/**
 * g ≈ s·reference + λ·W, by the normal equations of the two unknowns. A multiple of W alone is no gradient of the loss:
 * the reference has to carry more than a hundredth of it.
 */
export function fitWithDecay(g: Matrix, reference: Matrix, W: Matrix): Fit {
  const [rr, rw, ww, gr, gw] = [
    dot(reference, reference),
    dot(reference, W),
    dot(W, W),
    dot(g, reference),
    dot(g, W),
  ];
  const determinant = rr * ww - rw * rw;
  const size = norm(g);
  if (determinant <= 1e-12 * rr * ww || size === 0) return { scale: 0, decay: 0, residual: 1 };
  const scale = (gr * ww - gw * rw) / determinant;
  const decay = (gw * rr - gr * rw) / determinant;
  if (scale * scale * rr < 0.01 * size * size) return { scale, decay, residual: 1 };
  return { scale, decay, residual: distance(g, reference, scale, W, decay) / size };
}

/** Weight decay is believed when it explains most of what a multiple of the reference leaves. */
const EXPLAINS = 0.1;

/** s·reference, or s·reference + λ·W where that fits a great deal better. */
export function bestFit(g: Matrix, reference: Matrix, W: Matrix): Fit {
  const plain = fit(g, reference);
  const decayed = fitWithDecay(g, reference, W);
  return decayed.residual < EXPLAINS * plain.residual ? decayed : plain;
}

function distance(g: Matrix, reference: Matrix, scale: number, W?: Matrix, decay = 0): number {
  let sum = 0;
  for (let i = 0; i < g.data.length; i++) {
    const expected = scale * (reference.data[i] as number) + (W ? decay * (W.data[i] as number) : 0);
    const difference = (g.data[i] as number) - expected;
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/** Entries where g and s·reference differ most, relative to the largest entry of the reference. */
export function worstEntry(g: Matrix, reference: Matrix, scale: number) {
  const largest = reference.data.reduce((max, x) => Math.max(max, Math.abs(scale * x)), 0) || 1;
  let index = 0;
  let error = -1;
  for (let i = 0; i < g.data.length; i++) {
    const difference = Math.abs(at(g.data, i) - scale * at(reference.data, i)) / largest;
    if (difference > error) [index, error] = [i, difference];
  }
  return { row: Math.floor(index / g.columns), column: index % g.columns, error };
}

const NEAR_KINK = 1e-5;

/**
 * Hidden units whose input lies so near the kink of the activation for some example that float32 may see it on the
 * other side: there act′ jumps, and both gradients are right. Their columns of dW1 are left out of a comparison.
 */
export function unitsNearKink({ Z }: HiddenPass, activation: keyof typeof ACTIVATION_FUNCTIONS): Set<number> {
  const { derivative } = ACTIVATION_FUNCTIONS[activation];
  const jump = Math.abs(derivative(1e-12) - derivative(-1e-12));
  const units = new Set<number>();
  if (jump < 1e-6) return units;
  const scale = Z.data.reduce((max, z) => Math.max(max, Math.abs(z)), 0);
  Z.data.forEach((z, i) => {
    if (Math.abs(z) < NEAR_KINK * scale) units.add(i % Z.columns);
  });
  return units;
}

/** The matrix with some columns set to zero. */
export function withoutColumns(a: Matrix, columns: ReadonlySet<number>): Matrix {
  if (columns.size === 0) return a;
  const data = a.data.slice();
  for (const column of columns) {
    for (let i = column; i < data.length; i += a.columns) data[i] = 0;
  }
  return { ...a, data };
}
