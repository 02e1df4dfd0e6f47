import type { Series } from './findings';
import type { Strategy } from './measure';
import { frozenKeys, type Games, LEAST_GAMES, playAdversary, powers, seriesOf, takeHome } from './probe';
import { fitGrowth, isPowerGrowth, judgeGrowth, ratio } from './statistics';
import type { Trial, Verdict } from './trial';

const SIZES = powers(7, 13);
/** A bend is looked at where the terms of lower order have died away; the runtime has room for 2^15 keys. */
const BEND_SIZES = powers(9, 15);
const STRATEGIES: readonly { readonly strategy: Strategy; readonly name: string }[] = [
  { strategy: 'small-pivots', name: 'adversary (small pivots)' },
  { strategy: 'large-pivots', name: 'adversary (large pivots)' },
];

interface Game {
  readonly series: Series;
  readonly comparisonsOnly: boolean;
}

/** Plays against the program's own comparisons. */
export async function againstAdversary(trial: Trial): Promise<Verdict | null> {
  const { program, base } = trial;
  for (const { strategy, name } of STRATEGIES) {
    const play = async (sizes: readonly number[]): Promise<Game> => {
      const games = await playAdversary(program, trial.fitting(sizes), strategy, base);
      learnFrom(trial, games);
      return { series: seriesOf(name, games.measurements), comparisonsOnly: games.comparisonsOnly };
    };
    const { series, comparisonsOnly, grows } = await growingTooFast(trial, play);
    if (!grows) {
      const largest = series.stopped === true ? [] : series.points.slice(-2);
      trial.highestInGames = Math.max(trial.highestInGames, ...largest.map(ratio));
      continue;
    }
    const n = takeHome(series);
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

/** Comparisons between keys per N log2 N from which a program counts as one that sorts by comparing. */
const MOSTLY_COMPARING = 0.8;

/** What the games say about the program itself. */
function learnFrom(trial: Trial, { measurements, played }: Games): void {
  trial.note(played);
  if (played.some(({ n, comparisons }) => comparisons >= n)) trial.hooked = true;
  const compares = played.some(
    ({ n, comparisons }) => n >= 1024 && comparisons >= MOSTLY_COMPARING * n * Math.log2(n),
  );
  if (measurements.length >= LEAST_GAMES) trial.followed = true;
  else if (compares) trial.comparing = true;
}

/** Plays, and says whether the series grows like a power of N, or bends clearly above N log N at large sizes too. */
async function growingTooFast(
  trial: Trial,
  play: (sizes: readonly number[]) => Promise<Game>,
): Promise<Game & { readonly grows: boolean }> {
  const first = await play(SIZES);
  trial.show(first.series);
  if (isPowerGrowth(first.series)) return { ...first, grows: true };
  if (!bends(first.series)) return { ...first, grows: false };
  const second = await play(BEND_SIZES);
  trial.show(second.series);
  return { ...second, grows: bends(second.series) || isPowerGrowth(second.series) };
}

/** On counts of runs that came to their end only. */
function bends({ points, stopped }: Series): boolean {
  const ended = stopped === true ? points.slice(0, -1) : points;
  return ended.length >= 6 && judgeGrowth(fitGrowth(ended)) === 'faster';
}
