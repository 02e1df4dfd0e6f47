import { shuffle } from '../random';
import type { Series } from './findings';
import { hasGapSignature, invertedInStages, learnGaps } from './gaps';
import { TAKE_HOME } from './probe';
import { RANDOM, type Trial, type Verdict } from './trial';

const SIZES = [1024, 4096, 16_384];

interface Killer {
  readonly keys: Int32Array;
  readonly cost: number;
}

/** Shellsort, comb sort and sorting networks, known by the distances at which they compare. */
export async function againstGaps(trial: Trial): Promise<Verdict | null> {
  const [smallest = 0, ...sizes] = trial.fitting(SIZES);
  const trace = (n: number) => ({ kind: 'trace', values: permutation(trial, n), base: trial.base }) as const;
  const [first] = await trial.program.measure([trace(smallest)]);
  if (!first?.numbers || !hasGapSignature(first.numbers, first.n)) return null;
  const traces = [first, ...(await trial.program.measure(sizes.map(trace)))];
  const learned = traces.map(({ n, numbers }) => ({ n, gaps: learnGaps(numbers ?? new Int32Array(), n) }));
  const killers = await worstStages(trial, learned);
  const series: Series = {
    name: 'inputs made from the learned distances',
    points: killers.map(({ keys, cost }) => ({ n: keys.length, cost })),
  };
  trial.show(series);
  const gaps = learned.at(-1)?.gaps.toReversed().slice(0, 8) ?? [];
  const killer = killers.find(({ keys }) => keys.length === TAKE_HOME) ?? killers.at(-1);
  const keys = killer?.keys ?? RANDOM.make(TAKE_HOME, trial.random('comparison'));
  return {
    complexity: 'worse',
    code: 'sort.complexity.gaps',
    reason:
      `The program compares cells at fixed distances (${gaps.join(', ')}, …), as Shellsort, comb sort and sorting ` +
      'networks do. No choice of distances brings these to N log N: the worst case of any Shellsort is at least of ' +
      'order N (log N / log log N)² (Poonen 1993).',
    witness: await trial.witness('gaps', 'an input made from its own distances', series, keys),
  };
}

/** For each size the costliest of the inputs that leave the first stages nothing to do. */
async function worstStages(
  trial: Trial,
  learned: readonly { readonly n: number; readonly gaps: readonly number[] }[],
): Promise<Killer[]> {
  const worst: Killer[] = [];
  for (const { n, gaps } of learned) {
    const inputs = gaps.map((_, i) => invertedInStages(n, gaps, i + 1));
    const measurements = await trial.program.measure(
      inputs.map((values) => ({ kind: 'run', values }) as const),
    );
    const [best] = inputs
      .map((keys, i) => ({ keys, cost: measurements[i]?.cost ?? 0 }))
      .sort((a, b) => b.cost - a.cost);
    if (best) worst.push(best);
  }
  return worst;
}

function permutation(trial: Trial, n: number): Int32Array {
  const values = Int32Array.from({ length: n }, (_, i) => trial.base + i);
  return shuffle(values, trial.random(`trace ${n}`));
}
