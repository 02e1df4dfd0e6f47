/**
 * Runs the student's functions. Cases that students may see are called in one process; hidden ones in another, later
 * one, whose output nobody but staff reads, so that no process ever holds a hidden input and a way to show it. A process
 * that is lost (os._exit, memory, output without end, a loop that no signal ends) takes the call with it at which it
 * was; those after it begin in a new one.
 */
import type { Files, RunOutcome, SandboxSession } from '#libs/grader-sdk';
import type { Call } from './calls';
import { DRIVERS_FILE, type FunctionTestsConfig } from './config';
import type { Answered, Failure, Frame } from './frames';
import { printed, runHarness, STARTING_SECONDS } from './harness';

/** What came of one call. */
export type Answer =
  | { readonly kind: 'answered'; readonly frame: Answered }
  /** An exception, in the call or while the file was loaded. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly where: 'load' | 'call' }
  | { readonly kind: 'missing' }
  /** The process ended in this call. */
  | { readonly kind: 'lost'; readonly outcome: RunOutcome }
  | { readonly kind: 'not-run' };

export interface Answers {
  readonly byCall: ReadonlyMap<string, Answer>;
  /** What was printed while visible cases ran. */
  readonly printed: string;
  /** Functions that the module has. */
  readonly functions: readonly string[];
}

export async function answerCalls(
  session: SandboxSession,
  files: Files,
  calls: readonly Call[],
  config: FunctionTestsConfig,
): Promise<Answers> {
  const runner = new Runner(session, files, config);
  const visible = calls.filter((call) => call.case.visibility === 'student');
  await runner.run(visible);
  const shown = runner.printed;
  await runner.run(calls.filter((call) => call.case.visibility !== 'student'));
  return { byCall: runner.answers, printed: shown, functions: runner.functions };
}

class Runner {
  readonly answers = new Map<string, Answer>();
  printed = '';
  functions: readonly string[] = [];
  private secondsLeft: number;
  /** What can't be loaded once is not tried again for the hidden cases. */
  private loadFailure: Failure | null = null;

  constructor(
    private readonly session: SandboxSession,
    private readonly files: Files,
    private readonly config: FunctionTestsConfig,
  ) {
    this.secondsLeft = config.totalSeconds;
  }

  async run(calls: readonly Call[]): Promise<void> {
    let left = calls;
    // After a lost process each call gets one of its own, so that a file full of endless loops can't use up the time of many.
    let atOnce = calls.length;
    while (left.length > 0) {
      if (this.loadFailure) {
        this.failAll(left, this.loadFailure);
        return;
      }
      if (this.secondsLeft <= 0) {
        for (const call of left) this.answers.set(call.id, { kind: 'not-run' });
        return;
      }
      const batch = left.slice(0, atOnce);
      if (!(await this.runProcess(batch))) atOnce = 1;
      left = left.filter(({ id }) => !this.answers.has(id));
    }
  }

  /** Whether the process came to its end. At least the first call has an answer afterwards. */
  private async runProcess(calls: readonly Call[]): Promise<boolean> {
    const { file, seconds, functions } = this.config;
    const twice = functions.some(({ properties }) => properties.deterministic !== undefined);
    let ended = false;
    const outcome = await runHarness(this.session, {
      files: this.files,
      modules: [{ name: MODULE, file, widen: false }],
      shared: false,
      calls,
      seconds,
      twice,
      cpuSeconds: STARTING_SECONDS + calls.length * seconds * (twice ? 2 : 1),
      onFrame: (frame) => {
        if (frame.t === 'end') ended = true;
        else if (frame.module !== MODULE) return;
        else if (frame.t === 'error') this.loadFailure ??= frame.error;
        else if (frame.t === 'loaded') this.functions = frame.functions;
        else this.take(frame, calls);
      },
    });
    this.secondsLeft -= Math.max(outcome.usage.cpuSeconds, outcome.kind === 'timed-out' ? seconds : 0);
    this.printed ||= printed(outcome);
    return this.settle(calls, outcome, ended);
  }

  /** The first answer to a call is the answer. */
  private take(frame: Extract<Frame, { t: 'result' }>, calls: readonly Call[]): void {
    if (this.answers.has(frame.id)) return;
    const call = calls.find(({ id }) => id === frame.id);
    if (!call) return;
    if ('error' in frame) this.answers.set(call.id, { kind: 'failed', failure: frame.error, where: 'call' });
    else if (frame.values.length === (call.tested.returns?.length ?? 1)) {
      this.answers.set(call.id, { kind: 'answered', frame });
    }
  }

  private settle(calls: readonly Call[], outcome: RunOutcome, ended: boolean): boolean {
    const open = calls.filter(({ id }) => !this.answers.has(id));
    if (this.loadFailure) this.failAll(open, this.loadFailure);
    else if (ended) for (const call of open) this.answers.set(call.id, { kind: 'missing' });
    else if (open[0]) {
      this.answers.set(open[0].id, { kind: 'lost', outcome });
      return false;
    }
    return true;
  }

  private failAll(calls: readonly Call[], failure: Failure): void {
    for (const call of calls) this.answers.set(call.id, { kind: 'failed', failure, where: 'load' });
  }
}

const MODULE = 'submission';

/** What goes into the student's sandbox: their file, and the drivers that call it. */
export function filesOf(source: Uint8Array, file: string, checks: Files): Files {
  const drivers = checks.get(DRIVERS_FILE);
  return new Map([[file, source], ...(drivers ? ([[DRIVERS_FILE, drivers]] as const) : [])]);
}
