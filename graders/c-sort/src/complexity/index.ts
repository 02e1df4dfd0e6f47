import type { SandboxSession } from '#libs/grader-sdk';
import { type Layout, LAYOUTS } from '../inputs';
import { seededRandom } from '../random';
import type { Findings } from './findings';
import { buildMeasured, type Measured } from './instrument';
import { judgeComplexity } from './judge';
import { MeasuredProgram, MeasuringStopped } from './measure';
import { PATTERNS } from './patterns';

export type { Complexity, Findings, Witness } from './findings';
export { judgeFacts } from './gate';
export { type ProgramFacts, readFacts } from './instrument';
export { complexityOutcome } from './report';
export { ratio } from './statistics';
export { timesOf } from './times';

const NEEDED = 65_536;
/** Tried in this order, a group at a time. */
const CAPACITY_SIZES = [[5, 64, 256, 1024], [2048, 4096, 8192, 16_384], [NEEDED]];
/** Enough to tell that the program reads a layout. */
const SMALL = 64;
const CPU_SECONDS = 14;

/** Random integers; what decides here is whether the program works at all. */
function randomValues(n: number, seed: string): Int32Array {
  const [pattern] = PATTERNS;
  return pattern ? pattern.make(n, seededRandom(seed, `probe ${n}`)) : new Int32Array(n);
}

/** What is known of the counted program before its correctness is judged. */
export type Probe =
  | { readonly kind: 'ready'; readonly layout: Layout; readonly capacity: number }
  /** It calls code through an address that is neither one of its functions nor of the allowed library. */
  | { readonly kind: 'foreign-call' }
  | { readonly kind: 'no-build' };

/** Builds the counted program from the session's main.bc and tries how many random integers it sorts. */
export async function buildAndProbe(session: SandboxSession, seed: string): Promise<Probe> {
  if (!(await buildMeasured(session, 'measured'))) return { kind: 'no-build' };
  let best: Probe = { kind: 'ready', layout: 'line', capacity: 0 };
  for (const layout of LAYOUTS) {
    const probe = await capacityOf(session, 'measured', layout, seed);
    if (probe === 'foreign-call') return { kind: probe };
    if (probe !== 'hung' && probe > best.capacity) best = { kind: 'ready', layout, capacity: probe };
    if (best.capacity >= SMALL || probe === 'hung') break;
  }
  return best;
}

/**
 * Measures the worst case of the program that buildAndProbe built. Arrays of fixed length are grown where they keep the
 * program from sorting enough integers for its growth to show.
 */
export async function measureComplexity(
  session: SandboxSession,
  probe: Extract<Probe, { kind: 'ready' }>,
  seed: string,
): Promise<Findings> {
  const { layout } = probe;
  let { capacity } = probe;
  let name: Measured = 'measured';
  if (capacity < NEEDED && (await buildMeasured(session, 'measured-grown'))) {
    const grown = await capacityOf(session, 'measured-grown', layout, seed);
    if (typeof grown === 'number' && grown > capacity) {
      capacity = grown;
      name = 'measured-grown';
    }
  }
  return judgeComplexity(new MeasuredProgram(session, name, layout, CPU_SECONDS), seed, capacity);
}

/** The largest size up to which the program sorts random integers, or is stopped for taking too many steps. */
async function capacityOf(
  session: SandboxSession,
  name: Measured,
  layout: Layout,
  seed: string,
): Promise<number | 'foreign-call' | 'hung'> {
  const program = new MeasuredProgram(session, name, layout, CPU_SECONDS);
  let capacity = 0;
  try {
    for (const sizes of CAPACITY_SIZES) {
      const jobs = sizes.map((n) => ({ kind: 'run', values: randomValues(n, seed) }) as const);
      for (const { n, status, sorted } of await program.measure(jobs)) {
        if (status === 'foreign-call') return status;
        if (status === 'over') return NEEDED;
        if (status !== 'ended' || !sorted) return capacity;
        capacity = n;
      }
    }
  } catch (error) {
    if (!(error instanceof MeasuringStopped)) throw error;
    if (capacity === 0) return 'hung';
  }
  return capacity;
}
