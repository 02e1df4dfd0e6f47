/**
 * Reads a matrix in the forms that people type and programs print: nested brackets and NumPy, SymPy or PyTorch calls,
 * MATLAB rows, LaTeX environments, CSV, tabs, pipes, plain rows. The layout gives cells; every cell goes through the
 * same parser as any expression. A factor before or after and a transposition are carried out.
 */
import { normalize, type NormalText } from '../characters';
import { type Expression, product, quotient } from '../expression';
import { foldGreekCommands, parseNormal, type Unreadable, unreadable, unwrap } from '../read-expression';
import { ReadingError } from '../reading-error';
import { type Vocabulary } from '../vocabulary';
import { layOut, type Layout } from './layout';
import { withoutNoise } from './noise';
import { isBlank, place, trim } from './slices';

export interface MatrixCell {
  readonly expression: Expression;
  /** As typed. */
  readonly text: string;
}

export type Matrix = readonly (readonly MatrixCell[])[];

export type ReadMatrix =
  | {
      readonly kind: 'read';
      readonly matrix: Matrix;
      readonly latex: string;
      readonly remarks: readonly string[];
    }
  | Unreadable;

/** Cells of one answer; more would only cost time. */
const MOST_CELLS = 400;

export function readMatrix(text: string, vocabulary: Vocabulary): ReadMatrix {
  try {
    const layout = layOut(stripName(foldGreekCommands(unwrap(withoutNoise(normalize(text))))));
    return { kind: 'read', ...build(layout, vocabulary) };
  } catch (error) {
    return unreadable(error);
  }
}

/** `C =`, `A @ B.T =`, prompts and the headers that programs print above a matrix. */
function stripName(source: NormalText): NormalText {
  let rest = source;
  const name =
    /^\s*(?:\\math[a-z]+)?[{\s]*[A-Za-z][A-Za-z0-9_@.^'{}\\ *]*?\s*(?::=|==?|:|<-|\\colon|&=)(?!\s*$)/;
  for (
    let found = name.exec(rest.text);
    found && !/\\(?:begin|frac)/.test(found[0]);
    found = name.exec(rest.text)
  ) {
    rest = { text: rest.text.slice(found[0].length), at: rest.at.slice(found[0].length) };
  }
  if (isBlank(rest))
    throw new ReadingError('answer.empty', 'There is no matrix', place(rest), 'Type its rows.');
  return unwrap(rest);
}

function build(layout: Layout, vocabulary: Vocabulary): Omit<Extract<ReadMatrix, { kind: 'read' }>, 'kind'> {
  const { rows } = layout;
  const width = rows[0]?.length ?? 0;
  if (width === 0) {
    throw new ReadingError('answer.empty', 'The matrix has no cells', 0, 'Type its rows.');
  }
  if (rows.length * width > MOST_CELLS) {
    throw new ReadingError(
      'answer.too-long',
      'The matrix is too large',
      0,
      `At most ${String(MOST_CELLS)} cells are read.`,
    );
  }
  for (const [index, row] of rows.entries()) {
    if (row.length === width) continue;
    const cells = (count: number): string => `${String(count)} ${count === 1 ? 'cell' : 'cells'}`;
    throw new ReadingError(
      'matrix.ragged',
      `Row ${String(index + 1)} has ${cells(row.length)}, row 1 has ${cells(width)}`,
      place(row[0] ?? { text: '', at: [] }),
      'Every row needs the same number of cells.',
    );
  }
  const remarks = new Set<string>();
  const factors = layout.factors.map((factor) => ({
    over: factor.over,
    value: readCell(factor.text, vocabulary, remarks),
  }));
  const read = rows.map((row) =>
    row.map((cell) => {
      const { expression, text } = readCell(cell, vocabulary, remarks);
      return {
        text,
        expression: factors.reduce(
          (inner, factor) => scale(inner, factor.value.expression, factor.over),
          expression,
        ),
      };
    }),
  );
  const matrix = layout.transposed ? transpose(read) : read;
  return { matrix, latex: matrixToLatex(read, layout, vocabulary), remarks: [...remarks] };
}

function scale(cell: Expression, factor: Expression, over: boolean): Expression {
  return over ? quotient(cell, factor) : product(factor, cell);
}

function readCell(source: NormalText, vocabulary: Vocabulary, remarks: Set<string>): MatrixCell {
  const cell = trim(source);
  if (cell.text === '') {
    throw new ReadingError(
      'matrix.format',
      'A cell is empty',
      place(cell),
      'Write a number there, 0 if need be.',
    );
  }
  const { expression, questions, remarks: told } = parseNormal(cell, vocabulary, { scientific: true });
  const [question] = questions;
  if (question)
    throw new ReadingError(
      'answer.ambiguous',
      'This can be read in two ways',
      question.position,
      question.message,
    );
  for (const remark of told) remarks.add(remark);
  return { expression, text: cell.text };
}

export function transpose<T>(rows: readonly (readonly T[])[]): T[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] as T));
}

function matrixToLatex(rows: Matrix, layout: Layout, vocabulary: Vocabulary): string {
  const body = rows
    .map((row) => row.map((cell) => parseLatex(cell.text, vocabulary)).join(' & '))
    .join(' \\\\ ');
  const factor = layout.factors.map(({ text, over }) => {
    const latex = parseLatex(text.text, vocabulary);
    return over ? `\\frac{1}{${latex}} ` : `\\left(${latex}\\right) `;
  });
  return `${factor.join('')}\\begin{bmatrix} ${body} \\end{bmatrix}${layout.transposed ? '^{T}' : ''}`;
}

function parseLatex(text: string, vocabulary: Vocabulary): string {
  return parseNormal({ text, at: Array.from({ length: text.length + 1 }, (_, index) => index) }, vocabulary, {
    scientific: true,
  }).latex;
}
