/**
 * Functions in Python, called with arguments that the student doesn't know. The results are compared outside with those
 * of the pack's reference, which runs in a container of its own: no expected value is ever where a student's code is.
 */
import type { TestCaseResult } from '#libs/domain';
import { defineGrader, type Grader, type GradingInput, type GradingSummary } from '#libs/grader-sdk';
import { answerKey, sandboxFor } from './answer-key';
import { configSchema, type FunctionTestsConfig, parseConfig } from './config';
import { inspect } from './inspect';
import { judgeCall, type Judgement, nameMistakes } from './judge';
import { factsOf, planOf, resultsOf, sameForAll } from './results';
import { answerCalls, type Answers, filesOf } from './submission';

const MAX_SOURCE_BYTES = 64 * 1024;

const grader: Grader<FunctionTestsConfig> = {
  id: 'function-tests',
  version: '1.0.1',
  configSchema,
  parseConfig,
  shape: ({ file }) => ({
    kind: 'files',
    files: [{ name: file, language: 'python', maxBytes: MAX_SOURCE_BYTES, required: true }],
  }),
  plan: planOf,
  inspect,
  grade,
};

export const functionTests = defineGrader(grader);

async function* grade(
  input: GradingInput,
  config: FunctionTestsConfig,
): AsyncGenerator<TestCaseResult, GradingSummary, void> {
  input.signal.throwIfAborted();
  const source = input.files.get(config.file) ?? new Uint8Array();
  const unreadable = whyUnreadable(source);
  if (unreadable !== null) {
    yield* sameForAll(config, 'invalid', 'unreadable', `${config.file} ${unreadable}`);
    return { facts: {} };
  }
  const { judgements, answers, imageDigest } = await examine(source, input, config);
  yield* resultsOf(judgements, answers, source, config);
  return { facts: factsOf(judgements), imageDigest };
}

function whyUnreadable(source: Uint8Array): string | null {
  if (source.every((byte) => byte <= 0x20)) return 'is missing or empty.';
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(source);
    return text.includes('\0') ? 'is not text.' : null;
  } catch {
    return 'is not UTF-8 text.';
  }
}

interface Examined {
  readonly judgements: readonly Judgement[];
  readonly answers: Answers;
  readonly imageDigest: string;
}

async function examine(
  source: Uint8Array,
  input: GradingInput,
  config: FunctionTestsConfig,
): Promise<Examined> {
  const making = answerKey(config, input);
  // It is awaited below; should the student's container fail first, its own failure is nobody's news.
  making.catch(() => undefined);
  await using session = await input.sandbox.open(sandboxFor(config), input.signal);
  const { calls, expected, mistakes } = await making;
  const files = filesOf(source, config.file, input.checks);
  const answers = await answerCalls(session, files, calls, config);
  const judgements = calls.map((call) =>
    judgeCall(call, answers.byCall.get(call.id) ?? { kind: 'not-run' }, expected.get(call.id) ?? []),
  );
  return { judgements: nameMistakes(judgements, mistakes), answers, imageDigest: session.imageDigest };
}
