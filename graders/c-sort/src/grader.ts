import { roundPoints, type TestCase, type TestCaseResult } from '#libs/domain';
import {
  defineGrader,
  type Grader,
  type GradingInput,
  type GradingSummary,
  type SandboxSession,
} from '#libs/grader-sdk';
import { build, type Build } from './build';
import {
  buildAndProbe,
  complexityOutcome,
  type Findings,
  judgeFacts,
  measureComplexity,
  type Probe,
  ratio,
  readFacts,
  timesOf,
} from './complexity';
import { configSchema, type Config, parseConfig } from './config';
import { CorrectnessRun } from './correctness';
import { CORRECTNESS_CASES, inputsOf, LARGE_CASE } from './inputs';
import {
  cleanliness,
  compiled,
  compileFailure,
  libraryOutcome,
  notRun,
  type Outcome,
  rejected,
} from './outcomes';
import { findFaults } from './sanitizers';
import type { LibraryVerdict } from './symbols';

type Built = Extract<Build, { kind: 'built' }>;

const FILE = 'main.c';
const COMPILES = 'compiles';
const LIBRARY = 'no library sort';
const COMPLEXITY = 'O(N log N)';
const CLEAN = 'clean build';
/** Every program that is not slow must sort this many. */
const LARGE = 100_000;
/** Counted steps that a program may need for the largest input of all; a few times as many nanoseconds. */
const MOST_STEPS = 1.2e9;
const TOTAL_WEIGHT = CORRECTNESS_CASES.reduce((sum, { weight }) => sum + weight, 0);

/** Sorting N integers in C: right, in O(N log N), without a library sort. */
const grader: Grader<Config> = {
  id: 'c-sort',
  version: '1',
  configSchema,
  parseConfig,
  shape: ({ maxBytes }) => ({
    kind: 'files',
    files: [{ name: FILE, language: 'c', maxBytes, required: true }],
  }),
  plan,
  async *grade(input, config) {
    const request = { image: 'c', memoryBytes: config.memoryMiB * 2 ** 20 } as const;
    const session = await input.sandbox.open(request, input.signal);
    try {
      return yield* new Grading(session, input, config).run();
    } finally {
      await session.close();
    }
  },
};

export const cSort = defineGrader(grader);

function plan(config: Config): readonly TestCase[] {
  const visibility = 'student';
  return [
    { name: COMPILES, maxPoints: 0, visibility },
    { name: LIBRARY, maxPoints: 0, visibility },
    ...correctnessPlan(config.correctness),
    { name: COMPLEXITY, maxPoints: config.complexity, visibility },
    { name: CLEAN, maxPoints: config.cleanliness, visibility },
  ];
}

/** Shares the points out by weight. Rounding sums instead of shares keeps the total exact. */
function correctnessPlan(points: number): TestCase[] {
  let weights = 0;
  return CORRECTNESS_CASES.map(({ name, weight }) => {
    const before = roundPoints((points * weights) / TOTAL_WEIGHT);
    weights += weight;
    const maxPoints = roundPoints(roundPoints((points * weights) / TOTAL_WEIGHT) - before);
    return { name, maxPoints, visibility: 'student' };
  });
}

/** gcc takes the program and clang doesn't: nothing can be counted. */
const NOT_MEASURABLE: Findings = {
  complexity: 'unknown',
  code: 'sort.complexity.not-measurable',
  reason:
    'The program uses a language extension of gcc (such as nested functions) that the counting compiler does not know, so ' +
    'a person will look at it.',
  witness: null,
  series: [],
  growth: null,
  table: { sizes: [], rows: [] },
  foreignCall: false,
};

/** One submission's way through the stages. */
class Grading {
  private readonly planned: ReadonlyMap<string, TestCase>;
  private readonly verdicts = new Map<string, TestCaseResult['verdict']>();
  private readonly source: Uint8Array;

  constructor(
    private readonly session: SandboxSession,
    private readonly input: GradingInput,
    private readonly config: Config,
  ) {
    this.planned = new Map(plan(config).map((testCase) => [testCase.name, testCase]));
    this.source = input.files.get(FILE) ?? new Uint8Array();
  }

  async *run(): AsyncGenerator<TestCaseResult, GradingSummary, void> {
    const built = await build(this.session, this.source);
    if (built.kind === 'failed') {
      yield this.result(COMPILES, compileFailure(built, this.source));
      yield* this.leaveOut(notRun('sort.not-run.compile', 'Left out, because the program does not compile.'));
      return this.summary({ compiles: false });
    }
    yield this.result(COMPILES, compiled(built));
    const { library, probe } = await this.inspect(built);
    yield this.result(LIBRARY, libraryOutcome(library));
    if (library.violations.length > 0) {
      yield* this.runRejected();
      return this.summary({ compiles: true, correct: this.isCorrect(), librarySort: true });
    }
    const findings = yield* this.runAccepted(built, probe);
    const foreignCall = findings?.foreignCall ?? false;
    return this.summary({
      compiles: true,
      correct: this.isCorrect(),
      complexity: findings?.complexity ?? 'unknown',
      librarySort: foreignCall,
      needsReview: library.remarks.length > 0 || findings?.complexity === 'unknown' || foreignCall,
      witness: witnessFacts(findings),
    });
  }

  /** The library gate: what the program could call and, where it can be counted, what it calls through addresses. */
  private async inspect(built: Built): Promise<{ library: LibraryVerdict; probe: Probe }> {
    const facts = await readFacts(this.session, this.source, built.standard);
    if (!facts) return { library: built.library, probe: { kind: 'no-build' } };
    const library = judgeFacts(facts);
    if (library.violations.length > 0) return { library, probe: { kind: 'no-build' } };
    const probe = await buildAndProbe(this.session, this.input.seed);
    if (probe.kind !== 'foreign-call') return { library, probe };
    const violations = ['The program calls code at an address that belongs to none of its functions.'];
    return { library: { ...library, violations }, probe };
  }

  /** The points are lost, but whether it sorts is still worth knowing. */
  private async *runRejected(): AsyncGenerator<TestCaseResult, void, void> {
    const correctness = new CorrectnessRun(this.session);
    for (const testCase of CORRECTNESS_CASES) {
      const outcome = await correctness.run(this.inputsOf(testCase));
      yield this.result(testCase.name, rejected());
      this.verdicts.set(testCase.name, outcome.verdict);
    }
    yield this.result(COMPLEXITY, rejected());
    yield this.result(CLEAN, rejected());
  }

  private async *runAccepted(
    built: Built,
    probe: Probe,
  ): AsyncGenerator<TestCaseResult, Findings | null, void> {
    const correctness = new CorrectnessRun(this.session);
    for (const testCase of CORRECTNESS_CASES.filter(({ name }) => name !== LARGE_CASE)) {
      yield this.result(testCase.name, await correctness.run(this.inputsOf(testCase)));
    }
    if (!this.sorts()) {
      yield* this.leaveOut(notRun('sort.not-run.wrong', 'Left out until the program sorts random inputs.'));
      return null;
    }
    const findings =
      probe.kind === 'ready' ? await measureComplexity(this.session, probe, this.input.seed) : NOT_MEASURABLE;
    const { knownLayout } = correctness;
    const times = await timesOf(this.session, findings, knownLayout, this.input.seed);
    yield this.result(COMPLEXITY, complexityOutcome(findings, this.config.randomised, times));
    yield this.result(LARGE_CASE, await this.runLarge(correctness, findings));
    const faults = await findFaults(this.session, this.source, built.standard, knownLayout);
    yield this.result(CLEAN, cleanliness(built.diagnostics, faults, this.source));
    return findings;
  }

  /**
   * Two sizes: one that every program must sort, and the largest for those that are quick enough. A slow program has lost the
   * points for complexity already; it is not to lose these by running out of time.
   */
  private async runLarge(correctness: CorrectnessRun, findings: Findings): Promise<Outcome> {
    const [least, most] = largeSizes(findings, this.config.largest);
    const outcome = await correctness.run(this.largeInputs(least));
    if (outcome.verdict !== 'correct') return outcome;
    if (findings.complexity === 'worse') {
      return { ...outcome, message: `Sorted (N = ${least}; more would take too long, see ${COMPLEXITY}).` };
    }
    if (most <= least) return { ...outcome, message: `Sorted (N = ${least}).` };
    const largest = await correctness.run(this.largeInputs(most));
    if (largest.verdict === 'correct') return { ...largest, message: `Sorted (N = ${most}).` };
    return {
      ...largest,
      verdict: 'partially-correct',
      message: `Sorts N = ${least}, but not N = ${most}: ${largest.message}`,
      share: 0.5,
    };
  }

  private largeInputs(n: number): readonly Int32Array[] {
    return CORRECTNESS_CASES.filter(({ name }) => name === LARGE_CASE).flatMap((testCase) =>
      inputsOf(testCase, this.input.seed, n),
    );
  }

  private inputsOf(testCase: (typeof CORRECTNESS_CASES)[number]): readonly Int32Array[] {
    return inputsOf(testCase, this.input.seed, Math.min(LARGE, this.config.largest));
  }

  private sorts(): boolean {
    return this.verdicts.get('random') === 'correct';
  }

  private isCorrect(): boolean {
    return CORRECTNESS_CASES.every(({ name }) => {
      const verdict = this.verdicts.get(name);
      return verdict === 'correct' || (name === LARGE_CASE && verdict === 'partially-correct');
    });
  }

  private *leaveOut(outcome: Outcome): Generator<TestCaseResult, void, void> {
    for (const name of this.planned.keys()) {
      if (!this.verdicts.has(name)) yield this.result(name, outcome);
    }
  }

  private result(name: string, { share, ...outcome }: Outcome): TestCaseResult {
    const maxPoints = this.planned.get(name)?.maxPoints;
    if (maxPoints === undefined) throw new Error(`no such case: ${name}`);
    this.verdicts.set(name, outcome.verdict);
    return { name, ...outcome, points: Math.min(maxPoints, roundPoints(maxPoints * share)) };
  }

  private summary(facts: Record<string, unknown>): GradingSummary {
    return {
      facts: {
        correct: false,
        complexity: 'unknown',
        librarySort: false,
        needsReview: false,
        witness: null,
        ...facts,
      },
      imageDigest: this.session.imageDigest,
    };
  }
}

/** N of the large inputs, from counted steps and not from time, so that it is the same in every run. */
function largeSizes({ complexity, series }: Findings, largest: number): [least: number, most: number] {
  const random = series.find(({ name }) => name === 'random');
  const ended = random?.stopped === true ? random.points.slice(0, -1) : (random?.points ?? []);
  const last = ended.at(-1);
  const least = Math.min(LARGE, largest);
  if (complexity === 'worse') return [Math.min(least, last?.n ?? least), 0];
  const steps = last ? ratio(last) * largest * Math.log2(largest) : Infinity;
  return [least, steps <= MOST_STEPS ? largest : least];
}

function witnessFacts(findings: Findings | null): Record<string, unknown> | null {
  if (!findings?.witness) return null;
  const { kind, name, keys, cost, randomCost } = findings.witness;
  return { kind, name, n: keys.length, cost, randomCost };
}
