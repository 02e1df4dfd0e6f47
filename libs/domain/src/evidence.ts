/**
 * Typed data that a report shows beside a verdict. The portal draws it; a grader never makes HTML.
 * Strings are untrusted text. A formula is LaTeX made by the platform's own renderer.
 */
export type Evidence =
  | TextEvidence
  | CodeEvidence
  | DiffEvidence
  | TableEvidence
  | MatrixEvidence
  | FormulaEvidence
  | CounterexampleEvidence
  | SeriesEvidence
  | ImageGridEvidence
  | ConfusionMatrixEvidence
  | DownloadEvidence;

export interface TextEvidence {
  readonly kind: 'text';
  readonly title: string;
  readonly text: string;
}

/** A source file with remarks on its lines (1-based). */
export interface CodeEvidence {
  readonly kind: 'code';
  readonly title: string;
  readonly language: 'c' | 'python' | 'text';
  readonly text: string;
  readonly remarks: readonly {
    readonly line: number;
    readonly column?: number;
    readonly severity: 'error' | 'warning' | 'note';
    readonly message: string;
  }[];
}

export interface DiffEvidence {
  readonly kind: 'diff';
  readonly title: string;
  readonly expected: string;
  readonly actual: string;
}

export interface TableEvidence {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** `marked` lists the cells to point at as [row, column], 0-based. */
export interface MatrixEvidence {
  readonly kind: 'matrix';
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
  readonly marked: readonly (readonly [number, number])[];
}

export interface FormulaEvidence {
  readonly kind: 'formula';
  readonly title: string;
  readonly latex: string;
}

/** A point at which the answer can be checked by hand. */
export interface CounterexampleEvidence {
  readonly kind: 'counterexample';
  readonly title: string;
  readonly at: readonly { readonly name: string; readonly value: string }[];
  readonly yours: string;
  readonly note: string;
}

export interface SeriesEvidence {
  readonly kind: 'series';
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xScale: 'linear' | 'log';
  readonly yScale: 'linear' | 'log';
  readonly series: readonly {
    readonly name: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
}

/** Grey images, one byte a pixel, row by row, base64. */
export interface ImageGridEvidence {
  readonly kind: 'image-grid';
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly images: readonly { readonly pixels: string; readonly caption: string }[];
}

/** counts[i][j]: examples of label i that were given label j. */
export interface ConfusionMatrixEvidence {
  readonly kind: 'confusion-matrix';
  readonly title: string;
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

/** A small file for the student to take home, such as an input that breaks the program. */
export interface DownloadEvidence {
  readonly kind: 'download';
  readonly title: string;
  readonly fileName: string;
  readonly base64: string;
}
