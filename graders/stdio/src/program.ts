/** A program of one of the three languages in a session: built once, then run for each case. */
import type {
  Files,
  RunLimits,
  RunOutcome,
  SandboxImage,
  SandboxRequest,
  SandboxSession,
} from '#libs/grader-sdk';
import type { Language } from './config';
import { type Diagnostics, readCompilerMessages, readSyntaxError } from './diagnostics';

export type Build =
  | { readonly kind: 'built' }
  | {
      readonly kind: 'failed';
      readonly reason: 'errors' | 'timed-out' | 'memory-exceeded' | 'crashed';
      readonly diagnostics: Diagnostics;
    };

interface Toolchain {
  readonly image: SandboxImage;
  /** What stands before the sources, in a call of the compiler. */
  readonly compiler: readonly [string, ...string[]];
  readonly sources: RegExp;
}

const WARNINGS = ['-Wall', '-Wno-unused-result', '-fno-diagnostics-show-caret', '-fno-diagnostics-color'];
const LIMITED = ['-fmax-errors=20', '-ftrack-macro-expansion=0'];
const TOOLCHAINS: Readonly<Record<Language, Toolchain>> = {
  c: { image: 'c', compiler: ['gcc', '-std=gnu17', '-O2', ...WARNINGS, ...LIMITED], sources: /\.c$/ },
  'c++': {
    image: 'cpp',
    compiler: ['g++', '-std=gnu++17', '-O2', ...WARNINGS, ...LIMITED],
    sources: /\.(?:cpp|cc|cxx)$/,
  },
  python: {
    image: 'python',
    // Reads every file as the interpreter would, without running any.
    compiler: [
      'python3',
      '-I',
      '-B',
      '-c',
      'import sys\nfor name in sys.argv[1:]: compile(open(name, "rb").read(), name, "exec")',
    ],
    sources: /\.py$/,
  },
};
const BUILD_LIMITS = { cpuSeconds: 15, wallSeconds: 40, outputBytes: 1 << 20 };
/** In the session, beside the files. */
const BINARY = 'program.bin';

/** What a program is made of. */
export interface Sources {
  readonly language: Language;
  /** All files that lie in its folder; the program begins in the first. */
  readonly files: Files;
  readonly flags: readonly string[];
  /** Names of those that messages may be about. */
  readonly own: readonly string[];
}

export function sessionFor(language: Language, memoryMiB: number): SandboxRequest {
  return { image: TOOLCHAINS[language].image, memoryBytes: memoryMiB * 2 ** 20 };
}

/** @throws InfrastructureError never for what the files hold */
export async function build(session: SandboxSession, sources: Sources): Promise<Build> {
  const { language, files, flags, own } = sources;
  const { compiler } = TOOLCHAINS[language];
  const names = [...files.keys()].filter((name) => TOOLCHAINS[language].sources.test(name));
  const compiled = language !== 'python';
  const outcome = await session.run({
    command: [...compiler, ...flags, ...names, ...(compiled ? ['-o', BINARY, '-lm'] : [])],
    files,
    limits: BUILD_LIMITS,
    // Python compiles in its own process, and phase build would end the sandbox's warm interpreter.
    phase: compiled ? 'build' : 'run',
    ...(compiled && { keep: [BINARY], collect: [BINARY] }),
  });
  const messages = Buffer.from(outcome.stderr).toString('utf8');
  const diagnostics = compiled ? readCompilerMessages(messages, own) : readSyntaxError(messages, own);
  if (outcome.kind !== 'exited') return { kind: 'failed', reason: failureOf(outcome), diagnostics };
  const done = outcome.exitCode === 0 && (!compiled || outcome.files.has(BINARY));
  return done ? { kind: 'built' } : { kind: 'failed', reason: 'errors', diagnostics };
}

function failureOf(
  outcome: Exclude<RunOutcome, { kind: 'exited' }>,
): 'errors' | 'timed-out' | 'memory-exceeded' | 'crashed' {
  switch (outcome.kind) {
    case 'timed-out':
    case 'memory-exceeded':
      return outcome.kind;
    case 'signalled':
      return 'crashed';
    case 'output-exceeded':
      return 'errors';
  }
}

export interface Run {
  readonly args: readonly string[];
  readonly stdin: Uint8Array;
  readonly limits: RunLimits;
  /** Beside the program's own, for this run only. */
  readonly extra?: Files;
}

/** One run of what `build` made. Nothing of it is left for the next: the sandbox empties every writable place. */
export async function run(session: SandboxSession, sources: Sources, request: Run): Promise<RunOutcome> {
  const { language, files, own } = sources;
  const [main = ''] = files.keys();
  const python = language === 'python';
  const beside = [...files].filter(([name]) => python || !own.includes(name));
  return session.run({
    command: python ? ['python3', '-B', main, ...request.args] : [`./${BINARY}`, ...request.args],
    files: new Map([...beside, ...(request.extra ?? [])]),
    stdin: request.stdin,
    limits: request.limits,
  });
}
