/** One row of a diff; `expected` and `actual` differ in `changed` rows only. */
export type DiffRow =
  | { readonly kind: 'same'; readonly text: string }
  | { readonly kind: 'missing'; readonly text: string }
  | { readonly kind: 'extra'; readonly text: string };

/** The part of a line that differs from the line it stands against: [start, end). */
export type Span = readonly [number, number];

/** What two lines do not share at their beginnings and ends, as a span of each; words are marked whole. */
export function changedSpans(a: string, b: string): readonly [Span, Span] {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  while (head > 0 && isInWord(a[head - 1])) head -= 1;
  while (tail > 0 && isInWord(a[a.length - tail])) tail -= 1;
  return [
    [head, a.length - tail],
    [head, b.length - tail],
  ];
}

function isInWord(character: string | undefined): boolean {
  return character !== undefined && /\S/.test(character);
}

/** Above this many cells the table of common subsequences would stall the page; then the middle is replaced whole. */
const MAX_CELLS = 4_000_000;

/**
 * Line by line: what was expected and is missing, what is there in excess, what is the same. The fewest rows that
 * turn one text into the other (longest common subsequence, after common head and tail).
 */
export function diffLines(expected: string, actual: string): readonly DiffRow[] {
  const a = splitLines(expected);
  const b = splitLines(actual);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    tail += 1;
  }
  const same = (text: string): DiffRow => ({ kind: 'same', text });
  return [
    ...a.slice(0, head).map(same),
    ...diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
}

function splitLines(text: string): readonly string[] {
  if (text === '') return [];
  return text.replace(/\n$/, '').split('\n');
}

function diffMiddle(a: readonly string[], b: readonly string[]): readonly DiffRow[] {
  const missing = (text: string): DiffRow => ({ kind: 'missing', text });
  const extra = (text: string): DiffRow => ({ kind: 'extra', text });
  if (a.length === 0 || b.length === 0 || a.length * b.length > MAX_CELLS) {
    return [...a.map(missing), ...b.map(extra)];
  }
  const width = b.length + 1;
  const common = commonLengths(a, b);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  const rows: DiffRow[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      rows.push({ kind: 'same', text: left });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      rows.push(missing(left));
      i += 1;
    } else if (right !== undefined) {
      rows.push(extra(right));
      j += 1;
    }
  }
  return rows;
}

/** common[i, j]: length of the longest common subsequence of a from i and b from j. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const down = common[(i + 1) * width + j] ?? 0;
      const right = common[i * width + j + 1] ?? 0;
      const diagonal = common[(i + 1) * width + j + 1] ?? 0;
      common[i * width + j] = a[i] === b[j] ? diagonal + 1 : Math.max(down, right);
    }
  }
  return common;
}
