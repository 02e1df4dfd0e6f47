import type { SandboxSession } from '#libs/grader-sdk';
import type { Layout } from '../inputs';
import { seededRandom } from '../random';
import type { Findings } from './findings';
import { buildMeasured } from './instrument';
import { judgeComplexity } from './judge';
import { MeasuredProgram, MeasuringStopped } from './measure';
import { PATTERNS } from './patterns';

export type { Complexity, Findings, Witness } from './findings';
export { judgeFacts } from './gate';
export { type ProgramFacts, readFacts } from './instrument';
export { complexityOutcome } from './report';

const CAPACITY_SIZES = [256, 1024, 2048, 4096, 8192, 16_384, 65_536, 262_144];
const NEEDED = 65_536;
const CPU_SECONDS = 14;

/**
 * Measures the worst case of the program whose main.bc lies in the session. Arrays of fixed length are grown where they
 * keep the program from sorting enough integers for its growth to show.
 */
export async function measureComplexity(
  session: SandboxSession,
  layout: Layout,
  seed: string,
): Promise<Findings> {
  let best = { capacity: 0, grown: false };
  for (const grown of [false, true]) {
    if (best.capacity >= NEEDED || !(await buildMeasured(session, grown))) break;
    const capacity = await capacityOf(new MeasuredProgram(session, layout, CPU_SECONDS), seed);
    if (capacity >= best.capacity) best = { capacity, grown };
  }
  if (best.capacity < NEEDED && !best.grown && best.capacity > 0) await buildMeasured(session, false);
  return judgeComplexity(new MeasuredProgram(session, layout, CPU_SECONDS), seed, best.capacity);
}

/** The largest size up to which the program sorts random integers, or is stopped for taking too many steps. */
async function capacityOf(program: MeasuredProgram, seed: string): Promise<number> {
  const [pattern] = PATTERNS;
  if (!pattern) return 0;
  let capacity = 0;
  try {
    for (const n of CAPACITY_SIZES) {
      const values = pattern.make(n, seededRandom(seed, `capacity ${n}`));
      const [measurement] = await program.measure([{ kind: 'run', values }]);
      if (measurement?.status === 'over') return CAPACITY_SIZES.at(-1) ?? n;
      if (measurement?.status !== 'ended' || !measurement.sorted) break;
      capacity = n;
    }
  } catch (error) {
    if (!(error instanceof MeasuringStopped)) throw error;
  }
  return capacity;
}
