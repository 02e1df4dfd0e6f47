import type { AlignedData } from 'uplot';

type Point = readonly [number, number];
type Scale = 'linear' | 'log';

/** What a chart shows; scales are linear unless said otherwise. */
export interface ChartProps {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xScale?: 'linear' | 'log';
  readonly yScale?: 'linear' | 'log';
  readonly series: readonly {
    readonly name: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
}

/** A logarithmic axis has no place for zero and below, and no axis for what is not finite. */
export function usable(points: readonly Point[], xScale: Scale, yScale: Scale): readonly Point[] {
  const fits = (value: number, scale: Scale): boolean =>
    Number.isFinite(value) && (scale === 'linear' || value > 0);
  return points.filter(([x, y]) => fits(x, xScale) && fits(y, yScale));
}

/** Series that share one ascending list of x, with null where a series has no point; uPlot's form. */
export function align(series: readonly (readonly Point[])[]): AlignedData {
  const xs = [...new Set(series.flatMap((points) => points.map(([x]) => x)))].sort((a, b) => a - b);
  const ys = series.map((points) => {
    const at = new Map(points);
    return xs.map((x) => at.get(x) ?? null);
  });
  return [xs, ...ys];
}

const COLOURS = [
  '--tone-info-line',
  '--tone-bad-line',
  '--tone-good-line',
  '--tone-partial-line',
  '--tone-rule-line',
];
const DASHES = [[], [8, 4], [2, 4], [10, 4, 2, 4]] as const;

/** Lines differ in dash as well as in colour. */
export function lineStyle(index: number): { readonly variable: string; readonly dash: readonly number[] } {
  return {
    variable: COLOURS[index % COLOURS.length] ?? '--tone-info-line',
    dash: DASHES[index % DASHES.length] ?? [],
  };
}

/** The CSS border that looks like the line, for the legend. */
export function borderStyle(index: number): 'solid' | 'dashed' | 'dotted' {
  return (['solid', 'dashed', 'dotted', 'dashed'] as const)[index % DASHES.length] ?? 'solid';
}
