import type { Evidence } from '#libs/domain';
import type { Config } from '../config';
import { formatInput } from '../inputs';
import type { Outcome } from '../outcomes';
import type { Findings, Series } from './findings';
import type { Times } from './times';

/** The complexity case, as students read it. */
export function complexityOutcome(
  findings: Findings,
  policy: Config['randomised'],
  times: Times | null,
): Outcome {
  if (findings.foreignCall) {
    return {
      verdict: 'rejected',
      code: 'sort.complexity.foreign-call',
      message: 'On larger inputs the program calls code at an address that belongs to none of its functions.',
      evidence: [],
      share: 0,
    };
  }
  return {
    ...credit(findings, policy),
    code: findings.code,
    message: findings.reason,
    evidence: [growthPlot(findings), ...familyTable(findings), ...killer(findings), ...timeTable(times)],
  };
}

function credit({ complexity }: Findings, policy: Config['randomised']): Pick<Outcome, 'verdict' | 'share'> {
  switch (complexity) {
    case 'nlogn':
      return { verdict: 'correct', share: 1 };
    case 'worse':
      return { verdict: 'incorrect', share: 0 };
    case 'unknown':
      return { verdict: 'needs-review', share: 0 };
    case 'randomised':
      break;
  }
  switch (policy) {
    case 'full':
      return { verdict: 'correct', share: 1 };
    case 'partial':
      return { verdict: 'partially-correct', share: 0.5 };
    case 'none':
      return { verdict: 'incorrect', share: 0 };
  }
}

function growthPlot({ series, witness }: Findings): Evidence {
  const shown = [...series, ...(witness && !series.includes(witness.series) ? [witness.series] : [])].filter(
    ({ points }) => points.length > 1,
  );
  return {
    kind: 'series',
    title: 'Counted steps',
    xLabel: 'N',
    yLabel: 'steps',
    xScale: 'log',
    yScale: 'log',
    series: [
      ...shown.map(({ name, points, stopped }) => ({
        name: stopped === true ? `${name} (stopped at the end)` : name,
        points: points.map(({ n, cost }) => [n, cost] as const),
      })),
      ...references(shown),
    ],
  };
}

/** c N log N and c N² through the first point of the steepest series. */
function references(series: readonly Series[]): { name: string; points: (readonly [number, number])[] }[] {
  const [steepest] = [...series].sort((a, b) => steepness(b) - steepness(a));
  const first = steepest?.points[0];
  if (!steepest || !first) return [];
  const sizes = steepest.points.map(({ n }) => n);
  const through = (name: string, f: (n: number) => number) => ({
    name,
    points: sizes.map((n) => [n, Math.round((first.cost * f(n)) / f(first.n))] as const),
  });
  return [through('c · N log N', (n) => n * Math.log2(n)), through('c · N²', (n) => n * n)];
}

function steepness({ points }: Series): number {
  const first = points[0];
  const last = points.at(-1);
  return first && last ? Math.log(last.cost / first.cost) / Math.log(last.n / first.n) : 0;
}

function familyTable({ table }: Findings): Evidence[] {
  if (table.rows.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Steps per N log₂ N on the costliest kinds of input: about constant for O(N log N)',
      columns: ['input', ...table.sizes.map((n) => `N = ${n}`)],
      rows: table.rows.map(({ name, ratios }) => [name, ...ratios.map((value) => value.toFixed(1))]),
    },
  ];
}

function killer({ witness }: Findings): Evidence[] {
  if (!witness || witness.keys.length === 0) return [];
  return [
    {
      kind: 'download',
      title: `An input of N = ${witness.keys.length} that makes your program slow`,
      fileName: 'killer.txt',
      base64: Buffer.from(formatInput(witness.keys, 'line')).toString('base64'),
    },
  ];
}

const TIMES_TITLE = 'Processor time of your program as gcc -O0 builds it (differs a little from run to run)';

function timeTable(times: Times | null): Evidence[] {
  if (!times) return [];
  const shown = (seconds: number | null): string => (seconds === null ? 'stopped' : seconds.toFixed(3));
  return [
    {
      kind: 'table',
      title: TIMES_TITLE,
      columns: [`input of N = ${times.n}`, 'seconds'],
      rows: [
        ['random integers', shown(times.random)],
        ['killer.txt', shown(times.killer)],
      ],
    },
  ];
}
