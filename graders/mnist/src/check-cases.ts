/**
 * The secret cases of the gradient check. Numbers are rounded to float32 before the reference sees them, so that both
 * sides start from the same values.
 */
import {
  CLASSES,
  encodeArrayFrame,
  type Batch,
  type Convention,
  headRows,
  type Matrix,
  matrix,
  PIXELS,
  type Weights,
} from '#libs/numeric';
import { SeededRandom } from './random';

export interface CheckCase {
  readonly id: string;
  /** Cases of stage 1 are tried in every layout; those of stage 2 in the one that was recognised. */
  readonly stage: 1 | 2;
  readonly batch: Batch;
  /** With both bias rows: (785, H) and (H + 1, 10). */
  readonly W1: Matrix;
  readonly W2: Matrix;
  /** Processor seconds that gradients() may take. */
  readonly seconds: number;
}

export const BATCH_OF_ONE = 'one';
export const OVERFLOWING = 'huge';
export const REAL_SIZE = 'big';
/** The first case again, for programs that answer otherwise each time. */
export const REPEATED = 'again';
export const FIRST = 'p0';

/** Different batch sizes tell a sum from a mean. The real size ends finite differences: 238,510 parameters in 10 s. */
const KINDS = [
  { id: 'p0', stage: 1, examples: 8, hidden: 16, scale: 1, seconds: 10 },
  { id: 'p1', stage: 1, examples: 5, hidden: 12, scale: 1, seconds: 10 },
  { id: BATCH_OF_ONE, stage: 2, examples: 1, hidden: 20, scale: 1, seconds: 10 },
  { id: OVERFLOWING, stage: 2, examples: 4, hidden: 16, scale: 12, seconds: 10 },
  { id: REAL_SIZE, stage: 2, examples: 64, hidden: 300, scale: 1, seconds: 10 },
] as const;

export function makeCheckCases(seed: string): CheckCase[] {
  const cases = KINDS.map(({ id, stage, examples, hidden, scale, seconds }): CheckCase => {
    const random = new SeededRandom(seed, `check ${id}`);
    const normal = (deviation: number) => () => scale * deviation * random.normal();
    return {
      id,
      stage,
      seconds,
      batch: {
        X: draw(examples, PIXELS, () => Math.max(0, 1.6 * random.uniform() - 0.6)),
        Y: Uint8Array.from({ length: examples }, () => random.integer(CLASSES)),
      },
      W1: draw(PIXELS + 1, hidden, normal(0.08)),
      W2: draw(hidden + 1, CLASSES, normal(1.5 / Math.sqrt(hidden))),
    };
  });
  return cases.flatMap((one) =>
    one.id === FIRST ? [one, { ...one, id: REPEATED, stage: 2 as const }] : [one],
  );
}

function draw(rows: number, columns: number, next: () => number): Matrix {
  return matrix(rows, columns, Float32Array.from({ length: rows * columns }, next));
}

/** The case's weights as the network of one layout has them. */
export function weightsOf(
  { W1, W2 }: Pick<CheckCase, 'W1' | 'W2'>,
  { bias1, bias2 }: Omit<Convention, 'layout'>,
): Weights {
  return {
    W1: bias1 ? W1 : headRows(W1, W1.rows - 1),
    W2: bias2 ? W2 : headRows(W2, W2.rows - 1),
    bias1,
    bias2,
  };
}

/** How train.py is seeded, and the layout of its weights where that is known already. */
export interface CheckStart {
  readonly seed: number;
  readonly framework?: 'torch' | 'numpy';
  readonly convention?: readonly [layout: 'DH' | 'HD', bias1: boolean, bias2: boolean];
}

/** What the harness reads in check mode. */
export function encodeCheckInput(cases: readonly CheckCase[], start: CheckStart): Uint8Array {
  const lines = [
    { t: 'start', ...start },
    ...cases.map(({ id, stage, seconds, batch, W1, W2 }) => ({
      t: 'case',
      id,
      stage,
      seconds,
      X: float32Frame(batch.X),
      Y: [...batch.Y],
      W1: float32Frame(W1),
      W2: float32Frame(W2),
    })),
    { t: 'end' },
  ];
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function float32Frame({ rows, columns, data }: Matrix) {
  return encodeArrayFrame({ rows, columns, data: Float32Array.from(data) });
}
