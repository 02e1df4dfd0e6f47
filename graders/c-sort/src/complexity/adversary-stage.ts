import type { Series } from './findings';
import type { Strategy } from './measure';
import { frozenKeys, measurePatterns, playAdversary, powers, seriesOf } from './probe';
import { fitGrowth, isPowerGrowth, judgeGrowth } from './statistics';
import { RANDOM, TAKE_HOME, type Trial, type Verdict } from './trial';

const SIZES = powers(7, 13);
const STRATEGIES: readonly { readonly strategy: Strategy; readonly name: string }[] = [
  { strategy: 'small-pivots', name: 'adversary (small pivots)' },
  { strategy: 'large-pivots', name: 'adversary (large pivots)' },
];

/** Plays against the program's own comparisons. */
export async function againstAdversary(trial: Trial): Promise<Verdict | null> {
  const { program, base } = trial;
  const sizes = trial.fitting(SIZES);
  const [random = []] = await measurePatterns(program, [RANDOM], sizes, trial.random);
  trial.show(seriesOf('random', trial.note(random)));
  for (const { strategy, name } of STRATEGIES) {
    const { measurements, comparisonsOnly } = await playAdversary(program, sizes, strategy, base);
    const series = seriesOf(name, measurements);
    trial.show(series);
    if (!growsTooFast(series)) continue;
    const n = Math.min(TAKE_HOME, series.points.at(-1)?.n ?? TAKE_HOME);
    const keys = await frozenKeys(program, { n, base, strategy, comparisonsOnly });
    const verdict = await trial.convict(
      'adversary',
      'an input made against your own comparisons',
      series,
      keys,
    );
    if (verdict) return verdict;
  }
  return null;
}

/** A power of N, or a clear bend above N log N; the latter only on counts of runs that came to their end. */
function growsTooFast(series: Series): boolean {
  if (isPowerGrowth(series)) return true;
  const ended = series.stopped === true ? series.points.slice(0, -1) : series.points;
  return ended.length >= 6 && judgeGrowth(fitGrowth(ended)) === 'faster';
}
