/**
 * How long judging one answer takes in the pool, and how many a second two threads judge, on the labelled corpus of the
 * derivative grader. Where mathjs is installed, its own simplify gets the same pairs.
 * Run after a build: node dist/test/bench/mathematics.js
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { graders } from '#graders';
import { type ConfiguredGrader, DeadSandbox, type GradingInput, NoDatasets } from '#libs/grader-sdk';
import { z } from 'zod';

const examples = join(process.cwd(), 'graders/derivative/examples');
const entrySchema = z.object({
  problem: z.string(),
  kind: z.string(),
  label: z.string(),
  answer: z.string(),
});
type Entry = z.infer<typeof entrySchema>;

function load(): {
  readonly entries: readonly Entry[];
  readonly configured: ReadonlyMap<string, ConfiguredGrader>;
} {
  const problems = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(join(examples, 'problems.json'), 'utf8')));
  const derivative = graders.find(({ id }) => id === 'derivative');
  if (!derivative) throw new Error('the derivative grader is not listed');
  const lines = readFileSync(join(examples, 'corpus.jsonl'), 'utf8').split('\n');
  return {
    entries: lines.filter((line) => line !== '').map((line) => entrySchema.parse(JSON.parse(line))),
    configured: new Map(
      Object.entries(problems).map(([name, config]) => [name, derivative.configure(config)]),
    ),
  };
}

async function judge(grader: ConfiguredGrader, answer: string): Promise<number> {
  const field = grader.plan[0]?.name ?? '';
  const input: GradingInput = {
    answers: new Map([[field, answer]]),
    files: new Map(),
    checks: new Map(),
    sandbox: new DeadSandbox(),
    datasets: new NoDatasets(),
    seed: 'bench',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
  const started = performance.now();
  const running = grader.grade(input);
  while (!(await running.next()).done);
  return performance.now() - started;
}

function report(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN).toFixed(1);
  console.log(
    `${name}: n ${String(times.length)}, median ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`,
  );
}

async function timeOneByOne(
  entries: readonly Entry[],
  configured: ReadonlyMap<string, ConfiguredGrader>,
): Promise<void> {
  const times = new Map<string, number[]>();
  for (const { problem, kind, answer } of entries) {
    const grader = configured.get(problem);
    if (!grader) throw new Error(`no problem ${problem}`);
    const group = kind === 'attack' ? 'attacks' : 'ordinary answers';
    times.set(group, [...(times.get(group) ?? []), await judge(grader, answer)]);
  }
  for (const [group, all] of times) report(group, all);
}

async function timeTogether(
  entries: readonly Entry[],
  configured: ReadonlyMap<string, ConfiguredGrader>,
): Promise<void> {
  const ordinary = entries.filter(({ kind }) => kind !== 'attack');
  const started = performance.now();
  await Promise.all(
    ordinary.map(({ problem, answer }) => judge(configured.get(problem) ?? missing(problem), answer)),
  );
  const seconds = (performance.now() - started) / 1000;
  console.log(`two threads: ${(ordinary.length / seconds).toFixed(0)} ordinary answers a second`);
}

function missing(problem: string): never {
  throw new Error(`no problem ${problem}`);
}

const mathjsSchema = z.object({
  simplify: z.custom<(text: string) => { toString(): string }>((value) => typeof value === 'function'),
});

/** mathjs reads only plain text, so it gets the ASCII answers, each minus the first right one of its problem. */
function timeMathjs(entries: readonly Entry[]): void {
  let simplify: z.infer<typeof mathjsSchema>['simplify'];
  try {
    simplify = mathjsSchema.parse(createRequire(__filename)('mathjs')).simplify;
  } catch {
    console.log('mathjs is not installed: no comparison');
    return;
  }
  const ascii = entries.filter(({ kind }) => kind === 'ascii');
  const keys = new Map(ascii.toReversed().map(({ problem, answer }) => [problem, answer]));
  let accepted = 0;
  const times = ascii.map(({ problem, answer }) => {
    const started = performance.now();
    try {
      if (simplify(`(${answer}) - (${keys.get(problem) ?? '0'})`).toString() === '0') accepted++;
    } catch {
      // An answer that mathjs can't parse counts as not accepted.
    }
    return performance.now() - started;
  });
  report('mathjs simplify', times);
  console.log(`mathjs accepts ${String(accepted)} of ${String(ascii.length)} right ASCII answers`);
}

async function main(): Promise<void> {
  const { entries, configured } = load();
  for (const { problem, answer } of entries.slice(0, 50))
    await judge(configured.get(problem) ?? missing(problem), answer);
  await timeOneByOne(entries, configured);
  await timeTogether(entries, configured);
  timeMathjs(entries);
}

void main();
