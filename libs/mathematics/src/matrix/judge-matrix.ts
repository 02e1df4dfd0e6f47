/** One text against one matrix: reading, shape, cells. Plain data in and out, so it can cross threads. */
import { type Domain } from '../domain';
import { decideEquality } from '../equality';
import { type Declarations, Vocabulary } from '../vocabulary';
import { diagnoseMatrix, type WrongMatrix } from './diagnose-matrix';
import { type Cells } from './matrix-key';
import { type Matrix, readMatrix } from './read-matrix';

export interface MatrixTask {
  readonly text: string;
  readonly key: Cells;
  readonly declarations: Declarations;
  readonly domain: Domain;
  readonly seed: string;
  readonly tolerance?: number;
  /** Results of known mistakes, so that they can be named. */
  readonly wrong?: readonly WrongMatrix[];
}

export interface MatrixJudgement {
  readonly verdict: 'correct' | 'incorrect' | 'invalid';
  readonly code: string;
  readonly message: string;
  readonly position?: number;
  readonly latex?: string;
  readonly remarks: readonly string[];
  /** The student's cells as typed, and which of them are wrong (0-based). */
  readonly rows?: readonly (readonly string[])[];
  readonly wrong?: readonly (readonly [number, number])[];
}

export function judgeMatrix(task: MatrixTask): MatrixJudgement {
  const read = readMatrix(task.text, new Vocabulary(task.declarations));
  if (read.kind === 'unreadable') {
    const { code, message, position } = read;
    return { verdict: 'invalid', code, message, position, remarks: [] };
  }
  const { matrix, latex, remarks } = read;
  const rows = matrix.map((row) => row.map((cell) => cell.text));
  const compared = { ...compare(matrix, task), latex, remarks, rows };
  if (compared.verdict !== 'incorrect') return compared;
  const cells = matrix.map((row) => row.map((cell) => cell.expression));
  const mistake = diagnoseMatrix(cells, task.key, task.wrong ?? []);
  if (!mistake) return compared;
  return { ...compared, code: `mistake.${mistake.name}`, message: `${compared.message} ${mistake.advice}` };
}

type Comparison = Pick<MatrixJudgement, 'verdict' | 'code' | 'message' | 'wrong'>;

function compare(matrix: Matrix, task: MatrixTask): Comparison {
  const { key } = task;
  if (!sameShape(matrix, key)) {
    const message = `Your matrix is ${shapeOf(matrix)}; the answer has another shape.`;
    return { verdict: 'incorrect', code: 'matrix.shape', message, wrong: [] };
  }
  const wrong: (readonly [number, number])[] = [];
  for (const [i, row] of matrix.entries()) {
    for (const [j, cell] of row.entries()) {
      const right = key[i]?.[j];
      if (!right) throw new RangeError('shapes were compared before');
      const { seed, tolerance } = task;
      const equality = decideEquality(cell.expression, right, task.domain, {
        seed,
        ...(tolerance !== undefined && { tolerance }),
      });
      if (equality.kind === 'undecided') {
        const message = `The cell in row ${String(i + 1)}, column ${String(j + 1)} has no value that can be worked out.`;
        return { verdict: 'invalid', code: `answer.${equality.reason}`, message };
      }
      if (equality.kind === 'different') wrong.push([i, j]);
    }
  }
  if (wrong.length === 0) return { verdict: 'correct', code: 'matrix.equal', message: 'Correct.' };
  return { verdict: 'incorrect', code: 'matrix.cells', message: describe(wrong, matrix), wrong };
}

export function sameShape(a: readonly (readonly unknown[])[], b: readonly (readonly unknown[])[]): boolean {
  return a.length === b.length && a[0]?.length === b[0]?.length;
}

function shapeOf(matrix: Matrix): string {
  return `${String(matrix.length)} × ${String(matrix[0]?.length ?? 0)}`;
}

/** Cells that are told one by one in the message; more are marked in the evidence only. */
const MOST_NAMED = 16;

function describe(wrong: readonly (readonly [number, number])[], matrix: Matrix): string {
  const all = matrix.length * (matrix[0]?.length ?? 0);
  if (wrong.length > MOST_NAMED)
    return `${String(wrong.length)} of ${String(all)} cells are wrong; they are marked.`;
  const places = wrong.map(([i, j]) => `row ${String(i + 1)}, column ${String(j + 1)}`).join('; ');
  return `${String(wrong.length)} of ${String(all)} cells ${wrong.length === 1 ? 'is' : 'are'} wrong: ${places}.`;
}
