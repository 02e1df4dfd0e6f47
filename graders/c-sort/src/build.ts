import type { RunOutcome, SandboxSession } from '#libs/grader-sdk';
import { type Diagnostics, readDiagnostics } from './diagnostics';
import {
  hasInlineAssembly,
  hasOwnSection,
  judgeSymbols,
  type LibraryVerdict,
  undefinedSymbols,
} from './symbols';

export type Build =
  | {
      readonly kind: 'built';
      readonly standard: Standard;
      readonly diagnostics: Diagnostics;
      /** What the symbols of the object file say about the library ban. */
      readonly library: LibraryVerdict;
    }
  | {
      readonly kind: 'failed';
      readonly reason: 'errors' | 'timed-out' | 'memory-exceeded' | 'crashed';
      readonly diagnostics: Diagnostics;
    };

/** Today's C first; then C as in Kernighan and Ritchie, where a type or a declaration may be missing. */
const STANDARDS = ['gnu17', 'gnu89'] as const;
export type Standard = (typeof STANDARDS)[number];

const DECODER = new TextDecoder();
const BUILD_LIMITS = { cpuSeconds: 10, wallSeconds: 30, outputBytes: 1 << 20 };

/** What clean code gives no cause for. An ignored result of scanf is a fault of style, not of this exercise. */
const WARNINGS = ['-Wall', '-Wno-unused-result', '-Wno-unknown-pragmas', '-fno-diagnostics-show-caret'];

/** Headers of other systems that students' files include without need, such as conio.h. */
export const HEADERS = ['-isystem', '/usr/local/include/assay'];

/**
 * Compiles the student's file without optimisation, as a teaching assistant would type it: at -O2 gcc may turn
 * `a - b <= 0` into `a <= b` and so hide an overflow. Leaves `main` and `main.o` in the session.
 * @throws InfrastructureError never for what the file holds
 */
export async function build(session: SandboxSession, source: Uint8Array): Promise<Build> {
  let first: Build | undefined;
  for (const standard of STANDARDS) {
    const built = await compile(session, source, standard);
    if (built.kind === 'built') return built;
    first ??= built;
    if (built.reason !== 'errors') break;
  }
  if (!first) throw new Error('no C standard to try');
  return first;
}

async function compile(session: SandboxSession, source: Uint8Array, standard: Standard): Promise<Build> {
  const outcome = await session.run({
    command: [
      'gcc',
      `-std=${standard}`,
      '-O0',
      ...WARNINGS,
      ...['-save-temps=obj', ...HEADERS, 'main.c', '-o', 'main', '-lm'],
    ],
    files: new Map([['main.c', source]]),
    keep: ['main', 'main.o'],
    collect: ['main.s', 'main'],
    limits: BUILD_LIMITS,
    phase: 'build',
  });
  const diagnostics = readDiagnostics(DECODER.decode(outcome.stderr));
  if (outcome.kind !== 'exited') return { kind: 'failed', reason: failureOf(outcome), diagnostics };
  if (outcome.exitCode !== 0 || !outcome.files.has('main'))
    return { kind: 'failed', reason: 'errors', diagnostics };
  const library = await inspect(session, DECODER.decode(outcome.files.get('main.s')));
  return { kind: 'built', standard, diagnostics, library };
}

function failureOf(outcome: RunOutcome): 'timed-out' | 'memory-exceeded' | 'crashed' | 'errors' {
  switch (outcome.kind) {
    case 'timed-out':
    case 'memory-exceeded':
      return outcome.kind;
    case 'signalled':
      return 'crashed';
    case 'output-exceeded':
    case 'exited':
      return 'errors';
  }
}

async function inspect(session: SandboxSession, assembly: string): Promise<LibraryVerdict> {
  const outcome = await session.run({
    command: ['nm', '-u', '-P', 'main.o'],
    limits: { cpuSeconds: 5, wallSeconds: 20 },
    phase: 'build',
  });
  const names = outcome.kind === 'exited' ? undefinedSymbols(DECODER.decode(outcome.stdout)) : [];
  const { violations, remarks } = judgeSymbols(names);
  const section = hasOwnSection(assembly);
  return {
    violations: [
      ...violations,
      ...(hasInlineAssembly(assembly) ? ['The program contains assembly, which could call anything.'] : []),
      ...(section === null ? [] : [`The program puts data or code into a section of its own (${section}).`]),
    ],
    remarks:
      outcome.kind === 'exited' ? remarks : [...remarks, 'The symbols of the program could not be listed.'],
  };
}
