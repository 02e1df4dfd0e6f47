import {
  type ExpectedFile,
  roundPoints,
  type SubmissionShape,
  type TestCase,
  type TestCaseResult,
} from '#libs/domain';
import {
  defineGrader,
  type Files,
  type Grader,
  type GradingInput,
  type GradingSummary,
  type PackRemark,
  type SandboxSession,
} from '#libs/grader-sdk';
import { givenFiles, inspect, loadCase, type LoadedCase } from './cases';
import { Checker } from './checker';
import { configSchema, parseConfig, type StdioCase, type StdioConfig } from './config';
import { compilerEvidence } from './evidence';
import { judgeRun, type Outcome } from './judge';
import { build, type Build, run, sessionFor, type Sources } from './program';

const COMPILES = 'compiles';

/** Judges programs that read standard input and write standard output; see the README. */
class StdioGrader implements Grader<StdioConfig> {
  readonly id = 'stdio';
  readonly version = '1.0.0';
  readonly configSchema = configSchema;

  parseConfig(raw: unknown): StdioConfig {
    return parseConfig(raw);
  }

  shape({ files, language, maxBytes }: StdioConfig): SubmissionShape {
    return {
      kind: 'files',
      files: files.map((name): ExpectedFile => ({
        name,
        language: language === 'python' ? 'python' : 'c',
        maxBytes,
        required: true,
      })),
    };
  }

  plan({ cases }: StdioConfig): readonly TestCase[] {
    return [
      { name: COMPILES, maxPoints: 0, visibility: 'student' },
      ...cases.map(({ name, points, visibility }) => ({ name, maxPoints: points, visibility })),
    ];
  }

  inspect(checks: Files, config: StdioConfig): readonly PackRemark[] {
    return inspect(checks, config);
  }

  async *grade(
    input: GradingInput,
    config: StdioConfig,
  ): AsyncGenerator<TestCaseResult, GradingSummary, void> {
    const { language, limits } = config;
    const cases = config.cases.map((each) => loadCase(each, config, input.checks));
    const sources = sourcesOf(input, config);
    await using session = await input.sandbox.open(sessionFor(language, limits.memoryMiB), input.signal);
    const built = await build(session, sources);
    yield result({ name: COMPILES, points: 0 }, compiled(built, sources));
    if (built.kind === 'failed') {
      for (const each of config.cases) yield result(each, NOT_COMPILED);
    } else yield* runCases(session, sources, cases, input, config);
    return { facts: { compiles: built.kind === 'built' }, imageDigest: session.imageDigest };
  }
}

export const stdio = defineGrader(new StdioGrader());

function sourcesOf({ files, checks }: GradingInput, config: StdioConfig): Sources {
  const own = config.files.map((name) => [name, files.get(name) ?? new Uint8Array()] as const);
  return {
    language: config.language,
    files: new Map([...own, ...givenFiles(config, checks)]),
    flags: config.flags,
    own: config.files,
  };
}

async function* runCases(
  session: SandboxSession,
  sources: Sources,
  cases: readonly LoadedCase[],
  input: GradingInput,
  config: StdioConfig,
): AsyncGenerator<TestCaseResult, void, void> {
  const { seconds, outputKiB, timeouts } = config.limits;
  await using checker = await Checker.start(config, input.checks, input.sandbox, input.signal);
  let timedOut = 0;
  for (const loaded of cases) {
    if (timedOut >= timeouts) {
      yield result(loaded.case, { ...NOT_RUN, message: `Left out: ${timeouts} runs before took too long.` });
      continue;
    }
    const outcome = await run(session, sources, {
      args: loaded.case.args,
      stdin: loaded.input,
      limits: { cpuSeconds: seconds, outputBytes: outputKiB << 10 },
    });
    if (outcome.kind === 'timed-out') timedOut++;
    yield result(loaded.case, await judgeRun(loaded, outcome, config, checker));
  }
}

const NOT_RUN: Outcome = {
  verdict: 'not-run',
  code: 'stdio.not-run.timeouts',
  message: '',
  evidence: [],
  share: 0,
};
const NOT_COMPILED: Outcome = {
  ...NOT_RUN,
  code: 'stdio.not-run.compile',
  message: 'Left out, because the program does not compile.',
};

function compiled(built: Build, { own, files, language }: Sources): Outcome {
  if (built.kind === 'built') {
    return { verdict: 'correct', code: 'stdio.compiles', message: 'Compiles.', evidence: [], share: 1 };
  }
  return {
    verdict: 'compile-error',
    code: `stdio.compile.${built.reason}`,
    message: compileMessage(built),
    evidence: compilerEvidence(
      built.diagnostics,
      new Map([...files].filter(([name]) => own.includes(name))),
      language,
    ),
    share: 0,
  };
}

function compileMessage({ reason, diagnostics }: Extract<Build, { kind: 'failed' }>): string {
  switch (reason) {
    case 'timed-out':
      return 'The compiler did not come to an end in time. Does the file include something endless?';
    case 'memory-exceeded':
      return 'The compiler ran out of memory on this program.';
    case 'crashed':
      return 'The compiler itself crashed on this program.';
    case 'errors':
      break;
  }
  for (const [file, remarks] of diagnostics.remarks) {
    const error = remarks.find(({ severity }) => severity === 'error');
    if (error) return `It does not compile: ${file}, line ${error.line}: ${error.message}.`;
  }
  const [general] = diagnostics.general;
  return general === undefined ? 'It does not compile.' : `It does not compile: ${general}.`;
}

function result({ name, points }: Pick<StdioCase, 'name' | 'points'>, outcome: Outcome): TestCaseResult {
  const { share, ...rest } = outcome;
  return { name, ...rest, points: roundPoints(points * share) };
}
