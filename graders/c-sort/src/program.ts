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

/** Limits by size: a program needs milliseconds for a small input, so half a second means that it hangs. */
function limitsFor(n: number): { cpuSeconds: number; wallSeconds: number; outputBytes: number } {
  const large = n > 2000;
  return {
    cpuSeconds: large ? 3 : 0.5,
    wallSeconds: large ? 10 : 2,
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
  const outcome = await session.run({
    command: [`./${name}`],
    stdin: formatInput(values, layout),
    limits: limitsFor(values.length),
  });
  return judge(outcome, values);
}

function judge(outcome: RunOutcome, values: Int32Array): Trial {
  switch (outcome.kind) {
    case 'signalled':
      return { kind: 'crashed', signal: outcome.signal };
    case 'timed-out':
    case 'memory-exceeded':
    case 'output-exceeded':
      return { kind: outcome.kind };
    case 'exited': {
      if (values.length > 0) return compareOutput(outcome.stdout, values.toSorted());
      const line = strayNumbers(outcome.stdout);
      return line === null ? { kind: 'sorted' } : { kind: 'stray', line };
    }
  }
}
