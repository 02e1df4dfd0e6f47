import type { Series, Witness } from './findings';
import type { Measurement } from './measure';
import type { Pattern } from './patterns';
import { isCount, measurePatterns, powers, seriesOf, TAKE_HOME } from './probe';
import { fitGrowth, type Growth, type GrowthVerdict, judgeGrowth, jumps, ratio } from './statistics';
import { RANDOM, type Trial, type Verdict } from './trial';

const SIZES = powers(9, 16);
const EXTENSION = powers(17, 18);
const MOST_TO_TAKE_HOME = 16_384;

type Rows = readonly (readonly Measurement[])[];

/**
 * Fits the growth of the highest cost over all patterns. One pattern's own growth would mislead: almost sorted inputs get
 * harder with N for any adaptive sort, without ever getting harder than the worst.
 */
export async function againstEnvelope(
  trial: Trial,
  patterns: readonly Pattern[],
): Promise<Verdict & { growth: Growth | null }> {
  let rows: Rows = await measurePatterns(trial.program, patterns, trial.fitting(SIZES), trial.random);
  let worst = envelopeOf(rows);
  if (judge(worst, trial) === 'unclear' && worst.stopped !== true && trial.capacity >= (SIZES.at(-1) ?? 0)) {
    const extension = await measurePatterns(trial.program, patterns, EXTENSION, trial.random);
    rows = rows.map((row, i) => [...row, ...(extension[i] ?? [])]);
    worst = envelopeOf(rows);
  }
  trial.show(seriesOf('random', rows[patterns.indexOf(RANDOM)] ?? []));
  trial.show(worst);
  const growth = worst.points.length >= 4 ? fitGrowth(worst.points) : null;
  return { ...(await verdictOn(trial, patterns, rows, worst)), growth };
}

/** The highest cost at each size, up to the first at which the program was stopped. */
function envelopeOf(rows: Rows): Series {
  const sizes = rows[0]?.map(({ n }) => n) ?? [];
  const highest = sizes.flatMap((_, i) => {
    const counted = rows.flatMap((row) => (row[i] && isCount(row[i]) ? [row[i]] : []));
    return counted.sort((a, b) => b.cost - a.cost).slice(0, 1);
  });
  return seriesOf('worst of all patterns', highest);
}

/**
 * Patterns are no worst case: on a program that guards itself against bad pivots they may cost more and more, and yet less
 * than the adversary's games, which did not grow too fast. Such a bend says nothing.
 */
function judge({ points, stopped }: Series, { highestInGames }: Trial): GrowthVerdict {
  if (jumps(points)) return 'faster';
  if (points.length < 5) return 'unclear';
  if (stopped !== true && points.every((point) => ratio(point) <= highestInGames)) return 'nlogn';
  const verdict = judgeGrowth(fitGrowth(points));
  return stopped === true && verdict === 'nlogn' ? 'unclear' : verdict;
}

async function verdictOn(
  trial: Trial,
  patterns: readonly Pattern[],
  rows: Rows,
  worst: Series,
): Promise<Verdict> {
  switch (judge(worst, trial)) {
    case 'nlogn':
      return acquit(trial);
    case 'unclear':
      return {
        complexity: 'unknown',
        code: 'sort.complexity.unclear',
        reason: 'The counts lie between N log N and something slower, so a person will look at them.',
        witness: null,
      };
    case 'faster':
      break;
  }
  const last = (row: readonly Measurement[]): number => row.at(-1)?.cost ?? 0;
  const [costliest] = rows
    .map((row, i) => ({ row, pattern: patterns[i] ?? RANDOM }))
    .sort((a, b) => last(b.row) - last(a.row));
  const { pattern, row } = costliest ?? { pattern: RANDOM, row: [] };
  const n = showingSize(worst);
  const keys = pattern.make(n, trial.random(`${pattern.name} ${n}`));
  const series = seriesOf(pattern.name, row);
  return {
    complexity: 'worse',
    code: 'sort.complexity.envelope',
    reason: blame(worst),
    witness: await trial.witness('envelope', `the input pattern “${pattern.name}”`, series, keys),
  };
}

/** The first size after a jump, if that is what gives the program away and a file of that length is bearable. */
function showingSize({ points }: Series): number {
  const after = points.find((point, i) => i > 0 && jumps([points[i - 1] ?? point, point]));
  return Math.min(MOST_TO_TAKE_HOME, Math.max(TAKE_HOME, after?.n ?? 0), points.at(-1)?.n ?? TAKE_HOME);
}

function acquit({ unlucky }: Trial): Verdict {
  if (unlucky) return randomised(unlucky);
  return {
    complexity: 'nlogn',
    code: 'sort.complexity.nlogn',
    reason: 'No input was found on which the work grows faster than N log N.',
    witness: null,
  };
}

/** @param unlucky an input that is bad only for the random numbers drawn in one run */
export function randomised(unlucky: Witness): Verdict {
  return {
    complexity: 'randomised',
    code: 'sort.complexity.randomised',
    reason:
      'O(N log N) is expected, because the program makes random choices that nobody can foresee. The worst case is not ' +
      `N log N: for an unlucky seed, ${unlucky.name} of N = ${unlucky.keys.length} takes ` +
      `${unlucky.cost.toLocaleString('en')} steps.`,
    witness: unlucky,
  };
}

function blame({ points }: Series): string {
  const at = points.findIndex((_, i) => i > 0 && jumps(points.slice(i - 1, i + 1)));
  const [before, after] = [points[at - 1], points[at]];
  if (before && after) {
    const times = Math.round(after.cost / before.cost);
    return `The work grows faster than N log N: from N = ${before.n} to N = ${after.n} it takes at least ${times} times as many steps.`;
  }
  const exponent = fitGrowth(points).q.toFixed(2);
  return `The work grows faster than N log N: the cost per integer grows like (log N)^${exponent} instead of log N.`;
}
