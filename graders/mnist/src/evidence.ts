/** What the report shows beside the verdicts. */
import type { Evidence } from '#libs/domain';
import { CLASSES, type LabelledImages, NO_PREDICTION, PIXELS, type TwoLayerNetwork } from '#libs/numeric';
import type { HarnessRun } from './harness';
import type { StrictConfig } from './strict-config';
import { type CurvePoint, LIVE_IMAGES } from './training';

const SIDE = 28;
const SHOWN_DIGITS = 36;
const SHOWN_POINTS = 500;

export function learningCurve(curve: readonly CurvePoint[]): Evidence[] {
  const thin = Math.ceil(curve.length / SHOWN_POINTS);
  const points = curve.filter((_point, i) => i % thin === 0 || i === curve.length - 1);
  const reported = points
    .filter(({ loss }) => Number.isFinite(loss))
    .map(({ epoch, loss }) => [epoch, loss] as const);
  const measured = curve.flatMap(({ epoch, measuredError }) =>
    measuredError === null ? [] : [[epoch, measuredError] as const],
  );
  const series = [
    { name: 'loss, reported by the program', points: reported },
    { name: `error on ${LIVE_IMAGES} test images, measured`, points: measured },
  ].filter((one) => one.points.length > 0);
  if (series.length === 0) return [];
  return [
    {
      kind: 'series',
      title: 'Learning curve',
      xLabel: 'epoch',
      yLabel: 'loss and error',
      xScale: 'linear',
      yScale: series.every((one) => one.points.every(([, y]) => y > 0)) ? 'log' : 'linear',
      series,
    },
  ];
}

/** Rows: the digit; columns: how it was read. Outputs that were not finite are in no column. */
export function confusionMatrix(predictions: Uint8Array, labels: Uint8Array): Evidence {
  const counts = Array.from({ length: CLASSES }, () => new Array<number>(CLASSES).fill(0));
  predictions.forEach((prediction, n) => {
    const row = counts[labels[n] ?? 0];
    if (row && prediction !== NO_PREDICTION) row[prediction] = (row[prediction] ?? 0) + 1;
  });
  return {
    kind: 'confusion-matrix',
    title: 'What was read as what',
    labels: Array.from({ length: CLASSES }, (_, digit) => String(digit)),
    counts,
  };
}

/** The first misread test images, with what the network saw in them. The right label is left to the reader's eyes. */
export function misreadDigits(predictions: Uint8Array, images: LabelledImages): Evidence[] {
  const misread = Array.from(predictions.keys()).filter((n) => predictions[n] !== images.labels[n]);
  if (misread.length === 0) return [];
  const shown = misread.slice(0, SHOWN_DIGITS);
  return [
    {
      kind: 'image-grid',
      title: `${shown.length} of ${misread.length} misread digits`,
      width: SIDE,
      height: SIDE,
      images: shown.map((n) => ({
        pixels: Buffer.from(images.pixels.subarray(n * PIXELS, (n + 1) * PIXELS)).toString('base64'),
        caption: predictions[n] === NO_PREDICTION ? 'no output' : `read as ${predictions[n]}`,
      })),
    },
  ];
}

const SHOWN_UNITS = 36;

/** What the hidden units with the largest weights look for: black for inhibiting pixels, white for exciting ones. */
export function weightImages({ W1 }: TwoLayerNetwork): Evidence {
  const energies = new Float64Array(W1.columns);
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    for (let unit = 0; unit < W1.columns; unit++) {
      const weight = W1.data[pixel * W1.columns + unit] ?? 0;
      energies[unit] = (energies[unit] ?? 0) + weight * weight;
    }
  }
  const strongest = Array.from(energies, (energy, unit) => ({ energy, unit }))
    .sort((a, b) => b.energy - a.energy || a.unit - b.unit)
    .slice(0, SHOWN_UNITS);
  return {
    kind: 'image-grid',
    title: `Weights of the ${strongest.length} strongest of ${W1.columns} hidden units`,
    width: SIDE,
    height: SIDE,
    images: strongest.map(({ unit }) => ({ pixels: greyLevels(W1, unit), caption: `unit ${unit}` })),
  };
}

function greyLevels(W1: TwoLayerNetwork['W1'], unit: number): string {
  const weights = Array.from({ length: PIXELS }, (_, pixel) => W1.data[pixel * W1.columns + unit] ?? 0);
  const largest = Math.max(...weights.map(Math.abs)) || 1;
  return Buffer.from(weights.map((w) => Math.round(127.5 + (127.5 * w) / largest))).toString('base64');
}

/** The program with what was found in it, where anything was. */
export function annotatedSource(
  source: Uint8Array,
  violations: readonly { readonly api: string; readonly line: number | null }[],
  { remarks }: HarnessRun,
): Evidence[] {
  const text = Buffer.from(source).toString('utf8');
  const lines = text.split('\n').length;
  const all = [
    ...violations.flatMap(({ api, line }) =>
      line === null ? [] : [{ line, severity: 'error' as const, message: `${api} is not allowed` }],
    ),
    ...remarks.map(({ line, msg }) => ({ line, severity: 'note' as const, message: msg })),
  ].filter(({ line }) => line <= lines);
  return all.length === 0
    ? []
    : [{ kind: 'code', title: 'Your program', language: 'python', text, remarks: all }];
}

/** Where and how the work ran, and what guarded it. */
export function runTable(
  run: HarnessRun,
  device: string,
  backend: string | null,
  config: StrictConfig | null,
): Evidence {
  const { outcome, hello } = run;
  return {
    kind: 'table',
    title: 'How it ran',
    columns: ['', ''],
    rows: [
      ['device', device],
      ['processor seconds', outcome.usage.cpuSeconds.toFixed(1)],
      ['largest memory', `${Math.round(outcome.usage.peakMemoryBytes / 2 ** 20)} MiB`],
      ['PyTorch', hello.torch],
      ['recording of graphs', hello.guard ? 'off (patched)' : 'on'],
      ['derivative kernels blocked', String(hello.kernels)],
      ['lockdown', hello.lock],
      ['errors counted with', backend === null ? '-' : `TensorFlow.js (${backend})`],
      ...Object.entries(config ?? {}).map(([key, value]) => [`CONFIG ${key}`, String(value)]),
    ],
  };
}
