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
  /(?:(?:np|numpy|torch|sp|sympy|tf|jnp|math|cp)\s*\.\s*)?(?:array|asarray|matrix|mat|asmatrix|tensor|Tensor|FloatTensor|DoubleTensor|constant|Matrix|ImmutableMatrix|MutableDenseMatrix|Array|DeviceArray|List|rbind|vstack|stack|MatrixForm)\s*(?=[([])/;
const ENVIRONMENT =
  /\\begin\s*\{((?:[pbBvV]?(?:small)?matrix|array|psmallmatrix|bsmallmatrix)\*?)\}\s*(?:\[[a-z]\])?\s*(?:\{[lcr|@{}\s]*\})?/;

/** transpose(…) and, in R, cbind(…), which takes columns. */
const TURNED = /^\s*(?:(?:[a-z]+\.)?[tT]ranspose|t|cbind)\s*(?=[([])/;

/** @throws ReadingError */
export function layOut(typed: NormalText): Layout {
  // R's vectors c(1, 2) in rbind and cbind, and alone.
  const source = /^\s*(?:[rc]bind\s*\(|c\s*\()/.test(typed.text) ? blank(typed, /\bc(?=\s*\()/g) : typed;
  const turned = TURNED.exec(source.text);
  const whole = turned && trim(slice(source, turned[0].length));
  if (turned && whole && closingIndex(whole.text, 0) === whole.text.length - 1) {
    const inside = turned[0].includes('cbind') ? whole : withoutBrackets(whole);
    const layout = layOut(inside);
    return { ...layout, transposed: !layout.transposed };
  }
  if (ENVIRONMENT.test(source.text)) return layOutLatex(source);
  if (PLAIN_TEX.test(source.text)) return layOutPlainTex(source);
  const inR = layOutR(source);
  if (inR) return inR;
  if (source.text.includes('&')) return layOutPlain(source);
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
  const around = [slice(source, 0, begin.index), slice(source, end.index + end[0].length)] as const;
  return { rows: latexRows(body), ...surroundings(...around) };
}

function latexRows(body: NormalText): NormalText[][] {
  return splitOutside(blank(body, /\\hline|\\displaystyle/g), /\\\\(?:\[[^\]]*\])?|\\cr(?![A-Za-z])/)
    .filter((row) => !isBlank(row))
    .map((row) => splitOutside(row, /&/));
}

/** \pmatrix{1 & 2 \cr 3 & 4} */
const PLAIN_TEX = /\\[pb]?matrix\s*(?=\{)/;

function layOutPlainTex(source: NormalText): Layout {
  const begin = PLAIN_TEX.exec(source.text);
  if (!begin) throw new RangeError('checked by the caller');
  const open = begin.index + begin[0].length;
  const close = closingBracket(source, open);
  const around = [slice(source, 0, begin.index), slice(source, close + 1)] as const;
  return { rows: latexRows(slice(source, open + 1, close)), ...surroundings(...around) };
}

function closingBracket(source: NormalText, open: number): number {
  const close = closingIndex(source.text, open);
  if (close >= 0) return close;
  const hint = 'Check that every row is closed.';
  throw new ReadingError('answer.bracket', 'A bracket has no partner', source.at[open] ?? 0, hint);
}

// R

/** matrix(c(1, 2, 3, 4), nrow = 2, byrow = TRUE): by columns unless it says otherwise. */
function layOutR(source: NormalText): Layout | undefined {
  const call = /^\s*matrix\s*(?=\(\s*c\s*\()/.exec(source.text);
  if (!call) return undefined;
  const close = closingBracket(source, call[0].length);
  const [vector, ...options] = splitOutside(slice(source, call[0].length + 1, close), /,/);
  if (!vector) return undefined;
  const values = splitOutside(withoutBrackets(slice(trim(vector), trim(vector).text.indexOf('('))), /,/);
  const option = (name: string, at: number): string | undefined =>
    options.map(({ text }) => new RegExp(`^\\s*${name}\\s*=\\s*(\\w+)\\s*$`).exec(text)?.[1]).find(Boolean) ??
    /^\s*(\w+)\s*$/.exec(options[at]?.text ?? '')?.[1];
  const byRow = /^T(?:RUE)?$/.test(option('byrow', 2) ?? '');
  const [rows, columns] = [Number(option('nrow', 0)), Number(option('ncol', 1))];
  const height = rows > 0 ? rows : columns > 0 ? Math.ceil(values.length / columns) : values.length;
  const lines = chunk(values, byRow ? height : Math.ceil(values.length / height));
  const layout = { rows: lines, ...surroundings(slice(source, 0, 0), slice(source, close + 1)) };
  return byRow ? layout : { ...layout, transposed: !layout.transposed };
}

// brackets

/** Where the matrix's own text begins: a maker's name or a bracket that opens rows. */
function matrixStart(text: string): { readonly name: number; readonly open: number } | undefined {
  const maker = MAKERS.exec(text);
  if (maker) return { name: maker.index, open: maker.index + maker[0].length };
  // \sqrt{2} and Sqrt[2] open no rows; (1, 2) at the beginning does.
  const bracket = /(?<![A-Za-z}])[[{]|\(\s*[([{]|^\s*\((?=[^()]*,)/.exec(text);
  const open = bracket && bracket.index + (/^\s*/.exec(bracket[0])?.[0].length ?? 0);
  return open === null ? undefined : { name: open, open };
}

function layOutBracketed(
  source: NormalText,
  start: { readonly name: number; readonly open: number },
): Layout {
  const close = closingBracket(source, start.open);
  const after = slice(source, close + 1);
  // Rows without an outer bracket: [1, 2] newline [3, 4].
  if (start.name === start.open && /^\s*[,;]?\s*[[{(]/.test(after.text)) return layOutBracketRows(source);
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
  return { rows: withoutIndex(plainRows(withoutOuterParentheses(source))), transposed: false, factors: [] };
}

function plainRows(source: NormalText): NormalText[][] {
  const lines = splitOutside(source, /\n/).filter((line) => !isBlank(line));
  // Semicolons separate rows, or cells where every line has the same number of them between single cells.
  const bySemicolon = lines.map((line) => splitOutside(line, /;/));
  const width = bySemicolon[0]?.length ?? 0;
  if (
    lines.length > 1 &&
    width > 1 &&
    bySemicolon.every((cells) => cells.length === width && cells.every(isOneCell))
  )
    return bySemicolon;
  // ( 1 2 ) on every line
  if (lines.every((line) => isGroup(line) && /[0-9]\s+[-0-9]/.test(line.text))) return lines.map(bracketRow);
  // 1 2, 3 4: rows between commas, cells between blanks.
  const [only] = lines;
  const parts = only && lines.length === 1 ? splitOutside(only, /,/) : [];
  if (
    parts.length > 1 &&
    parts.every(({ text }) => /[0-9]\s+-?[0-9]/.test(text)) &&
    parts.some(({ text }) => /[0-9]\s+[0-9]/.test(text))
  )
    return parts.map(cellsOf);
  return splitOutside(source, /\s*(?:;|\\\\)[ \t]*\n?|\n/)
    .filter((line) => !isBlank(line))
    .map((line) => cellsOf(blank(line, /^\s*\||\|\s*$/g)));
}

function isOneCell(source: NormalText): boolean {
  return /^\s*[^\s,;]+\s*$/.test(source.text);
}

/** Data frames are printed with a row of column numbers and a column of row numbers. */
function withoutIndex(rows: NormalText[][]): NormalText[][] {
  const [header = [], ...body] = rows;
  const counts = (cells: readonly (NormalText | undefined)[]): boolean =>
    cells.every((cell, index) => cell?.text === String(index));
  const isFrame =
    body.length > 0 &&
    body.every((row) => row.length === header.length + 1) &&
    counts(header) &&
    counts(body.map(([first]) => first));
  return isFrame ? body.map((row) => row.slice(1)) : rows;
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
