/**
 * MNIST by hand: a two-layer network with hard-coded gradients. Two runs in one sandbox: the gradient check on secret
 * cases, then the training on the training set; in strict mode the platform trains (strict.ts). Gradients are compared, and errors on the test set counted, outside; no
 * expected gradient, test image or test label is ever in the sandbox. What guards the runs, and what is not proven, is
 * in the README.
 */
import type { TestCaseResult } from '#libs/domain';
import { defineGrader, type Grader, type GradingInput, type GradingSummary } from '#libs/grader-sdk';
import { configSchema, type MnistConfig, parseMnistConfig } from './config';
import { examine } from './examine';
import { SOURCE_FILE } from './harness';
import { factsOf, PLAN, resultsOf, sameForAll } from './results';
import { breachOf, MAX_SOURCE_BYTES } from './rules';

const grader: Grader<MnistConfig> = {
  id: 'mnist',
  version: '1.2.0',
  configSchema,
  parseConfig: parseMnistConfig,
  shape: () => ({
    kind: 'files',
    files: [{ name: SOURCE_FILE, language: 'python', maxBytes: MAX_SOURCE_BYTES, required: true }],
  }),
  plan: () => PLAN,
  jobClass: ({ gpu }) => (gpu ? 'gpu-preferred' : 'cpu'),
  grade,
};

export const mnist = defineGrader(grader);

async function* grade(
  input: GradingInput,
  config: MnistConfig,
): AsyncGenerator<TestCaseResult, GradingSummary, void> {
  input.signal.throwIfAborted();
  const source = input.files.get(SOURCE_FILE) ?? new Uint8Array();
  const breach = breachOf(source);
  if (breach) {
    yield* sameForAll(breach.verdict, breach.code, breach.message);
    return { facts: { verdict: breach.verdict === 'rejected' ? 'rejected' : 'error', violations: [] } };
  }
  const work = await examine(source, input, config);
  yield* resultsOf(work, config);
  return { facts: factsOf(work, config), imageDigest: work.imageDigest };
}
