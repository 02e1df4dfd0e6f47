/** What the tests of the function-tests grader share: a small problem with its reference, the real sandbox, a grading. */
import { join, resolve } from 'node:path';
import { graders } from '#graders';
import type { TestCaseResult } from '#libs/domain';
import {
  type AnyGrader,
  type Files,
  type GradingInput,
  type GradingSummary,
  NoDatasets,
  type Sandbox,
} from '#libs/grader-sdk';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';

export const functionTests: AnyGrader = graders.find(({ id }) => id === 'function-tests')!;

export function startSandbox(platform: string, firstUserId: number): DockerSandbox {
  const images = join(resolve(__dirname, '../..'), 'sandbox-images');
  return new DockerSandbox({ ...sandboxSettingsFromEnv(process.env, images), platform, firstUserId });
}

export function asFiles(files: Readonly<Record<string, string>>): Files {
  return new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
}

/** Doubling an array, and splitting it: a problem as small as one can be. */
export const PROBLEM = {
  config: {
    file: 'double.py',
    seconds: 0.3,
    totalSeconds: 5,
    memoryMiB: 256,
    functions: [
      {
        signature: 'double(x, by=2)',
        cases: [
          { name: 'three', args: { x: [1, 2, 3] } },
          { name: 'drawn', args: { x: { normal: [2, 2] } } },
          { name: 'by another', args: { x: { normal: [3] }, by: 5 } },
          { name: 'hidden', args: { x: { normal: [4] } }, visibility: 'staff', points: 2 },
        ],
        properties: { 'inputs-unchanged': 1, deterministic: 1, finite: 1 },
      },
      {
        signature: 'halves(x)',
        returns: ['left', 'right'],
        cases: [{ name: 'four', args: { x: { normal: [4] } }, points: 2 }],
      },
    ],
  },
  checks: asFiles({
    'reference.py':
      'SECRET = "the reference is here"\ndef double(x, by=2):\n    return by * x\ndef halves(x):\n    return x[:2], x[2:]\n',
    'mistakes/squared.py': '"""This is the square."""\ndef double(x, by=2):\n    return x ** by\n',
    'mistakes/swapped.py': '"""Left and right are swapped."""\ndef halves(x):\n    return x[2:], x[:2]\n',
  }),
};

/** The same with fewer calls, for what uses up the time of each. */
export const SHORT_CONFIG = {
  ...PROBLEM.config,
  totalSeconds: 8,
  functions: PROBLEM.config.functions.map((tested) => ({
    ...tested,
    cases: tested.cases.slice(0, 1),
    properties: {},
  })),
};

export const RIGHT = 'def double(x, by=2):\n    return by * x\n\ndef halves(x):\n    return x[:2], x[2:]\n';
export const ALL_POINTS = 10;

export interface Graded {
  readonly results: ReadonlyMap<string, TestCaseResult>;
  readonly summary: GradingSummary;
  readonly points: number;
}

export async function gradeFunctions(
  sandbox: Sandbox,
  source: string | Uint8Array,
  changes: Partial<GradingInput> & { readonly config?: unknown } = {},
): Promise<Graded> {
  const { config, ...input } = changes;
  const running = functionTests.configure(config ?? PROBLEM.config).grade({
    files: new Map([['double.py', typeof source === 'string' ? Buffer.from(source) : source]]),
    answers: new Map(),
    checks: PROBLEM.checks,
    sandbox,
    datasets: new NoDatasets(),
    seed: 'a seed',
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...input,
  });
  const results = new Map<string, TestCaseResult>();
  for (let step = await running.next(); ; step = await running.next()) {
    if (step.done) {
      const points = [...results.values()].reduce((sum, result) => sum + result.points, 0);
      return { results, summary: step.value, points };
    }
    results.set(step.value.name, step.value);
  }
}
