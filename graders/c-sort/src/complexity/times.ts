import type { SandboxSession } from '#libs/grader-sdk';
import type { Layout } from '../inputs';
import { secondsFor } from '../program';
import { seededRandom } from '../random';
import type { Findings } from './findings';
import { RANDOM } from './trial';

/** Processor seconds of the program as gcc built it, on the killer input and on random integers; null: stopped. */
export interface Times {
  readonly n: number;
  readonly killer: number | null;
  readonly random: number | null;
}

/** Tries the witness on the plain program. Times are shown, and decide nothing: they differ from run to run. */
export async function timesOf(
  session: SandboxSession,
  { witness }: Findings,
  layout: Layout,
  seed: string,
): Promise<Times | null> {
  if (!witness) return null;
  const n = witness.keys.length;
  const values = RANDOM.make(n, seededRandom(seed, `times ${n}`));
  const random = await secondsFor(session, values, layout);
  return { n, random, killer: await secondsFor(session, witness.keys, layout) };
}
