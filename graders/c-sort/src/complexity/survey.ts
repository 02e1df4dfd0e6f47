import type { Findings } from './findings';
import type { Measurement } from './measure';
import { type Pattern, PATTERNS } from './patterns';
import { measurePatterns, powers, seriesOf, takeHome } from './probe';
import { isPowerGrowth, ratio } from './statistics';
import { RANDOM, type Trial, type Verdict } from './trial';

const SIZES = [256, 1024, 4096];
const CONFIRMING_SIZES = powers(7, 13);
const MAX_SUSPECTS = 4;
const SHOWN_ROWS = 12;

/** Every known pattern at a few sizes: which are costly, and which get costlier. */
export class Survey {
  private constructor(
    private readonly sizes: readonly number[],
    private readonly rows: readonly (readonly Measurement[])[],
  ) {}

  static async take(trial: Trial): Promise<Survey> {
    const sizes = trial.fitting(SIZES);
    const rows = await measurePatterns(trial.program, PATTERNS, sizes, trial.random);
    rows.forEach((row) => trial.note(row));
    return new Survey(sizes, rows);
  }

  /** The program fails on most of the inputs that its work would be counted on. */
  get fails(): boolean {
    return this.ranked(costOf).length < PATTERNS.length / 2;
  }

  /** Looks closer at the patterns whose cost per N log N grows most. */
  async convictSuspect(trial: Trial): Promise<Verdict | null> {
    const doublings = Math.log2((this.sizes.at(-1) ?? 1) / (this.sizes[0] ?? 1));
    const suspects = this.ranked(growthOf).filter(({ score }) => score >= 2 ** (0.42 * doublings));
    for (const { pattern } of suspects.slice(0, MAX_SUSPECTS)) {
      const sizes = trial.fitting(CONFIRMING_SIZES);
      const [row = []] = await measurePatterns(trial.program, [pattern], sizes, trial.random);
      const series = seriesOf(pattern.name, row);
      if (!isPowerGrowth(series)) continue;
      trial.show(series);
      const n = takeHome(series);
      const keys = pattern.make(n, trial.random(`${pattern.name} ${n}`));
      const verdict = await trial.convict('pattern', `the input pattern “${pattern.name}”`, series, keys);
      if (verdict) return verdict;
    }
    return null;
  }

  /** The patterns that decide the worst case: the costliest, those that grow most, and random ones. */
  costliest(): Pattern[] {
    const chosen = [...this.ranked(costOf).slice(0, 4), ...this.ranked(growthOf).slice(0, 2)];
    return [...new Set([RANDOM, ...chosen.map(({ pattern }) => pattern)])];
  }

  table(): Findings['table'] {
    const rows = this.ranked(costOf)
      .slice(0, SHOWN_ROWS)
      .map(({ pattern, row }) => ({ name: pattern.name, ratios: row.map(ratio) }));
    return { sizes: this.sizes, rows };
  }

  private ranked(score: (row: readonly Measurement[]) => number) {
    return PATTERNS.flatMap((pattern, i) => {
      const row = this.rows[i] ?? [];
      return row.length > 0 && row.every(isTelling) ? [{ pattern, row, score: score(row) }] : [];
    }).sort((a, b) => b.score - a.score);
  }
}

/** What a program does instead of sorting is no measure of how it sorts. */
const isTelling = (measurement: Measurement): boolean =>
  measurement.status === 'over' || (measurement.status === 'ended' && measurement.sorted);

const costOf = (row: readonly Measurement[]): number => ratio(row.at(-1) ?? { n: 2, cost: 0 });

const growthOf = (row: readonly Measurement[]): number => costOf(row) / ratio(row[0] ?? { n: 2, cost: 1 });
