/**
 * A pack's own program that judges outputs. It runs in a container of its own, which no student's code ever enters, and
 * reads what the student's program printed as a file: `checker input.txt output.txt expected.txt`. Its exit status is the
 * verdict, as with Codeforces' testlib: 0 right, 1 wrong, 2 wrong layout, 7 part of the points (its message begins with
 * `points 0.5`). What it says on standard error is what may be shown.
 */
import {
  BrokenPackError,
  type Files,
  type RunOutcome,
  type Sandbox,
  type SandboxSession,
} from '#libs/grader-sdk';
import { languageOf, type StdioConfig } from './config';
import { build, run, sessionFor, type Sources } from './program';

export type Opinion =
  | { readonly kind: 'right' | 'wrong' | 'presentation'; readonly message: string }
  | { readonly kind: 'partly'; readonly share: number; readonly message: string }
  /** The checker itself failed on this output: a person must decide. */
  | { readonly kind: 'failed'; readonly message: string };

const LIMITS = { cpuSeconds: 10, wallSeconds: 40, outputBytes: 64 << 10 };
const MEMORY_MIB = 768;
const MAX_MESSAGE = 1000;

export class Checker implements AsyncDisposable {
  private constructor(
    private readonly session: SandboxSession,
    private readonly sources: Sources,
  ) {}

  /** Null where the problem has none. @throws BrokenPackError when it does not compile */
  static async start(
    { checker }: StdioConfig,
    checks: Files,
    sandbox: Sandbox,
    signal: AbortSignal,
  ): Promise<Checker | null> {
    if (checker === undefined) return null;
    const bytes = checks.get(checker);
    if (!bytes) throw new BrokenPackError(`checks/${checker}`, 'is missing');
    const language = languageOf(checker) ?? 'python';
    const session = await sandbox.open(sessionFor(language, MEMORY_MIB), signal);
    const started = new Checker(session, {
      language,
      files: new Map([[checker, bytes]]),
      flags: [],
      own: [checker],
    });
    try {
      await started.build(checker);
      return started;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  private async build(name: string): Promise<void> {
    const built = await build(this.session, this.sources);
    if (built.kind === 'built') return;
    const remark = built.diagnostics.remarks.get(name)?.find(({ severity }) => severity === 'error');
    const message = remark?.message ?? built.diagnostics.general[0] ?? built.reason;
    throw new BrokenPackError(`checks/${name}`, `does not compile: ${message}`, remark?.line);
  }

  async judge(input: Uint8Array, output: Uint8Array, expected: Uint8Array | null): Promise<Opinion> {
    const names = ['input.txt', 'output.txt', 'expected.txt'];
    const contents = [input, output, expected ?? new Uint8Array()];
    const outcome = await run(this.session, this.sources, {
      args: names,
      stdin: new Uint8Array(),
      limits: LIMITS,
      extra: new Map(names.map((name, i) => [name, contents[i] ?? new Uint8Array()])),
    });
    return opinionOf(outcome);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.session.close();
  }
}

function opinionOf(outcome: RunOutcome): Opinion {
  const message = Buffer.from(outcome.stderr).toString('utf8').trim().slice(0, MAX_MESSAGE);
  if (outcome.kind !== 'exited') return { kind: 'failed', message: `${outcome.kind} ${message}`.trim() };
  switch (outcome.exitCode) {
    case 0:
      return { kind: 'right', message };
    // An uncaught exception of Python ends with 1, too.
    case 1:
      return message.startsWith('Traceback ') ? { kind: 'failed', message } : { kind: 'wrong', message };
    case 2:
      return { kind: 'presentation', message };
    case 7:
      return partly(message);
    default:
      return { kind: 'failed', message: `exit status ${outcome.exitCode} ${message}`.trim() };
  }
}

function partly(message: string): Opinion {
  const [, number = '', rest = ''] = /^points\s+(\d+(?:\.\d+)?)\s*([^]*)$/.exec(message) ?? [];
  const share = Number(number);
  if (number === '' || share > 1) {
    return { kind: 'failed', message: `exit status 7 without "points" and a number from 0 to 1: ${message}` };
  }
  return { kind: 'partly', share, message: rest };
}
