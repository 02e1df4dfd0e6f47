/**
 * Whether an output is the expected one. Outputs are bytes of a stranger's program: they are compared as Latin-1, in which
 * every byte is a character of its own, so that no two different outputs can become one by decoding.
 */
import type { Compare } from './config';

export type Comparison =
  | { readonly kind: 'equal' }
  /** The right words in the wrong layout: blanks, line ends, upper and lower case. */
  | { readonly kind: 'presentation'; readonly difference: Difference }
  | { readonly kind: 'different'; readonly difference: Difference };

/** The first place at which they part. `null`: the output, or what is expected, ends before it. */
export interface Difference {
  /** Lines from 1. */
  readonly line: number;
  readonly expected: string | null;
  readonly got: string | null;
}

interface Token {
  readonly text: string;
  readonly line: number;
}

const BLANKS = /[ \t\r\f\v]+$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['infinity', Infinity],
]);

export function compareOutput(expected: Uint8Array, got: Uint8Array, compare: Compare): Comparison {
  const [wanted, printed] = [latin1(expected), latin1(got)];
  switch (compare.mode) {
    case 'exact':
      return layoutOf(firstLineDifference(wanted.split('\n'), printed.split('\n'), same), wanted, printed);
    case 'lines': {
      const equal = equality(compare);
      return layoutOf(
        firstLineDifference(trimmedLines(wanted), trimmedLines(printed), equal),
        wanted,
        printed,
      );
    }
    case 'tokens':
      return tokenComparison(wanted, printed, equality(compare));
    case 'numbers':
      return tokenComparison(wanted, printed, nearly(compare));
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

type Equality = (expected: string, got: string) => boolean;

const same: Equality = (a, b) => a === b;

function equality({ ignoreCase }: Compare): Equality {
  return ignoreCase ? (a, b) => a.toLowerCase() === b.toLowerCase() : same;
}

/** Numbers by tolerance, everything else by letter. */
function nearly(compare: Compare): Equality {
  const equal = equality(compare);
  return (expected, got) => {
    if (equal(expected, got)) return true;
    const [a, b] = [numberOf(expected), numberOf(got)];
    if (a === null || b === null) return false;
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
    if (!Number.isFinite(a) || !Number.isFinite(b)) return a === b;
    return Math.abs(a - b) <= Math.max(compare.absolute, compare.relative * Math.abs(a));
  };
}

function numberOf(text: string): number | null {
  if (NUMBER.test(text)) return Number(text);
  const [, sign = '', name = ''] = /^([+-]?)([a-z]+)$/i.exec(text) ?? [];
  const value = NOT_FINITE.get(name.toLowerCase());
  return value === undefined ? null : sign === '-' ? -value : value;
}

/** Without blanks at the end of a line and empty lines at the end of the output. */
function trimmedLines(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(BLANKS, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

function firstLineDifference(
  expected: readonly string[],
  got: readonly string[],
  equal: Equality,
): Difference | null {
  for (let i = 0; i < Math.max(expected.length, got.length); i++) {
    const [wanted, printed] = [expected[i] ?? null, got[i] ?? null];
    if (wanted === null || printed === null || !equal(wanted, printed)) {
      return { line: i + 1, expected: wanted, got: printed };
    }
  }
  return null;
}

/** A difference of lines is one of layout only if, read word by word and in any case, there is none. */
function layoutOf(difference: Difference | null, expected: string, got: string): Comparison {
  if (!difference) return { kind: 'equal' };
  const equal = equality({ mode: 'tokens', ignoreCase: true, absolute: 0, relative: 0 });
  const byWords = tokenComparison(expected, got, equal);
  return { kind: byWords.kind === 'equal' ? 'presentation' : 'different', difference };
}

function tokenComparison(expected: string, got: string, equal: Equality): Comparison {
  const [wanted, printed] = [tokens(expected), tokens(got)];
  for (;;) {
    const [a, b] = [wanted.next(), printed.next()];
    const [want, print] = [a.done ? null : a.value, b.done ? null : b.value];
    if (!want && !print) return { kind: 'equal' };
    if (!want || !print || !equal(want.text, print.text)) {
      const line = print?.line ?? want?.line ?? 1;
      return {
        kind: 'different',
        difference: { line, expected: want?.text ?? null, got: print?.text ?? null },
      };
    }
  }
}

/** Words between white space, one at a time: an output may be megabytes. */
function* tokens(text: string): Generator<Token, undefined> {
  let line = 1;
  for (const [word] of text.matchAll(/\n|[^ \t\r\n\f\v]+/g)) {
    if (word === '\n') line++;
    else yield { text: word, line };
  }
  return undefined;
}
