import { ACTIVATIONS, type Activation, type Loss, LOSSES } from '#libs/numeric';
import { z } from 'zod';

/** What the student's SPEC says, as far as it is plausible; everything in it is optional and may be wrong. */
export interface Spec {
  readonly activation?: Activation;
  readonly loss?: Loss;
  readonly normalisation?: { readonly mean: number; readonly std: number };
  readonly labelSmoothing?: number;
}

const activation = z.enum(ACTIVATIONS);
const loss = z.enum(LOSSES);
const mean = z.number().min(-1000).max(1000);
const std = z.number().min(1e-4).max(1000);
const smoothing = z.number().min(0).max(0.9);

export function readSpec(raw: Readonly<Record<string, unknown>>): Spec {
  const named = activation.safeParse(raw['activation']);
  const named2 = loss.safeParse(raw['loss']);
  const m = mean.safeParse(raw['mean'] ?? 0);
  const s = std.safeParse(raw['std'] ?? 1);
  const smooth = smoothing.safeParse(raw['label_smoothing'] ?? 0);
  return {
    ...(named.success && { activation: named.data }),
    ...(named2.success && { loss: named2.data }),
    ...(m.success && s.success && { normalisation: { mean: m.data, std: s.data } }),
    ...(smooth.success && { labelSmoothing: smooth.data }),
  };
}
