/**
 * What grading MNIST costs: `npm run build && ASSAY_DATASETS=<folder> node dist/test/bench/mnist.js [seeds]`.
 *
 * Prints, each beside its goal: the time of a gradient check in a container of its own; the time of scoring 10,000 images
 * at 800 hidden units; for the reference solution on each of some seeds (10 unless told otherwise) errors, processor
 * seconds and memory, and the share of processor time that the platform adds to the training; and two gradings at once
 * against one alone. The platform's own part is this process's time, less that of a check and of the last scoring, which
 * have goals of their own.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { graders } from '#graders';
import { LocalDatasets } from '#libs/datasets';
import type { Facts } from '#libs/grader-sdk';
import { borrowEvaluator, readMnist, type TwoLayerNetwork } from '#libs/numeric';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';
import { median, timed } from './statistics';

const ROOT = resolve(__dirname, '../../..');
const SEEDS = Number(process.argv[2] ?? 10);
const CHECKS = 10;
const SCORINGS = 10;

const problem = join(ROOT, 'courses/intro-ml/mnist/problems/mnist');
const solution = readFileSync(join(problem, 'solution/train.py'));
/** Both gradients wrong: its grading ends after the check. */
const checkedOnly = readFileSync(join(problem, 'samples/target-forgotten/train.py'));
const sandbox = new DockerSandbox(sandboxSettingsFromEnv(process.env, join(ROOT, 'sandbox-images')));
const datasets = new LocalDatasets({
  given: process.env['ASSAY_DATASETS'] ?? null,
  cache: join(ROOT, '.assay/datasets'),
});
const { signal } = new AbortController();

interface Cost {
  readonly milliseconds: number;
  /** Processor seconds of this process, all threads. */
  readonly processor: number;
}

async function cost(work: () => Promise<unknown>): Promise<Cost> {
  const before = process.cpuUsage();
  const milliseconds = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { milliseconds, processor: (user + system) / 1e6 };
}

async function scoring(hidden: number): Promise<{ backend: string; costs: Cost[] }> {
  const images = await readMnist(await datasets.locate('mnist'), 't10k');
  await using loan = await borrowEvaluator(images);
  const wave = (rows: number, columns: number) => ({
    rows,
    columns,
    data: Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i * 12.9898)),
  });
  const network: TwoLayerNetwork = {
    activation: 'relu',
    mean: 0,
    std: 1,
    W1: wave(784, hidden),
    W2: wave(hidden, 10),
  };
  const costs: Cost[] = [];
  for (let i = 0; i < SCORINGS; i++) costs.push(await cost(() => loan.evaluator.evaluate(network)));
  return { backend: loan.evaluator.backend, costs };
}

async function grade(source: Uint8Array, seed: string): Promise<Facts> {
  const mnist = graders.find(({ id }) => id === 'mnist');
  if (!mnist) throw new Error('there is no grader mnist');
  const running = mnist.configure({}).grade({
    files: new Map([['train.py', source]]),
    answers: new Map(),
    checks: new Map(),
    sandbox,
    datasets,
    seed,
    signal,
    onProgress: () => undefined,
  });
  for (let step = await running.next(); ; step = await running.next()) {
    if (step.done) return step.value.facts;
  }
}

function print(what: string, value: string, goal: string): void {
  console.log(`${what.padEnd(60)} ${value.padEnd(56)} goal: ${goal}`);
}

const seconds = (costs: readonly Cost[]) =>
  `${(median(costs.map(({ milliseconds }) => milliseconds)) / 1000).toFixed(2)} s`;
const processor = (costs: readonly Cost[]) => median(costs.map((one) => one.processor));

/** Processor seconds of this process in a grading that ends after the check. */
async function checks(): Promise<number> {
  await grade(checkedOnly, 'warm-up');
  const costs: Cost[] = [];
  for (let i = 0; i < CHECKS; i++) costs.push(await cost(() => grade(checkedOnly, `check ${i}`)));
  print(`gradient check, container included (${CHECKS} runs)`, seconds(costs), '3 s');
  return processor(costs);
}

/** Of the last scoring, at the reference solution's size. */
async function scorings(): Promise<number> {
  const { backend, costs } = await scoring(800);
  print(`10,000 images, 800 hidden units, ${backend} (${SCORINGS} runs)`, seconds(costs), '2 s');
  return processor((await scoring(512)).costs);
}

/** The wall time of each, in milliseconds. */
async function trainings(elsewhere: number): Promise<number[]> {
  const times: number[] = [];
  const shares: number[] = [];
  for (let i = 0; i < SEEDS; i++) {
    let facts: Facts = {};
    const { milliseconds, processor: own } = await cost(async () => {
      facts = await grade(solution, `seed ${i}`);
    });
    const [errors, cpu, peak] = ['testErrors', 'cpuSeconds', 'peakMemoryBytes'].map((name) =>
      Number(facts[name]),
    ) as [number, number, number];
    times.push(milliseconds);
    shares.push((own - elsewhere) / cpu);
    print(
      `reference solution, seed ${i}`,
      `${errors} errors, ${cpu.toFixed(1)} s of processor, ${(peak / 2 ** 30).toFixed(2)} GiB; platform ${own.toFixed(1)} s`,
      '160, 30 s, 1.2 GiB',
    );
  }
  print('the platform’s share of a training run, median', `${(100 * median(shares)).toFixed(1)} %`, '5 %');
  return times;
}

async function main(): Promise<void> {
  await sandbox.images.ensure('pytorch', () => undefined);
  const check = await checks();
  const scored = await scorings();
  const alone = Math.min(...(await trainings(check + scored)));
  const both = await timed(() => Promise.all([grade(solution, 'seed 0'), grade(solution, 'seed 1')]));
  print('two gradings at once, against the fastest alone', `${(both / alone).toFixed(2)} times`, '2.5 times');
}

void main().finally(() => sandbox.close());
