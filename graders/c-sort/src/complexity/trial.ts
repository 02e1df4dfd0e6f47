import { type Random, seededRandom } from '../random';
import type { Findings, Series, Witness } from './findings';
import type { MeasuredProgram, Measurement } from './measure';
import { type Pattern, PATTERNS } from './patterns';
import { medianInOtherSeconds } from './probe';

/** What a stage may end the trial with. */
export type Verdict = Pick<Findings, 'complexity' | 'code' | 'reason' | 'witness'>;

export const [RANDOM] = PATTERNS as readonly [Pattern, ...Pattern[]];

/** What the stages share: the program, and what has been found about it so far. */
export class Trial {
  /** The least of the adversary's keys: above counters, indices and sizes, and small enough to be exact in a float. */
  readonly base: number;
  readonly series: Series[] = [];
  foreignCall = false;
  /** The adversary saw the program compare its keys. */
  hooked = false;
  /** It sorts by comparing, as games that the adversary could not follow show … */
  comparing = false;
  /** … and games that it could follow. */
  followed = false;
  /** Cost per N log N in the largest games, which by themselves were no reason to convict. */
  highestInGames = 0;
  /** A bad input that is bad only for the random numbers that the program happened to draw. */
  unlucky: Witness | null = null;

  constructor(
    readonly program: MeasuredProgram,
    private readonly seed: string,
    /** The largest N that the program was seen to sort. */
    readonly capacity: number,
  ) {
    this.base = 4_200_000 + this.random('base').below(4_000_000);
  }

  readonly random = (label: string): Random => seededRandom(this.seed, `complexity ${label}`);

  /** The sizes that the program can sort at all. */
  fitting(sizes: readonly number[]): number[] {
    return sizes.filter((n) => n <= this.capacity);
  }

  /** Adds a series to the report, in place of an earlier one of its name. */
  show(series: Series): void {
    const index = this.series.findIndex(({ name }) => name === series.name);
    if (index < 0) this.series.push(series);
    else this.series[index] = series;
  }

  note(measurements: readonly Measurement[]): readonly Measurement[] {
    if (measurements.some(({ status }) => status === 'foreign-call')) this.foreignCall = true;
    return measurements;
  }

  /** @param keys an input on which the series was seen to grow too fast */
  async witness(kind: Witness['kind'], name: string, series: Series, keys: Int32Array): Promise<Witness> {
    const [killer, random] = await this.program.measure([
      { kind: 'run', values: keys },
      { kind: 'run', values: RANDOM.make(keys.length, this.random('comparison')) },
    ]);
    return { kind, name, series, keys, cost: killer?.cost ?? 0, randomCost: random?.cost ?? 0 };
  }

  /** A bad input counts against a program if it stays bad when the program draws other random numbers. */
  async convict(
    kind: Witness['kind'],
    name: string,
    series: Series,
    keys: Int32Array,
  ): Promise<Verdict | null> {
    const witness = await this.witness(kind, name, series, keys);
    const { cost, randomCost } = witness;
    if ((await medianInOtherSeconds(this.program, keys)) < cost / 2) {
      this.unlucky ??= witness;
      return null;
    }
    const times = Math.round(cost / Math.max(1, randomCost));
    return {
      complexity: 'worse',
      code: `sort.complexity.${kind}`,
      reason:
        `On ${name} the work grows faster than N log N: for N = ${keys.length} it takes ` +
        `${cost.toLocaleString('en')} steps` +
        (times >= 2 ? `, ${times} times as many as on a random input.` : '.'),
      witness,
    };
  }
}
