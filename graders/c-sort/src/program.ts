import type { RunOutcome, SandboxSession } from '#libs/grader-sdk';
import { compareOutput, type FirstDifference, strayNumbers } from './output';
import { formatInput, type Layout } from './inputs';

/** What the program made of one input. */
export type Trial =
  | { readonly kind: 'sorted' }
  | { readonly kind: 'nothing-printed' }
  /** Printed a number although there was none to sort. */
  | { readonly kind: 'stray'; readonly line: string }
  | { readonly kind: 'different'; readonly difference: FirstDifference; readonly printedCount: number }
  | { readonly kind: 'crashed'; readonly signal: string }
  | { readonly kind: 'timed-out' | 'memory-exceeded' | 'output-exceeded' };

const LARGE = 2000;

/** Limits by size: a program needs milliseconds for a small input, so half a second means that it hangs. */
function limitsFor(n: number): { cpuSeconds: number; wallSeconds: number; outputBytes: number } {
  const large = n >= LARGE;
  return {
    cpuSeconds: large ? 3 : 0.5,
    wallSeconds: large ? 20 : 4,
    outputBytes: Math.min(64 << 20, (1 << 16) + 64 * n),
  };
}

/** Runs the program `name` of the session on one input. Its exit status means nothing: `void main` leaves it to chance. */
export async function tryInput(
  session: SandboxSession,
  values: Int32Array,
  layout: Layout,
  name = 'main',
): Promise<Trial> {
  const running = session.run({
    command: [`./${name}`],
    stdin: formatInput(values, layout),
    limits: limitsFor(values.length),
  });
  // The program sorts in its container meanwhile.
  const sorted = values.toSorted();
  return judge(await running, sorted);
}

/** Processor seconds of `main` on some input; they differ from run to run. null: it did not come to its end. */
export async function secondsFor(
  session: SandboxSession,
  values: Int32Array,
  layout: Layout,
): Promise<number | null> {
  const outcome = await session.run({
    command: ['./main'],
    stdin: formatInput(values, layout),
    limits: limitsFor(Math.max(values.length, LARGE)),
  });
  return outcome.kind === 'exited' ? outcome.usage.cpuSeconds : null;
}

function judge(outcome: RunOutcome, sorted: Int32Array): Trial {
  switch (outcome.kind) {
    case 'signalled':
      return { kind: 'crashed', signal: outcome.signal };
    case 'timed-out':
    case 'memory-exceeded':
    case 'output-exceeded':
      return { kind: outcome.kind };
    case 'exited': {
      if (sorted.length > 0) return compareOutput(outcome.stdout, sorted);
      const line = strayNumbers(outcome.stdout);
      return line === null ? { kind: 'sorted' } : { kind: 'stray', line };
    }
  }
}
