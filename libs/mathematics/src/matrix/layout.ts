/** Finds the rows and cells of a matrix in a text, whatever the notation; knows nothing of what cells mean. */
import { type NormalText } from '../characters';
import { ReadingError } from '../reading-error';
import { blank, closingIndex, isBlank, place, slice, splitOutside, trim } from './slices';

export interface Layout {
  readonly rows: readonly (readonly NormalText[])[];
  readonly transposed: boolean;
  /** Scalars around the matrix; `over` divides. */
  readonly factors: readonly { readonly text: NormalText; readonly over: boolean }[];
}

const MAKERS =
  /(?:(?:np|numpy|torch|sp|sympy|tf|jnp|math|cp)\s*\.\s*)?(?:array|asarray|matrix|mat|asmatrix|tensor|Tensor|FloatTensor|DoubleTensor|constant|Matrix|ImmutableMatrix|MutableDenseMatrix|List|rbind|MatrixForm)\s*(?=[([])/;
const ENVIRONMENT =
  /\\begin\s*\{((?:[pbBvV]?(?:small)?matrix|array|psmallmatrix|bsmallmatrix)\*?)\}\s*(?:\[[a-z]\])?\s*(?:\{[lcr|@{}\s]*\})?/;

/** @throws ReadingError */
export function layOut(source: NormalText): Layout {
  if (ENVIRONMENT.test(source.text)) return layOutLatex(source);
  const start = matrixStart(source.text);
  return start === undefined ? layOutPlain(source) : layOutBracketed(source, start);
}

// LaTeX

function layOutLatex(source: NormalText): Layout {
  const begin = ENVIRONMENT.exec(source.text);
  if (!begin) throw new RangeError('checked by the caller');
  const end = /\\end\s*\{([A-Za-z]+\*?)\}/.exec(source.text);
  if (!end || end[1] !== begin[1]) {
    throw new ReadingError(
      'answer.bracket',
      'The matrix environment is never closed',
      source.at[begin.index] ?? 0,
      `Add \\end{${begin[1] ?? ''}}.`,
    );
  }
  const body = slice(source, begin.index + begin[0].length, end.index);
  const clean = blank(body, /\\hline|\\displaystyle|\\cr\b/g);
  const rows = splitOutside(clean, /\\\\(?:\[[^\]]*\])?/)
    .filter((row) => !isBlank(row))
    .map((row) => splitOutside(row, /&/));
  return { rows, ...surroundings(slice(source, 0, begin.index), slice(source, end.index + end[0].length)) };
}

// brackets

/** Where the matrix's own text begins: a maker's name or a bracket that opens rows. */
function matrixStart(text: string): { readonly name: number; readonly open: number } | undefined {
  const maker = MAKERS.exec(text);
  if (maker) return { name: maker.index, open: maker.index + maker[0].length };
  const bracket = /[[{]|\(\s*[([{]/.exec(text);
  return bracket ? { name: bracket.index, open: bracket.index } : undefined;
}

function layOutBracketed(
  source: NormalText,
  start: { readonly name: number; readonly open: number },
): Layout {
  const { text } = source;
  const close = closingIndex(text, start.open);
  if (close < 0) {
    throw new ReadingError(
      'answer.bracket',
      'A bracket has no partner',
      source.at[start.open] ?? 0,
      'Check that every row is closed.',
    );
  }
  const after = slice(source, close + 1);
  // Rows without an outer bracket: [1, 2] newline [3, 4].
  if (start.name === start.open && /^\s*[,;]?\s*[[{]/.test(after.text)) return layOutBracketRows(source);
  const inside = slice(source, start.open + 1, close);
  const reshape = /^\s*\.reshape\s*\(\s*\(?\s*(\d{1,3})\s*,\s*(-?\d{1,3})\s*\)?\s*\)/.exec(after.text);
  if (reshape) {
    const rows = chunk(rowsInside(inside, start.name < start.open).flat(), Number(reshape[1]));
    return { rows, ...surroundings(slice(source, 0, start.name), slice(after, reshape[0].length)) };
  }
  return {
    rows: rowsInside(inside, start.name < start.open),
    ...surroundings(slice(source, 0, start.name), after),
  };
}

function layOutBracketRows(source: NormalText): Layout {
  const rows = splitOutside(source, /[\s,;]+/).filter((row) => !isBlank(row));
  return { rows: rows.map(bracketRow), transposed: false, factors: [] };
}

function bracketRow(source: NormalText): NormalText[] {
  const row = trim(source);
  if (!/^[[({]/.test(row.text) || closingIndex(row.text, 0) !== row.text.length - 1) {
    throw new ReadingError(
      'matrix.format',
      `“${row.text.slice(0, 20)}” is not a row in brackets`,
      place(row),
      'Put every row in brackets, or none.',
    );
  }
  return cellsOf(slice(row, 1, row.text.length - 1));
}

/** The rows in an outer bracket; in a call, keyword arguments such as dtype are dropped. */
function rowsInside(source: NormalText, isCall: boolean): NormalText[][] {
  const parts = splitOutside(source, /,/).filter(
    (part, index, all) => !(index === all.length - 1 && isBlank(part)),
  );
  const values = isCall ? parts.filter((part) => !/^\s*[a-z_]+\s*=/.test(part.text)) : parts;
  const [first, second, third] = values;
  if (isCall && first && third && /^\s*\d+\s*$/.test(first.text) && second && isGroup(third)) {
    return chunk(
      rowsInside(slice(trim(third), 1, trim(third).text.length - 1), false).flat(),
      Number(first.text),
    );
  }
  if (isCall && values.length === 1 && first && isGroup(first))
    return rowsInside(withoutBrackets(first), false);
  if (isCall && values.length > 1 && first && !isGroup(first) && second && isTypeName(second.text))
    return rowsInside(first, true);
  if (isCall && first && second && isGroup(first) && isTypeName(second.text))
    return rowsInside(withoutBrackets(first), false);
  const groups = splitOutside(source, /[\s,;]+/).filter((part) => !isBlank(part));
  if (groups.length > 0 && groups.every(isRowGroup)) {
    const [only] = groups;
    const nested = groups.length === 1 && only ? withoutBrackets(only) : undefined;
    if (nested && /^\s*[[({]/.test(nested.text) && isRowGroup(firstGroup(nested)))
      return rowsInside(nested, false);
    refuseEmptyItem(source);
    return groups.map(bracketRow);
  }
  const lines = splitOutside(source, /\s*;\s*|\s*\n\s*/).filter((line) => !isBlank(line));
  return lines.map(cellsOf);
}

/** Two commas in a row would otherwise go unnoticed between bracketed rows. */
function refuseEmptyItem(source: NormalText): void {
  const items = splitOutside(source, /,/);
  const empty = items.findIndex((item, index) => isBlank(item) && index < items.length - 1);
  const item = items[empty];
  if (item) throw new ReadingError('matrix.format', 'A row is empty', place(item), 'Remove the extra comma.');
}

function firstGroup(source: NormalText): NormalText {
  return splitOutside(trim(source), /[\s,;]+/)[0] ?? source;
}

function isTypeName(text: string): boolean {
  return /^\s*(?:(?:np|torch|tf)\.)?(?:float|int|double|float32|float64|int32|int64|'f'|"f")\s*$/.test(text);
}

function isGroup(source: NormalText): boolean {
  const { text } = trim(source);
  return /^[[({]/.test(text) && closingIndex(text, 0) === text.length - 1;
}

/** A row in brackets; parentheses need a comma, since (1/2) is a cell. */
function isRowGroup(source: NormalText): boolean {
  return isGroup(source) && (!/^\s*\(/.test(source.text) || source.text.includes(','));
}

function withoutBrackets(source: NormalText): NormalText {
  const inner = trim(source);
  return slice(inner, 1, inner.text.length - 1);
}

function chunk(cells: readonly NormalText[], rows: number): NormalText[][] {
  const width = rows > 0 ? Math.ceil(cells.length / rows) : cells.length;
  return Array.from({ length: Math.max(1, rows) }, (_, row) => cells.slice(row * width, (row + 1) * width));
}

// plain rows

function layOutPlain(source: NormalText): Layout {
  const lines = splitOutside(withoutOuterParentheses(source), /\s*(?:;|\\\\)[ \t]*\n?|\n/).filter(
    (line) => !isBlank(line),
  );
  return {
    rows: lines.map((line) => cellsOf(blank(line, /^\s*\||\|\s*$/g))),
    transposed: false,
    factors: [],
  };
}

function withoutOuterParentheses(source: NormalText): NormalText {
  const whole = trim(source);
  const wraps = whole.text.startsWith('(') && closingIndex(whole.text, 0) === whole.text.length - 1;
  return wraps && /[;\n]/.test(whole.text) ? withoutBrackets(whole) : source;
}

/** One row's cells: by comma if there is one, else by & or |, tab, or white space. */
function cellsOf(source: NormalText): NormalText[] {
  const row = trim(source);
  for (const separator of [/,/, /&/, /\|/]) {
    const cells = splitOutside(row, separator);
    if (cells.length > 1)
      return cells.filter(
        (cell, index) => !(index === cells.length - 1 && isBlank(cell) && separator.source === ','),
      );
  }
  return joinOperators(splitOutside(row, /\s+/));
}

/** White space around an operator is no border: `1 / 2` is one cell, `1 -2` two. */
function joinOperators(pieces: readonly NormalText[]): NormalText[] {
  const cells: NormalText[] = [];
  let open = false;
  for (const piece of pieces) {
    const last = cells.at(-1);
    const joins = open || /^(?:[*/^]|[-+]$)/.test(piece.text);
    if (last && joins) cells[cells.length - 1] = join(last, piece);
    else cells.push(piece);
    open = /(?:[-+*/^]|\\cdot|\\times)$/.test(piece.text);
  }
  return cells;
}

function join(a: NormalText, b: NormalText): NormalText {
  return { text: `${a.text} ${b.text}`, at: [...a.at.slice(0, a.text.length), place(b), ...b.at] };
}

// around the matrix

function surroundings(before: NormalText, after: NormalText): Pick<Layout, 'transposed' | 'factors'> {
  const factors: { text: NormalText; over: boolean }[] = [];
  const front = trim(blank(before, /\\left\s*(?:[([|.]|\\\{)?|\\mathbf|\\displaystyle/g));
  const scalar = trim(blank(front, /(?:\*|\\cdot|\\times|[([])\s*$/g));
  if (scalar.text !== '')
    factors.push({
      text: scalar.text === '-' ? { text: '-1', at: [place(scalar), place(scalar), place(scalar)] } : scalar,
      over: false,
    });
  const opened = /[([]\s*$/.test(front.text);
  let rest = trim(blank(after, /\\right\s*(?:[)\]|.]|\\\})?/g));
  if (opened) rest = trim(blank(rest, /^\s*[)\]]/));
  let transposed = false;
  for (;;) {
    const turn =
      /^\s*(?:\.T\b|\.transpose\(\)|\.t\(\)|\.mT\b|'|\^\s*\{?\s*(?:T|\\top|\\intercal|\\mathsf\s*\{?T\}?|\\mathrm\s*\{?T\}?|'|\(T\))\s*\}?)/.exec(
        rest.text,
      );
    const harmless = /^\s*\.(?:astype|tolist|float|double|int|to|copy|evalf|numpy)\s*\([^()]*\)/.exec(
      rest.text,
    );
    const found = turn ?? harmless;
    if (!found) break;
    if (turn) transposed = !transposed;
    rest = slice(rest, found[0].length);
  }
  const back = /^\s*(\*|\/|\\cdot|\\times)/.exec(rest.text);
  if (back) factors.push({ text: slice(rest, back[0].length), over: back[1] === '/' });
  else if (!isBlank(rest)) {
    throw new ReadingError(
      'matrix.format',
      `“${trim(rest).text.slice(0, 20)}” follows after the matrix`,
      place(trim(rest)),
      'Give the matrix only.',
    );
  }
  return { transposed, factors };
}
