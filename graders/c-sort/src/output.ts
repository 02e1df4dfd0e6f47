/**
 * Reading what a sorting program printed, as a patient teaching assistant would: prompts, separators, brackets, echoes
 * and a missing newline are no faults; a wrong value, a missing or an extra one is.
 *
 * The sorted list may stand as N integers in a row anywhere, or as the last integers of N consecutive lines
 * (`a[3] = 7`). What surrounds it must be explained: words in between, an echo of N, or whole other lists (an echo of
 * the input, the passes of the sort). One number more than that is a wrong count.
 */

/** The integers of a text, in order. */
interface Integers {
  readonly values: Float64Array;
  /** 1 where letters, a colon or an equals sign stand between this integer and the one before. */
  readonly afterWord: Uint8Array;
  /** Line of each integer, ascending. */
  readonly line: Int32Array;
}

const NEWLINE = 10;
const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const EQUALS = 61;
const UNDERSCORE = 95;

const isDigit = (c: number | undefined): boolean => c !== undefined && c >= ZERO && c <= NINE;
const isLetter = (c: number | undefined): boolean =>
  c !== undefined && (c === UNDERSCORE || c >= 128 || ((c | 32) >= 97 && (c | 32) <= 122));

/** Integers that are not part of a word or of a decimal number: `x7`, `0x1F` and `3.14` hold none. */
export function readIntegers(text: Uint8Array): Integers {
  const values: number[] = [];
  const afterWord: number[] = [];
  const lines: number[] = [];
  let line = 0;
  let sawWord = 0;
  let i = 0;
  while (i < text.length) {
    if (!isDigit(text[i])) {
      if (text[i] === NEWLINE) line++;
      else if (isLetter(text[i]) || text[i] === COLON || text[i] === EQUALS) sawWord = 1;
      i++;
      continue;
    }
    const start = i;
    let value = 0;
    while (isDigit(text[i])) value = value * 10 + (text[i++] ?? 0) - ZERO;
    if (isGlued(text, start, i)) {
      while (isDigit(text[i]) || isLetter(text[i]) || (text[i] === DOT && isDigit(text[i + 1]))) i++;
      sawWord = 1;
      continue;
    }
    // In 5-3 the sign separates two integers.
    const negative = text[start - 1] === MINUS && !isDigit(text[start - 2]);
    values.push(negative ? -value : value);
    afterWord.push(sawWord);
    lines.push(line);
    sawWord = 0;
  }
  return {
    values: Float64Array.from(values),
    afterWord: Uint8Array.from(afterWord),
    line: Int32Array.from(lines),
  };
}

function isGlued(text: Uint8Array, start: number, end: number): boolean {
  const signed = text[start - 1] === MINUS || text[start - 1] === PLUS;
  if (isLetter(text[signed ? start - 2 : start - 1])) return true;
  if (text[start - 1] === DOT && isDigit(text[start - 2])) return true;
  return isLetter(text[end]) || (text[end] === DOT && isDigit(text[end + 1]));
}

/** Position of `needle` as a contiguous run in `hay`, the last one if there are several; -1 if there is none. */
function lastRun(hay: Float64Array, needle: Int32Array): number {
  const n = needle.length;
  for (let start = hay.length - n; start >= 0; start--) {
    if (hay[start] !== needle[0] || hay[start + n - 1] !== needle[n - 1]) continue;
    let k = 1;
    while (k < n && hay[start + k] === needle[k]) k++;
    if (k >= n) return start;
  }
  return -1;
}

/** The first place at which the printed list leaves the sorted one (0-based). */
export interface FirstDifference {
  readonly position: number;
  /** null: the sorted list ends here, yet the program goes on. */
  readonly expected: number | null;
  /** null: the program's list ends too early. */
  readonly actual: number | null;
  /** The printed integers around the position. */
  readonly printed: readonly number[];
}

export type Comparison =
  | { readonly kind: 'sorted' }
  | { readonly kind: 'nothing-printed' }
  | { readonly kind: 'different'; readonly difference: FirstDifference; readonly printedCount: number };

/** The usual case, and quick for a million integers: nothing but the sorted integers, blanks and line ends. */
function isPlainList(output: Uint8Array, sorted: Int32Array): boolean {
  let position = 0;
  let i = 0;
  while (i < output.length) {
    const c = output[i] ?? 0;
    if (c === SPACE || c === NEWLINE) {
      i++;
      continue;
    }
    const negative = c === MINUS;
    if (negative) i++;
    const start = i;
    let value = 0;
    for (let digit = output[i]; isDigit(digit) && i - start < 11; digit = output[++i]) {
      value = value * 10 + (digit ?? 0) - ZERO;
    }
    const end = output[i];
    if (i === start || (end !== undefined && end !== SPACE && end !== NEWLINE)) return false;
    if (position >= sorted.length || sorted[position++] !== (negative ? -value : value)) return false;
  }
  return position === sorted.length;
}

/** Compares a program's output with the sorted integers. @param sorted ascending; non-empty */
export function compareOutput(output: Uint8Array, sorted: Int32Array): Comparison {
  if (isPlainList(output, sorted)) return { kind: 'sorted' };
  const integers = readIntegers(output);
  const { values } = integers;
  if (values.length === 0) return { kind: 'nothing-printed' };
  const start = lastRun(values, sorted);
  if (start >= 0 && isExplained(output, integers, start, sorted.length)) return { kind: 'sorted' };
  if (isSortedByLines(output, integers, sorted)) return { kind: 'sorted' };
  return { kind: 'different', difference: firstDifference(values, sorted), printedCount: values.length };
}

/** Whether the integers around the run [start, start + n) are an echo of n, whole other lists, or set off by words. */
function isExplained(output: Uint8Array, integers: Integers, start: number, n: number): boolean {
  const { values, afterWord, line } = integers;
  let first = start;
  while (first > 0 && afterWord[first] === 0) first--;
  const before = start - first;
  const echo = before % n === 1 && values[first] === n ? 1 : 0;
  if (n === 1 ? before > 2 : (before - echo) % n !== 0) return false;

  const next = start + n;
  let last = next;
  while (last < values.length && afterWord[last] === 0) last++;
  if (n === 1 ? last > next : (last - next) % n !== 0) return false;
  if (next >= values.length || last > next) return true;
  // Words before it, but the same words as before the last of the list: `element: 3` once too often.
  const shapes = lineShapes(output, line[next - 1] ?? 0, line[next] ?? 0);
  return line[next] === line[next - 1] || shapes[0] !== shapes[1];
}

/** `a[3] = 7`: every line of the list holds further integers before its last one. */
function isSortedByLines(output: Uint8Array, integers: Integers, sorted: Int32Array): boolean {
  const { values, line } = integers;
  const ends = [...values.keys()].filter((i) => line[i] !== line[i + 1]);
  const start = lastRun(
    Float64Array.from(ends, (i) => values[i] ?? 0),
    sorted,
  );
  if (start < 0) return false;
  const run = ends.slice(start, start + sorted.length);
  if (run.some((i) => line[i] !== line[i - 1])) return false;
  const next = ends[start + sorted.length];
  if (next === undefined) return true;
  const shapes = lineShapes(output, line[run.at(-1) ?? 0] ?? 0, line[next] ?? 0);
  return shapes[0] !== shapes[1];
}

/** Two lines with their numbers blotted out, so that `a[3] = -7` and `a[4] = 12` look alike. */
function lineShapes(output: Uint8Array, one: number, other: number): [string, string] {
  const lines = new TextDecoder().decode(output).split('\n');
  const shape = (line: number): string => (lines[line] ?? '').replace(/[-+]?\d+/g, '#').trim();
  return [shape(one), shape(other)];
}

/** For N = 0: the first line that holds nothing but integers, other than an echoed 0; null when there is none. */
export function strayNumbers(output: Uint8Array): string | null {
  for (const line of new TextDecoder().decode(output.subarray(0, 65_536)).split('\n')) {
    const rest = line.replace(/[[\](){},;|\s]/g, ' ').trim();
    if (rest !== '' && rest !== '0' && /^[-+]?\d+( +[-+]?\d+)*$/.test(rest)) return line.trim();
  }
  return null;
}

/** Lines the two lists up where they agree longest: at the start of the output, after an echo of n, or at its end. */
function firstDifference(values: Float64Array, sorted: Int32Array): FirstDifference {
  const n = sorted.length;
  const starts = values.length <= n ? [0] : [0, ...(values[0] === n ? [1] : []), values.length - n];
  let best = { list: values, position: -1 };
  for (const start of starts) {
    const list = values.subarray(start);
    let position = 0;
    while (position < n && position < list.length && list[position] === sorted[position]) position++;
    if (position > best.position) best = { list, position };
  }
  const { list, position } = best;
  return {
    position,
    expected: sorted[position] ?? null,
    actual: list[position] ?? null,
    printed: [...list.subarray(Math.max(0, position - 5), position + 6)],
  };
}
