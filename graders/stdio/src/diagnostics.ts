import type { CodeEvidence } from '#libs/domain';

type Remark = CodeEvidence['remarks'][number];

export interface Diagnostics {
  /** By file. Lines of a `given` file are not among them: it is not the student's to mend. */
  readonly remarks: ReadonlyMap<string, readonly Remark[]>;
  /** What the compiler and the linker say about no line of the student's files. */
  readonly general: readonly string[];
}

const LOCATED = /^([^\s:/][^:/]*):(\d+):(?:(\d+):)? (fatal error|error|warning|note): (.*)$/;
const UNDEFINED = /undefined reference to [`'‘]([^'’]+)['’]/;
const PYTHON_PLACE = /^\s*File "([^"]+)", line (\d+)/;
const PYTHON_ERROR = /^(?:SyntaxError|IndentationError|TabError): (.*)$/m;
const MAX_REMARKS = 50;
const MAX_GENERAL = 10;

/** Reads messages of gcc (with -fno-diagnostics-show-caret) and ld. @param own the names of the student's files */
export function readCompilerMessages(stderr: string, own: readonly string[]): Diagnostics {
  const remarks = new Map<string, Remark[]>();
  const general = new Set<string>();
  let count = 0;
  for (const line of stderr.split('\n')) {
    const located = LOCATED.exec(line);
    const missing = UNDEFINED.exec(line)?.[1];
    if (located && own.includes(located[1] ?? '')) {
      if (count++ < MAX_REMARKS) {
        const file = located[1] ?? '';
        remarks.set(file, [...(remarks.get(file) ?? []), remarkOf(located)]);
      }
    } else if (missing !== undefined) general.add(`${missing} is used but defined nowhere`);
    else if (/\b(error|undefined|multiple definition)\b/.test(line) && !line.startsWith('collect2')) {
      general.add(withoutPaths(line).slice(0, 300));
    }
  }
  return { remarks, general: [...general].slice(0, MAX_GENERAL) };
}

function remarkOf([, , line, column, severity, message]: RegExpExecArray): Remark {
  return {
    line: Math.max(1, Number(line)),
    ...(column !== undefined && Number(column) > 0 && { column: Number(column) }),
    severity: severity === 'warning' || severity === 'note' ? severity : 'error',
    message: withoutPaths(message ?? ''),
  };
}

/** Reads what Python says when it can't compile a file. */
export function readSyntaxError(stderr: string, own: readonly string[]): Diagnostics {
  const message = PYTHON_ERROR.exec(stderr)?.[1];
  const places = stderr.split('\n').flatMap((line) => {
    const [, file = '', at = ''] = PYTHON_PLACE.exec(line) ?? [];
    return own.includes(file) ? [{ file, line: Math.max(1, Number(at)) }] : [];
  });
  const last = places.at(-1);
  if (message === undefined || !last) return { remarks: new Map(), general: lastLines(stderr) };
  const remark: Remark = { line: last.line, severity: 'error', message };
  return { remarks: new Map([[last.file, [remark]]]), general: [] };
}

/** Where in the student's files an uncaught exception was raised, and what it says. */
export function readTraceback(
  stderr: string,
  own: readonly string[],
): { readonly file: string; readonly line: number; readonly message: string } | null {
  const places = stderr.split('\n').flatMap((line) => {
    // A cold interpreter names the file as it was called; others by their full path.
    const [, path = '', at = ''] = PYTHON_PLACE.exec(line) ?? [];
    const file = path.slice(path.lastIndexOf('/') + 1);
    return own.includes(file) ? [{ file, line: Number(at) }] : [];
  });
  const last = places.at(-1);
  const said = stderr.trimEnd().split('\n').at(-1) ?? '';
  if (!last || !/^[A-Za-z_][\w.]*(?:: .*)?$/.test(said)) return null;
  return { ...last, message: said.slice(0, 300) };
}

function lastLines(text: string): string[] {
  return text.trim().split('\n').slice(-3).map(withoutPaths);
}

/** `/usr/include/stdio.h` becomes `stdio.h`: paths of the build machine tell a student nothing. */
function withoutPaths(text: string): string {
  return text.replace(/(?<![\w.])\/(?:[\w.+-]+\/)*([\w.+-]+)/g, '$1');
}
