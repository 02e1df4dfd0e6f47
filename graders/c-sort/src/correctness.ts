import type { Evidence, Verdict } from '#libs/domain';
import type { SandboxSession } from '#libs/grader-sdk';
import { type Layout, LAYOUTS } from './inputs';
import { notRun, type Outcome } from './outcomes';
import { type Trial, tryInput } from './program';
import { shrink } from './shrink';

type Failure = Exclude<Trial, { kind: 'sorted' }>;

const PASSED: Outcome = {
  verdict: 'correct',
  code: 'sort.sorted',
  message: 'Sorted.',
  evidence: [],
  share: 1,
};
const SHRINK_BUDGET = 60;
/** Shrinking is help, not judgement: two counterexamples are enough for one report. */
const MAX_SHRUNK = 2;
const MAX_SHRINKABLE = 2000;

/**
 * Runs correctness cases in one session. It remembers which layout of the input the program can read, and gives up after
 * two hangs, so that an endless program costs seconds.
 */
export class CorrectnessRun {
  private layout: Layout | undefined;
  private hangs = 0;
  private shrunk = 0;

  constructor(private readonly session: SandboxSession) {}

  get gaveUp(): boolean {
    return this.hangs >= 2;
  }

  /** The layout that the program was seen to read. */
  get knownLayout(): Layout {
    return this.layout ?? 'line';
  }

  /** One case: passes if every input comes out sorted, and ends at the first that doesn't. */
  async run(inputs: readonly Int32Array[]): Promise<Outcome> {
    if (this.gaveUp) {
      return notRun(
        'sort.not-run.hangs',
        'Left out, because the program did not come to an end twice before.',
      );
    }
    for (const input of inputs) {
      const trial = await this.attempt(input);
      if (trial.kind === 'sorted') continue;
      if (trial.kind === 'timed-out') this.hangs++;
      return this.explain(input, trial);
    }
    return PASSED;
  }

  /** Tries the layouts until one is known to work. A program that hangs on the first is not made to hang on the second. */
  private async attempt(input: Int32Array): Promise<Trial> {
    const layouts = this.layout ? [this.layout] : LAYOUTS;
    let first: Trial | undefined;
    for (const layout of layouts) {
      const trial = await tryInput(this.session, input, layout);
      if (trial.kind === 'sorted') {
        if (input.length > 2) this.layout = layout;
        return trial;
      }
      first ??= trial;
      if (trial.kind === 'timed-out' && (this.hangs > 0 || input.length > MAX_SHRINKABLE)) break;
    }
    if (!first) throw new Error('no layout to try');
    return first;
  }

  private async explain(input: Int32Array, trial: Failure): Promise<Outcome> {
    const { input: small, trial: failure } = await this.smallest(input, trial);
    return { ...describe(failure, small.length), evidence: evidenceOf(small, failure), share: 0 };
  }

  private async smallest(input: Int32Array, trial: Failure): Promise<{ input: Int32Array; trial: Failure }> {
    const shrinkable =
      trial.kind === 'different' || trial.kind === 'crashed' || trial.kind === 'nothing-printed';
    if (!shrinkable || input.length < 2 || input.length > MAX_SHRINKABLE || this.shrunk >= MAX_SHRUNK) {
      return { input, trial };
    }
    this.shrunk++;
    let failure: Failure = trial;
    const small = await shrink(
      input,
      async (candidate) => {
        const again = await tryInput(this.session, candidate, this.knownLayout);
        if (again.kind !== trial.kind) return false;
        failure = again;
        return true;
      },
      SHRINK_BUDGET,
    );
    return { input: small, trial: failure };
  }
}

function describe(trial: Failure, n: number): { verdict: Verdict; code: string; message: string } {
  switch (trial.kind) {
    case 'different':
      return { verdict: 'incorrect', code: 'sort.first-difference', message: differenceMessage(trial, n) };
    case 'nothing-printed':
      return {
        verdict: 'incorrect',
        code: 'sort.nothing-printed',
        message: `The program printed no integer for N = ${n}. Print the sorted integers on standard output.`,
      };
    case 'stray':
      return {
        verdict: 'incorrect',
        code: 'sort.stray-number',
        message: `There was nothing to sort (N = 0), yet the program printed ${trial.line.slice(0, 40)}.`,
      };
    case 'crashed':
      return {
        verdict: 'crashed',
        code: 'sort.crashed',
        message: `The program crashed (${trial.signal}) for N = ${n}. ${crashHint(trial.signal)}`,
      };
    case 'timed-out':
      return {
        verdict: 'timed-out',
        code: 'sort.timed-out',
        message: `The program did not finish in time for N = ${n}. Does it wait for more input, or does a loop never end?`,
      };
    case 'memory-exceeded':
      return {
        verdict: 'memory-exceeded',
        code: 'sort.memory-exceeded',
        message: `The program asked for more memory than allowed for N = ${n}.`,
      };
    case 'output-exceeded':
      return {
        verdict: 'output-exceeded',
        code: 'sort.output-exceeded',
        message: `The program printed far more than N = ${n} integers.`,
      };
  }
}

function crashHint(signal: string): string {
  switch (signal) {
    case 'SIGSEGV':
      return 'Usually an index outside of its array, a recursion without end, or a pointer that was never set.';
    case 'SIGABRT':
      return 'Usually a damaged heap: memory freed twice, or written past its end.';
    case 'SIGFPE':
      return 'Usually a division by zero.';
    default:
      return 'A debugger, or gcc -fsanitize=address, shows the line.';
  }
}

function differenceMessage(trial: Extract<Failure, { kind: 'different' }>, n: number): string {
  const { position, expected, actual } = trial.difference;
  const where = `position ${position + 1} of ${n}`;
  if (expected === null) {
    return `The ${n === 1 ? 'integer is' : `${n} integers are`} right, but the program printed more: ${trial.printedCount} integers in all.`;
  }
  if (actual === null) {
    return `The list ends too early: ${expected} should stand at ${where}; ${trial.printedCount} integers were printed.`;
  }
  return `The first difference is at ${where}: ${expected} should stand there, the program printed ${actual}.`;
}

const SHOWN = 40;

function evidenceOf(input: Int32Array, trial: Failure): Evidence[] {
  if (input.length === 0) return [];
  const shown = [...input.subarray(0, SHOWN)].join(' ') + (input.length > SHOWN ? ' …' : '');
  const evidence: Evidence[] = [
    { kind: 'text', title: 'An input on which it fails', text: `${input.length}\n${shown}` },
  ];
  if (trial.kind === 'different') {
    const sorted = input.toSorted();
    const from = Math.max(0, trial.difference.position - 5);
    evidence.push({
      kind: 'diff',
      title: `Around the first difference (position ${trial.difference.position + 1})`,
      expected: [...sorted.subarray(from, from + 11)].join('\n'),
      actual: trial.difference.printed.join('\n'),
    });
  }
  return evidence;
}
