/** Inputs, outputs and messages as a report shows them: short, readable, without control characters. */
import type { DiffEvidence, Evidence } from '#libs/domain';
import type { RunOutcome } from '#libs/grader-sdk';
import type { LoadedCase } from './cases';
import type { Diagnostics } from './diagnostics';
import type { Language } from './config';

const MAX_SHOWN = 4000;
const LINES_AROUND = 20;
const MAX_LINE = 400;
/** Unicode's pictures of control characters begin here. */
const PICTURES = 0x2400;

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** With control characters made visible; what a stranger's program prints is not to steer a terminal or a database. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => {
    if (character === '\n' || character === '\t') return character;
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(PICTURES + code) : '\uFFFD';
  });
}

export function inputEvidence({ case: { args }, input }: LoadedCase): Evidence[] {
  return [
    ...(args.length > 0 ? [text('Arguments', args.join('\n'))] : []),
    ...(input.length > 0 ? [text('Input', shortened(input))] : []),
  ];
}

/** The lines around the first difference. */
export function outputDiff(expected: Uint8Array, got: Uint8Array, line: number): DiffEvidence {
  const from = Math.max(0, line - 1 - LINES_AROUND / 2);
  const window = (bytes: Uint8Array): string => {
    const lines = textOf(bytes)
      .split('\n')
      .slice(from, from + LINES_AROUND);
    return lines
      .map((each) => printable(each.length > MAX_LINE ? `${each.slice(0, MAX_LINE)}…` : each))
      .join('\n');
  };
  const title = from === 0 ? 'Output' : `Output from line ${from + 1}`;
  return { kind: 'diff', title, expected: window(expected), actual: window(got) };
}

export function printedEvidence({ stderr }: RunOutcome): Evidence[] {
  const said = printable(textOf(stderr)).trim();
  return said === '' ? [] : [text('Standard error', said.slice(-MAX_SHOWN))];
}

/** Sources with the compiler's remarks at their lines, then what it says about none. */
export function compilerEvidence(
  { remarks, general }: Diagnostics,
  sources: ReadonlyMap<string, Uint8Array>,
  language: Language,
): Evidence[] {
  const marked = [...remarks].flatMap(([file, found]): Evidence[] => {
    const bytes = sources.get(file);
    if (!bytes) return [];
    return [
      {
        kind: 'code',
        title: file,
        language: language === 'python' ? 'python' : 'c',
        text: textOf(bytes),
        remarks: found,
      },
    ];
  });
  return general.length > 0
    ? [...marked, text('What the compiler and the linker say', general.join('\n'))]
    : marked;
}

function shortened(bytes: Uint8Array): string {
  const shown = printable(textOf(bytes.subarray(0, MAX_SHOWN)));
  return bytes.length > MAX_SHOWN ? `${shown}\n… (${bytes.length} bytes)` : shown;
}

function text(title: string, body: string): Evidence {
  return { kind: 'text', title, text: body };
}
