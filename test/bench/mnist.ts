/**
 * What grading MNIST costs: `npm run build && ASSAY_DATASETS=<folder> node dist/test/bench/mnist.js [seeds]`.
 *
 * Prints the time of a gradient check in a container of its own, the time of scoring 10,000 images at 800 hidden units,
 * and for the reference solution on each of some seeds (3 unless told otherwise): errors, processor seconds, memory, and
 * the processor time that the platform itself spends meanwhile. Last, two gradings at once against one alone.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { graders } from '#graders';
import { LocalDatasets } from '#libs/datasets';
import type { Facts } from '#libs/grader-sdk';
import { NetworkEvaluator, readMnist, type TwoLayerNetwork } from '#libs/numeric';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';
import { median, timed } from './statistics';

const ROOT = resolve(__dirname, '../../..');
const SEEDS = Number(process.argv[2] ?? 3);
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

async function scoring(hidden: number): Promise<{ backend: string; milliseconds: number[] }> {
  const images = await readMnist(await datasets.locate('mnist'), 't10k');
  await using evaluator = await NetworkEvaluator.start(images);
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
  const milliseconds: number[] = [];
  for (let i = 0; i < SCORINGS; i++) milliseconds.push(await timed(() => evaluator.evaluate(network)));
  return { backend: evaluator.backend, milliseconds };
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

function print(what: string, value: string): void {
  console.log(`${what.padEnd(52)} ${value}`);
}

async function main(): Promise<void> {
  await sandbox.images.ensure('pytorch', () => undefined);
  await grade(checkedOnly, 'warm-up');
  const checks: number[] = [];
  for (let i = 0; i < CHECKS; i++) checks.push(await timed(() => grade(checkedOnly, `check ${i}`)));
  print(
    `grading that ends after the check, container included (${CHECKS} runs)`,
    `${median(checks).toFixed(0)} ms`,
  );

  const { backend, milliseconds } = await scoring(800);
  print(
    `10,000 images, 800 hidden units, ${backend} (${SCORINGS} runs)`,
    `${median(milliseconds).toFixed(0)} ms`,
  );

  let alone = Infinity;
  for (let i = 0; i < SEEDS; i++) {
    const before = process.cpuUsage();
    let facts: Facts = {};
    alone = Math.min(alone, await timed(async () => (facts = await grade(solution, `seed ${i}`))));
    const { user, system } = process.cpuUsage(before);
    const [errors, cpu, peak] = ['testErrors', 'cpuSeconds', 'peakMemoryBytes'].map((name) =>
      Number(facts[name]),
    );
    const own = (user + system) / 1e6;
    print(
      `reference solution, seed ${i}`,
      `${errors} errors, ${cpu?.toFixed(1)} s of processor, ${((peak ?? NaN) / 2 ** 20).toFixed(0)} MiB; platform ${own.toFixed(1)} s`,
    );
  }
  const both = await timed(() => Promise.all([grade(solution, 'seed 0'), grade(solution, 'seed 1')]));
  print('two gradings at once, against the faster alone', `${(both / alone).toFixed(2)} times`);
}

void main().finally(() => sandbox.close());
