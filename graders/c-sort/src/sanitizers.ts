import type { SandboxSession } from '#libs/grader-sdk';
import { HEADERS, type Standard } from './build';
import { withoutPaths } from './diagnostics';
import { formatInput, INT_MAX, INT_MIN, type Layout } from './inputs';

export interface Finding {
  readonly line: number | null;
  readonly message: string;
}

const INPUTS = [
  [],
  [5],
  [3, 1, 2],
  [4, -2, 7, 7, 0, -9, 4, 1, 12, 3, 3, 8, -5],
  [INT_MAX, INT_MIN, 0, -1, 1, INT_MAX, INT_MIN],
].map((values) => Int32Array.from(values));

const UNDEFINED_BEHAVIOUR = /main\.c:(\d+)(?::\d+)?: runtime error: (.*)/g;
const ADDRESS = /ERROR: AddressSanitizer: ([a-zA-Z-]+)/;
const FRAME = /^\s+#\d+ 0x[0-9a-f]+ in \S+ .*?main\.c:(\d+)/m;
const MAX_FINDINGS = 10;

/**
 * Runs the program under gcc's address and undefined-behaviour sanitizers on a few small inputs. They see faults that
 * happen to do no harm: a read one past the end, an overflow. null: the program can't be built or run that way.
 */
export async function findFaults(
  session: SandboxSession,
  source: Uint8Array,
  standard: Standard,
  layout: Layout,
): Promise<readonly Finding[] | null> {
  const built = await session.run({
    command: [
      ...(['gcc', `-std=${standard}`, '-O0', '-g', '-w', '-fno-omit-frame-pointer'] as const),
      ...['-fsanitize=address,undefined', ...HEADERS, 'main.c', '-o', 'checked', '-lm'],
    ],
    files: new Map([['main.c', source]]),
    keep: ['checked'],
    limits: { cpuSeconds: 10, wallSeconds: 30 },
    phase: 'build',
  });
  if (built.kind !== 'exited' || built.exitCode !== 0) return null;
  const findings = new Map<string, Finding>();
  for (const input of INPUTS) {
    const outcome = await session.run({
      command: ['./checked'],
      stdin: formatInput(input, layout),
      // Leaks at exit are no fault of a sort, and the leak checker needs ptrace, which the sandbox shuts.
      env: { ASAN_OPTIONS: 'detect_leaks=0:abort_on_error=0:color=never', UBSAN_OPTIONS: 'color=never' },
      limits: { cpuSeconds: 2, wallSeconds: 8 },
    });
    const report = new TextDecoder().decode(outcome.stderr);
    for (const finding of readFindings(report))
      findings.set(`${finding.line ?? 0} ${finding.message}`, finding);
  }
  return [...findings.values()].slice(0, MAX_FINDINGS);
}

export function readFindings(report: string): Finding[] {
  const findings: Finding[] = [];
  for (const [, line, message] of report.matchAll(UNDEFINED_BEHAVIOUR)) {
    // Addresses differ from run to run.
    const text = withoutPaths(message ?? '').replace(/0x[0-9a-f]+/g, 'an address');
    findings.push({ line: Number(line), message: text });
  }
  const address = ADDRESS.exec(report)?.[1];
  if (address !== undefined) {
    const line = FRAME.exec(report)?.[1];
    findings.push({ line: line === undefined ? null : Number(line), message: address.replaceAll('-', ' ') });
  }
  return findings;
}
