import type { CodeEvidence } from '#libs/domain';

type Remark = CodeEvidence['remarks'][number];

export interface Diagnostics {
  /** What the compiler says about lines of the student's file. */
  readonly remarks: readonly Remark[];
  /** What it and the linker say about no line, platform paths removed. */
  readonly general: readonly string[];
}

const LOCATED = /^main\.c:(\d+):(?:(\d+):)? (fatal error|error|warning|note): (.*)$/;
const UNDEFINED = /undefined reference to [`'‘]([^'’]+)['’]/;
const MAX_REMARKS = 50;

/**
 * Reads the messages of gcc (with -fno-diagnostics-show-caret) and ld. Paths of the build machine tell a student
 * nothing and are left out.
 */
export function readDiagnostics(stderr: string): Diagnostics {
  const remarks: Remark[] = [];
  const general = new Set<string>();
  for (const line of stderr.split('\n')) {
    const located = LOCATED.exec(line);
    const missing = UNDEFINED.exec(line)?.[1];
    if (located) {
      const [, lineNumber, column, severity, message] = located;
      remarks.push({
        line: Math.max(1, Number(lineNumber)),
        ...(column !== undefined && Number(column) > 0 && { column: Number(column) }),
        severity: severity === 'warning' || severity === 'note' ? severity : 'error',
        message: withoutPaths(message ?? ''),
      });
    } else if (missing !== undefined) {
      general.add(`${missing} is used but defined nowhere`);
    } else if (/\b(error|undefined|multiple definition)\b/.test(line) && !line.startsWith('collect2')) {
      general.add(withoutPaths(line).slice(0, 300));
    }
  }
  return { remarks: remarks.slice(0, MAX_REMARKS), general: [...general].slice(0, 10) };
}

/** `/usr/include/stdio.h` becomes `stdio.h`; absolute paths of the build machine vanish. */
export function withoutPaths(text: string): string {
  return text.replace(/(?<![\w.])\/(?:[\w.+-]+\/)*([\w.+-]+)/g, '$1');
}
