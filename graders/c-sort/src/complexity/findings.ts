import type { Counts, Growth } from './statistics';

export interface Series extends Counts {
  readonly name: string;
}

/** An input family that shows what a program costs at its worst, and one member of it to take home. */
export interface Witness {
  readonly kind: 'adversary' | 'pattern' | 'gaps' | 'envelope' | 'search';
  /** For students: `an input made against your own comparisons`. */
  readonly name: string;
  readonly series: Series;
  readonly keys: Int32Array;
  readonly cost: number;
  readonly randomCost: number;
}

export type Complexity = 'nlogn' | 'worse' | 'randomised' | 'unknown';

export interface Findings {
  readonly complexity: Complexity;
  readonly code: string;
  /** The verdict in words. */
  readonly reason: string;
  readonly witness: Witness | null;
  /** What the verdict was read from; the random inputs first. */
  readonly series: readonly Series[];
  readonly growth: Growth | null;
  /** Cost per N log2 N of input families (rows) at sizes (columns). */
  readonly table: {
    readonly sizes: readonly number[];
    readonly rows: readonly { name: string; ratios: readonly number[] }[];
  };
  /** The program called code that is neither its own nor of the allowed library. */
  readonly foreignCall: boolean;
}
