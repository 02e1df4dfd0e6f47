import { shuffle } from '../random';
import { againstAdversary } from './adversary-stage';
import { againstDraws } from './draws-stage';
import { againstRandom } from './random-stage';
import { againstEnvelope, randomised } from './envelope-stage';
import type { Findings, Series } from './findings';
import { againstGaps } from './gap-stage';
import { type MeasuredProgram, MeasuringStopped } from './measure';
import { type Growth, ratio, relativeDeviation } from './statistics';
import { againstSearch } from './search-stage';
import { Survey } from './survey';
import { Trial, type Verdict } from './trial';

const SMALLEST_USEFUL = 2048;

/**
 * Judges the worst case of a program that sorts. In order: random inputs; an adversary against its own comparisons; known hard patterns;
 * the gap signature of Shellsort and its kin; and last the growth of the worst of all patterns together.
 * @param capacity the largest N that the program was seen to sort
 */
export async function judgeComplexity(
  program: MeasuredProgram,
  seed: string,
  capacity: number,
): Promise<Findings> {
  const trial = new Trial(program, seed, capacity);
  let survey: Survey | null = null;
  let growth: Growth | null = null;
  const run = async (): Promise<Verdict> => {
    if (capacity < SMALLEST_USEFUL) return tooSmall(capacity);
    await program.setOverheadAside();
    const beaten = (await againstRandom(trial)) ?? (await againstAdversary(trial));
    if (beaten) return beaten;
    survey = await Survey.take(trial);
    if (survey.fails) return FAILS;
    const convicted = (await survey.convictSuspect(trial)) ?? (await againstGaps(trial));
    if (convicted) return convicted;
    const { growth: fitted, ...verdict } = await againstEnvelope(trial, survey.costliest());
    growth = fitted;
    if (verdict.complexity === 'worse' || verdict.complexity === 'randomised') return verdict;
    const found = (await againstDraws(trial)) ?? (await againstSearch(trial, highestIn(trial.series)));
    if (found) return found;
    if (trial.unlucky) return randomised(trial.unlucky);
    const undecided = trial.comparing && !trial.followed && (await isErratic(trial));
    return verdict.complexity === 'nlogn' && undecided ? UNFOLLOWED : verdict;
  };
  const verdict = await run().catch((error: unknown) => {
    if (error instanceof MeasuringStopped) return STOPPED;
    throw error;
  });
  return {
    ...verdict,
    series: trial.series,
    growth,
    table: tableOf(survey),
    foreignCall: trial.foreignCall,
  };
}

const tableOf = (survey: Survey | null): Findings['table'] => survey?.table() ?? { sizes: [], rows: [] };

const STOPPED: Verdict = {
  complexity: 'unknown',
  code: 'sort.complexity.stopped',
  reason: 'Measuring took too long, so a person will look at it.',
  witness: null,
};

/** Cost per N log N; the series are the random inputs, the games and the worst of all patterns. */
const highestIn = (series: readonly Series[]): number =>
  Math.max(...series.flatMap(({ points }) => points.map(ratio)));

const SAMPLES = 8;
const SAMPLE_SIZE = 1024;
/** Relative standard deviation; that of quicksorts is above 1.4 % at this size, that of merging and of heaps at most 0.2 %. */
const ERRATIC = 0.01;

/** Whether the work on permutations of the same keys varies as that of quicksort does. */
async function isErratic({ program, base, random }: Trial): Promise<boolean> {
  const jobs = Array.from({ length: SAMPLES }, (_, sample) => {
    const keys = Int32Array.from({ length: SAMPLE_SIZE }, (_key, i) => base + i);
    return { kind: 'run', values: shuffle(keys, random(`sample ${sample}`)) } as const;
  });
  return relativeDeviation((await program.measure(jobs)).map(({ cost }) => cost)) >= ERRATIC;
}

const UNFOLLOWED: Verdict = {
  complexity: 'unknown',
  code: 'sort.complexity.unfollowed',
  reason:
    'No slow input was found, but what the program compares depends on the values themselves and not only on their order, ' +
    'so the adversary could not play against it and a person will look at it.',
  witness: null,
};

const FAILS: Verdict = {
  complexity: 'unknown',
  code: 'sort.complexity.fails',
  reason: 'The program fails on most of the inputs that its work would be counted on.',
  witness: null,
};

function tooSmall(capacity: number): Verdict {
  return {
    complexity: 'unknown',
    code: 'sort.complexity.capacity',
    reason: `The program sorts too few integers (up to N = ${capacity}) for its growth to be seen.`,
    witness: null,
  };
}
