/** What the tests of the MNIST problem share: the data set where this machine has it, the real sandbox, a grading. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { graders } from '#graders';
import type { TestCaseResult } from '#libs/domain';
import { LocalDatasets } from '#libs/datasets';
import type { GradingInput, GradingSummary, Progress, Sandbox } from '#libs/grader-sdk';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';

export const mnist = graders.find(({ id }) => id === 'mnist')!;

const root = resolve(__dirname, '../..');
const folders = { given: process.env['ASSAY_DATASETS'] ?? null, cache: join(root, '.assay/datasets') };

/** Tests that train are skipped, by name, where nobody put MNIST. */
export const describeWithMnist = [folders.given, folders.cache].some(
  (folder) => folder !== null && existsSync(join(folder, 'mnist')),
)
  ? describe
  : describe.skip;

export const datasets = new LocalDatasets(folders);
export const problemFolder = join(root, 'courses/intro-ml/mnist/problems/mnist');

export function startSandbox(): DockerSandbox {
  const settings = sandboxSettingsFromEnv(process.env, join(root, 'sandbox-images'));
  return new DockerSandbox({ ...settings, platform: `assay-test-${process.pid}` });
}

export function sourceOf(path: string): Uint8Array {
  return readFileSync(path);
}

export interface Graded {
  readonly results: readonly TestCaseResult[];
  readonly summary: GradingSummary;
  readonly progress: readonly Progress[];
}

export async function gradeMnist(
  sandbox: Sandbox,
  source: Uint8Array,
  config: unknown = {},
  changes: Partial<GradingInput> = {},
): Promise<Graded> {
  const progress: Progress[] = [];
  const running = mnist.configure(config).grade({
    files: new Map([['train.py', source]]),
    answers: new Map(),
    checks: new Map(),
    sandbox,
    datasets,
    seed: 'the seed of a test',
    signal: new AbortController().signal,
    onProgress: (one) => progress.push(one),
    ...changes,
  });
  const results: TestCaseResult[] = [];
  for (let step = await running.next(); ; step = await running.next()) {
    if (step.done) return { results, summary: step.value, progress };
    results.push(step.value);
  }
}
