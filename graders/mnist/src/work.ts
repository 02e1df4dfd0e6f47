/** Everything that was found about one submission, before it is put into results. */
import type { Evaluation, LabelledImages } from '#libs/numeric';
import type { GradientCheck } from './gradient-check';
import type { Sign } from './memorised';
import type { StrictConfig } from './strict-config';
import type { Training } from './training';
import type { Violation } from './words';

export interface Work {
  readonly source: Uint8Array;
  readonly check: GradientCheck;
  readonly violations: readonly Violation[];
  readonly device: string;
  readonly imageDigest: string;
  /** Null where there was nothing to train. */
  readonly training: Training | null;
  readonly measured: Measured | null;
  /** In strict mode: the CONFIG of the training, or why there was none. */
  readonly strict: { readonly config: StrictConfig | null; readonly problem: string | null } | null;
}

/** What the platform measured on the weights that came out of the training. */
export interface Measured {
  readonly evaluation: Evaluation;
  readonly images: LabelledImages;
  readonly backend: string;
  readonly signs: readonly Sign[];
}

export function isFlagged({ measured }: Work): boolean {
  return measured?.signs.some(({ suspicious }) => suspicious) ?? false;
}
