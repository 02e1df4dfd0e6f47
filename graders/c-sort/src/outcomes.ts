import type { CodeEvidence, Evidence, TestCaseResult } from '#libs/domain';
import type { Build } from './build';
import type { Diagnostics } from './diagnostics';
import type { Finding } from './sanitizers';
import type { LibraryVerdict } from './symbols';

/** What came of a case, before it is given its name and points. `share` is the part of the points, 0 to 1. */
export interface Outcome extends Pick<TestCaseResult, 'verdict' | 'code' | 'message' | 'evidence'> {
  readonly share: number;
}

export function notRun(code: string, message: string): Outcome {
  return { verdict: 'not-run', code, message, evidence: [], share: 0 };
}

export function rejected(): Outcome {
  return {
    verdict: 'rejected',
    code: 'sort.rejected',
    message: 'Earns nothing, because the program breaks the rule against library sorting.',
    evidence: [],
    share: 0,
  };
}

export function compiled(built: Extract<Build, { kind: 'built' }>): Outcome {
  const message =
    built.standard === 'gnu17'
      ? 'Compiles.'
      : 'Compiles as C89 only: some types or declarations are missing.';
  return { verdict: 'correct', code: 'sort.compiles', message, evidence: [], share: 1 };
}

export function compileFailure(failed: Extract<Build, { kind: 'failed' }>, source: Uint8Array): Outcome {
  const { remarks, general } = failed.diagnostics;
  return {
    verdict: 'compile-error',
    code: `sort.compile.${failed.reason}`,
    message: compileMessage(failed, source),
    evidence: [
      ...codeEvidence('Where the compiler stopped', source, remarks),
      ...(general.length > 0 ? [textEvidence('What the compiler and the linker say', general)] : []),
    ],
    share: 0,
  };
}

function compileMessage(
  { reason, diagnostics }: Extract<Build, { kind: 'failed' }>,
  source: Uint8Array,
): string {
  switch (reason) {
    case 'timed-out':
      return 'The compiler did not come to an end in time. Does the file include something endless?';
    case 'memory-exceeded':
      return 'The compiler ran out of memory on this file.';
    case 'crashed':
      return 'The compiler itself crashed on this file.';
    case 'errors':
      break;
  }
  if (isProbablyCpp(source)) {
    return 'This looks like C++. The file is compiled as C: use stdio.h and malloc instead of iostream, vector and new.';
  }
  const error = diagnostics.remarks.find(({ severity }) => severity === 'error');
  if (error) return `It does not compile: line ${error.line}: ${error.message}.`;
  const [general] = diagnostics.general;
  return general === undefined ? 'It does not compile.' : `It does not link: ${general}.`;
}

function isProbablyCpp(source: Uint8Array): boolean {
  const text = new TextDecoder().decode(source);
  return /^\s*#\s*include\s*<(iostream|vector|algorithm|string|bits\/stdc\+\+\.h)>|^\s*using\s+namespace\b/m.test(
    text,
  );
}

export function libraryOutcome({ violations, remarks }: LibraryVerdict): Outcome {
  if (violations.length > 0) {
    return {
      verdict: 'rejected',
      code: 'sort.library',
      message: `The exercise asks for a sort of your own. ${violations[0] ?? ''}`,
      evidence: [textEvidence('What the program uses', [...violations, ...remarks])],
      share: 0,
    };
  }
  if (remarks.length > 0) {
    return {
      verdict: 'needs-review',
      code: 'sort.library.unusual',
      message: 'No library sort was found, but a person will look at what else the program uses.',
      evidence: [textEvidence('What the program uses', remarks)],
      share: 0,
    };
  }
  return {
    verdict: 'correct',
    code: 'sort.library.none',
    message: 'The program does its own sorting.',
    evidence: [],
    share: 1,
  };
}

/** Half of the points for a build without warnings, half for runs without findings. */
export function cleanliness(
  diagnostics: Diagnostics,
  faults: readonly Finding[] | null,
  source: Uint8Array,
): Outcome {
  const warnings = diagnostics.remarks.filter(({ severity }) => severity === 'warning');
  const hints = (faults ?? []).flatMap(({ line, message }) =>
    line === null ? [] : [{ line, severity: 'warning' as const, message: `at run time: ${message}` }],
  );
  const unplaced = (faults ?? []).flatMap(({ line, message }) => (line === null ? [message] : []));
  const evidence = [
    ...codeEvidence('Remarks on your code', source, [...warnings, ...hints]),
    ...(unplaced.length > 0 ? [textEvidence('Found while it ran', unplaced)] : []),
  ];
  const share = (warnings.length === 0 ? 0.5 : 0) + (faults?.length === 0 ? 0.5 : 0);
  if (share === 1) {
    return {
      verdict: 'correct',
      code: 'sort.clean',
      message: 'No warnings, no faults found.',
      evidence,
      share,
    };
  }
  const parts = [
    ...(warnings.length > 0 ? [`${counted(warnings.length, 'compiler warning')} (gcc -Wall)`] : []),
    ...(faults === null ? ['the sanitizers could not run'] : []),
    ...(faults && faults.length > 0
      ? [counted(faults.length, 'fault found by the sanitizers', 'faults found by the sanitizers')]
      : []),
  ];
  return {
    verdict: share > 0 ? 'partially-correct' : 'incorrect',
    code: 'sort.unclean',
    message: `${parts.join(', ')}.`,
    evidence,
    share,
  };
}

const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

function textEvidence(title: string, lines: readonly string[]): Evidence {
  return { kind: 'text', title, text: lines.join('\n') };
}

function codeEvidence(title: string, source: Uint8Array, remarks: CodeEvidence['remarks']): CodeEvidence[] {
  if (remarks.length === 0) return [];
  return [{ kind: 'code', title, language: 'c', text: new TextDecoder().decode(source), remarks }];
}
