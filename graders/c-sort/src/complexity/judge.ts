import { type Random, seededRandom, shuffle } from '../random';
import type { Findings, Series, Witness } from './findings';
import { hasGapSignature, invertedInStages, learnGaps } from './gaps';
import { type MeasuredProgram, type Measurement, MeasuringStopped, type Strategy } from './measure';
import { type Pattern, PATTERNS } from './patterns';
import {
  frozenKeys,
  isCount,
  measurePatterns,
  medianInOtherSeconds,
  playAdversary,
  powers,
  seriesOf,
} from './probe';
import { fitGrowth, type Growth, isPowerGrowth, judgeGrowth, ratio } from './statistics';

const STRATEGIES: readonly Strategy[] = ['small-pivots', 'large-pivots'];
const [RANDOM] = PATTERNS as readonly [Pattern, ...Pattern[]];

const ADVERSARY_SIZES = powers(7, 13);
const SURVEY_SIZES = [256, 1024, 4096];
const CONFIRM_SIZES = powers(8, 14);
const ENVELOPE_SIZES = powers(9, 16);
const EXTENSION_SIZES = powers(17, 18);
const GAP_SIZES = [1024, 4096, 16_384];
const TAKE_HOME = 4096;
const SMALLEST_USEFUL = 2048;

type Verdict = Pick<Findings, 'complexity' | 'code' | 'reason' | 'witness'>;

/**
 * Judges the worst case of a program that sorts. In order: an adversary against its own comparisons; known hard patterns;
 * the gap signature of Shellsort and its kin; and last the growth of the worst of all patterns together.
 * @param capacity the largest N that the program was seen to sort
 */
export async function judgeComplexity(
  program: MeasuredProgram,
  seed: string,
  capacity: number,
): Promise<Findings> {
  const judge = new Judge(program, seed, capacity);
  try {
    return judge.findings(await judge.run());
  } catch (error) {
    if (!(error instanceof MeasuringStopped)) throw error;
    return judge.findings({
      complexity: 'unknown',
      code: 'sort.complexity.stopped',
      reason: 'Measuring took too long, so a person will look at it.',
      witness: null,
    });
  }
}

class Judge {
  private readonly base: number;
  private readonly series: Series[] = [];
  private survey: readonly (readonly Measurement[])[] = [];
  private growth: Growth | null = null;
  private foreignCall = false;
  /** A bad input that is bad only for the random numbers that the program happened to draw. */
  private unlucky: Witness | null = null;

  constructor(
    private readonly program: MeasuredProgram,
    private readonly seed: string,
    private readonly capacity: number,
  ) {
    // Above counters, indices and sizes; small enough to be exact in a float.
    this.base = 4_200_000 + this.random('base').below(4_000_000);
  }

  async run(): Promise<Verdict> {
    if (this.capacity < SMALLEST_USEFUL) {
      return {
        complexity: 'unknown',
        code: 'sort.complexity.capacity',
        reason: `The program sorts too few integers (up to N = ${this.capacity}) for its growth to be seen.`,
        witness: null,
      };
    }
    return (
      (await this.againstAdversary()) ??
      (await this.againstPatterns()) ??
      (await this.againstGaps()) ??
      (await this.againstEnvelope())
    );
  }

  findings(verdict: Verdict): Findings {
    return {
      ...verdict,
      series: this.series,
      growth: this.growth,
      table: this.table(),
      foreignCall: this.foreignCall,
    };
  }

  private readonly random = (label: string): Random => seededRandom(this.seed, `complexity ${label}`);

  private fitting(sizes: readonly number[]): number[] {
    return sizes.filter((n) => n <= this.capacity);
  }

  private note(measurements: readonly Measurement[]): readonly Measurement[] {
    if (measurements.some(({ status }) => status === 'foreign-call')) this.foreignCall = true;
    return measurements;
  }

  private async againstAdversary(): Promise<Verdict | null> {
    const sizes = this.fitting(ADVERSARY_SIZES);
    const [random = []] = await measurePatterns(this.program, [RANDOM], sizes, this.random);
    this.series.push(seriesOf('random', this.note(random)));
    for (const strategy of STRATEGIES) {
      const game = await playAdversary(this.program, sizes, strategy, this.base);
      const series = seriesOf(
        `adversary (${strategy === 'small-pivots' ? 'small' : 'large'} pivots)`,
        game.measurements,
      );
      this.series.push(series);
      if (!growsTooFast(series)) continue;
      const { comparisonsOnly } = game;
      const n = Math.min(TAKE_HOME, series.points.at(-1)?.n ?? TAKE_HOME);
      const keys = await frozenKeys(this.program, { n, base: this.base, strategy, comparisonsOnly });
      const verdict = await this.convict(
        'adversary',
        'an input made against your own comparisons',
        series,
        keys,
      );
      if (verdict) return verdict;
    }
    return null;
  }

  private async againstPatterns(): Promise<Verdict | null> {
    const sizes = this.fitting(SURVEY_SIZES);
    this.survey = await measurePatterns(this.program, PATTERNS, sizes, this.random);
    this.survey.forEach((row) => this.note(row));
    if (this.survey.filter((row) => !row.every(isCount)).length > PATTERNS.length / 2) {
      return {
        complexity: 'unknown',
        code: 'sort.complexity.fails',
        reason: 'The program fails on most of the inputs that its work would be counted on.',
        witness: null,
      };
    }
    const suspects = this.ranked((row) => growthOf(row)).filter(
      ({ score }) => score >= 2 ** (0.42 * doublings(sizes)),
    );
    for (const { pattern } of suspects.slice(0, 4)) {
      const confirmation = this.fitting(CONFIRM_SIZES);
      const [row = []] = await measurePatterns(this.program, [pattern], confirmation, this.random);
      const series = seriesOf(pattern.name, row);
      if (!isPowerGrowth(series.points)) continue;
      this.series.push(series);
      const n = Math.min(TAKE_HOME, this.capacity);
      const keys = pattern.make(n, this.random(`${pattern.name} ${n}`));
      const verdict = await this.convict('pattern', `the input pattern “${pattern.name}”`, series, keys);
      if (verdict) return verdict;
    }
    return null;
  }

  /** A bad input counts against a program if it stays bad when the program draws other random numbers. */
  private async convict(
    kind: Witness['kind'],
    name: string,
    series: Series,
    keys: Int32Array,
  ): Promise<Verdict | null> {
    const n = keys.length;
    const [killer, random] = await this.program.measure([
      { kind: 'run', values: keys },
      { kind: 'run', values: RANDOM.make(n, this.random('comparison')) },
    ]);
    const cost = killer?.cost ?? 0;
    const witness: Witness = { kind, name, series, keys, cost, randomCost: random?.cost ?? 0 };
    if ((await medianInOtherSeconds(this.program, keys)) < cost / 2) {
      this.unlucky ??= witness;
      return null;
    }
    const times = Math.max(1, Math.round(cost / Math.max(1, witness.randomCost)));
    return {
      complexity: 'worse',
      code: `sort.complexity.${kind}`,
      reason:
        `On ${name} the work grows faster than N log N: for N = ${n} it takes ${cost.toLocaleString('en')} steps` +
        (times >= 2 ? `, ${times} times as many as on a random input.` : '.'),
      witness,
    };
  }

  private async againstGaps(): Promise<Verdict | null> {
    const [smallest = 0, ...sizes] = this.fitting(GAP_SIZES);
    const trace = (n: number) => ({ kind: 'trace', values: this.permutation(n), base: this.base }) as const;
    const [first] = await this.program.measure([trace(smallest)]);
    if (!first?.numbers || !hasGapSignature(first.numbers, first.n)) return null;
    const traces = [first, ...(await this.program.measure(sizes.map(trace)))];
    const learned = traces.map(({ n, numbers }) => ({ n, gaps: learnGaps(numbers ?? new Int32Array(), n) }));
    const killers = await this.worstStages(learned);
    const series: Series = {
      name: 'inputs made from the learned gaps',
      points: killers.map(({ keys, cost }) => ({ n: keys.length, cost })),
    };
    this.series.push(series);
    const take = killers.find(({ keys }) => keys.length === TAKE_HOME) ?? killers.at(-1);
    const gaps = learned.at(-1)?.gaps.toReversed().slice(0, 8) ?? [];
    const [random] = await this.program.measure([
      { kind: 'run', values: RANDOM.make(take?.keys.length ?? 2, this.random('comparison')) },
    ]);
    return {
      complexity: 'worse',
      code: 'sort.complexity.gaps',
      reason:
        `The program compares cells at fixed distances (${gaps.join(', ')}, …), as Shellsort, comb sort and sorting ` +
        'networks do. No choice of distances brings these to N log N: the worst case of any Shellsort is at least of order ' +
        'N (log N / log log N)² (Poonen 1993).',
      witness: take
        ? {
            kind: 'gaps',
            name: 'an input made from its own distances',
            series,
            keys: take.keys,
            cost: take.cost,
            randomCost: random?.cost ?? 0,
          }
        : null,
    };
  }

  /** For each size the costliest of the inputs that leave the first stages nothing to do. */
  private async worstStages(
    learned: readonly { n: number; gaps: readonly number[] }[],
  ): Promise<{ keys: Int32Array; cost: number }[]> {
    const worst: { keys: Int32Array; cost: number }[] = [];
    for (const { n, gaps } of learned) {
      const inputs = gaps.map((_, i) => invertedInStages(n, gaps, i + 1));
      const measurements = await this.program.measure(
        inputs.map((values) => ({ kind: 'run', values }) as const),
      );
      const best = measurements
        .map(({ cost }, i) => ({ keys: inputs[i] ?? new Int32Array(), cost }))
        .reduce((a, b) => (b.cost > a.cost ? b : a), { keys: new Int32Array(), cost: 0 });
      if (best.cost > 0) worst.push(best);
    }
    return worst;
  }

  private permutation(n: number): Int32Array {
    const values = Int32Array.from({ length: n }, (_, i) => this.base + i);
    return shuffle(values, this.random(`trace ${n}`));
  }

  private async againstEnvelope(): Promise<Verdict> {
    const patterns = this.costliest();
    let rows = await measurePatterns(this.program, patterns, this.fitting(ENVELOPE_SIZES), this.random);
    let verdict = this.judgeEnvelope(patterns, rows);
    const more = this.fitting(EXTENSION_SIZES);
    if (verdict === 'unclear' && more.length > 0) {
      const extension = await measurePatterns(this.program, patterns, more, this.random);
      rows = rows.map((row, i) => [...row, ...(extension[i] ?? [])]);
      verdict = this.judgeEnvelope(patterns, rows);
    }
    switch (verdict) {
      case 'nlogn':
        return this.acquit();
      case 'faster':
        return this.blameWorst(patterns, rows);
      case 'unclear':
        return {
          complexity: 'unknown',
          code: 'sort.complexity.unclear',
          reason: 'The counts lie between N log N and something slower, so a person will look at them.',
          witness: null,
        };
    }
  }

  private judgeEnvelope(
    patterns: readonly Pattern[],
    rows: readonly (readonly Measurement[])[],
  ): 'nlogn' | 'faster' | 'unclear' {
    const sizes = rows[0]?.map(({ n }) => n) ?? [];
    const points = sizes.flatMap((n, i) => {
      const costs = rows.flatMap((row) => (row[i] && isCount(row[i]) ? [row[i].cost] : []));
      return costs.length === 0 ? [] : [{ n, cost: Math.max(...costs) }];
    });
    this.series.splice(0, 1, seriesOf('random', rows[patterns.indexOf(RANDOM)] ?? []));
    const worst: Series = { name: 'worst of all patterns', points };
    const index = this.series.findIndex(({ name }) => name === worst.name);
    if (index < 0) this.series.push(worst);
    else this.series[index] = worst;
    if (points.length < 5) return 'unclear';
    this.growth = fitGrowth(points);
    return judgeGrowth(this.growth);
  }

  private acquit(): Verdict {
    if (!this.unlucky) {
      return {
        complexity: 'nlogn',
        code: 'sort.complexity.nlogn',
        reason: 'No input was found on which the work grows faster than N log N.',
        witness: null,
      };
    }
    return {
      complexity: 'randomised',
      code: 'sort.complexity.randomised',
      reason:
        'O(N log N) is expected, because the program makes random choices that nobody can foresee. The worst case is not ' +
        `N log N: for an unlucky seed, ${this.unlucky.name} of N = ${this.unlucky.keys.length} takes ` +
        `${this.unlucky.cost.toLocaleString('en')} steps.`,
      witness: this.unlucky,
    };
  }

  private blameWorst(patterns: readonly Pattern[], rows: readonly (readonly Measurement[])[]): Verdict {
    const [worst] = rows
      .map((row, i) => ({ row, pattern: patterns[i] ?? RANDOM }))
      .sort((a, b) => (b.row.at(-1)?.cost ?? 0) - (a.row.at(-1)?.cost ?? 0));
    const pattern = worst?.pattern ?? RANDOM;
    const at = (row: readonly Measurement[] | undefined) => row?.find(({ n }) => n === TAKE_HOME)?.cost ?? 0;
    return {
      complexity: 'worse',
      code: 'sort.complexity.envelope',
      reason: `The work grows faster than N log N: the cost per integer bends upwards as log N grows (exponent ${(this.growth?.q ?? 0).toFixed(2)} of log N instead of 1).`,
      witness: {
        kind: 'envelope',
        name: `the input pattern “${pattern.name}”`,
        series: seriesOf(pattern.name, worst?.row ?? []),
        keys: pattern.make(TAKE_HOME, this.random(`${pattern.name} ${TAKE_HOME}`)),
        cost: at(worst?.row),
        randomCost: at(rows[patterns.indexOf(RANDOM)]),
      },
    };
  }

  /** The patterns that decide the worst case: the costliest, those that grow most, and random ones. */
  private costliest(): Pattern[] {
    const chosen = new Set<Pattern>([RANDOM]);
    for (const { pattern } of this.ranked((row) => ratio(row.at(-1) ?? { n: 2, cost: 0 })).slice(0, 5))
      chosen.add(pattern);
    for (const { pattern } of this.ranked(growthOf).slice(0, 2)) chosen.add(pattern);
    return [...chosen];
  }

  private ranked(score: (row: readonly Measurement[]) => number): { pattern: Pattern; score: number }[] {
    return PATTERNS.flatMap((pattern, i) => {
      const row = this.survey[i] ?? [];
      return row.length > 0 && row.every(isCount) ? [{ pattern, score: score(row) }] : [];
    }).sort((a, b) => b.score - a.score);
  }

  private table(): Findings['table'] {
    const sizes = this.fitting(SURVEY_SIZES);
    const rows = this.ranked((row) => ratio(row.at(-1) ?? { n: 2, cost: 0 }))
      .slice(0, 12)
      .map(({ pattern }) => {
        const row = this.survey[PATTERNS.indexOf(pattern)] ?? [];
        return { name: pattern.name, ratios: row.map(ratio) };
      });
    return { sizes, rows };
  }
}

const growthOf = (row: readonly Measurement[]): number =>
  ratio(row.at(-1) ?? { n: 2, cost: 0 }) / ratio(row[0] ?? { n: 2, cost: 1 });

const doublings = (sizes: readonly number[]): number => Math.log2((sizes.at(-1) ?? 1) / (sizes[0] ?? 1));

/** A power of N, or a clear bend above N log N; the latter only on counts of runs that came to their end. */
function growsTooFast(series: Series): boolean {
  if (isPowerGrowth(series.points)) return true;
  const ended = series.stopped === true ? series.points.slice(0, -1) : series.points;
  return ended.length >= 6 && judgeGrowth(fitGrowth(ended)) === 'faster';
}
