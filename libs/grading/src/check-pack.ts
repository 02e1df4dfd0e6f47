import {
  sampleExpectationSchema,
  type GradeReport,
  type ProblemManifest,
  type SampleExpectation,
} from '#libs/contracts';
import { roundPoints, type TestCase } from '#libs/domain';
import type { ConfiguredGrader, Files } from '#libs/grader-sdk';
import { gradeSubmission, type GradingTools } from './grade-submission';
import type { GraderRegistry } from './packs/grader-registry';
import { PackError, parseManifest, type Pack } from './packs/pack';
import { contentFromFolder, receiveContent } from './receive-content';
import type { Refusal } from './result';
import { pointsOf } from './student-view';

export interface PackCheck {
  readonly problem: string;
  /** `solution`, `empty`, or `samples/<name>`. */
  readonly what: string;
  readonly ok: boolean;
  /** What was found and, where it failed, what was expected. */
  readonly message: string;
}

/** What came of handing a folder in: a report, or a refusal before anything ran. */
type Handed = { readonly report: GradeReport } | { readonly refusal: Refusal };

/**
 * The publish gate: the manifest is valid, each solution earns everything, an empty submission earns nothing and every
 * sample gets what it expects. Yields each finding as it is made.
 * @throws PackError when the manifest, a config or an expectation can't be read. @throws InfrastructureError
 */
export async function* checkPack(
  pack: Pack,
  assignment: string,
  graders: GraderRegistry,
  tools: GradingTools,
  signal: AbortSignal,
): AsyncGenerator<PackCheck> {
  const configured = pack.manifest.problems.map((problem) => ({
    problem,
    grader: graders.configure(problem),
  }));
  for (const { problem, grader } of configured) {
    const hand = (folder: Files) => handIn(folder, { pack, assignment, problem, grader }, tools, signal);
    const solution = pack.folder(problem.id, 'solution');
    if (solution.size === 0) throw new PackError(`problems/${problem.id}/solution is missing or empty`);
    yield { problem: problem.id, what: 'solution', ...expectEverything(await hand(solution), grader) };
    yield { problem: problem.id, what: 'empty', ...expectNothing(await hand(new Map())) };
    for (const name of pack.sampleNames(problem.id)) {
      const sample = pack.folder(problem.id, `samples/${name}`);
      const expected = parseExpectation(sample, `problems/${problem.id}/samples/${name}`);
      yield {
        problem: problem.id,
        what: `samples/${name}`,
        ...expectSample(await hand(sample), expected, grader.plan),
      };
    }
  }
}

async function handIn(
  folder: Files,
  work: { pack: Pack; assignment: string; problem: ProblemManifest; grader: ConfiguredGrader },
  tools: GradingTools,
  signal: AbortSignal,
): Promise<Handed> {
  const content = receiveContent(contentFromFolder(folder, work.grader.shape), work.grader.shape);
  if (!content.ok) return { refusal: content.refusal };
  const silent = { onCase: () => Promise.resolve(), onProgress: () => undefined };
  const report = await gradeSubmission(
    { submissionId: 'check', content: content.value, ...work },
    tools,
    silent,
    signal,
  );
  return { report };
}

function parseExpectation(sample: Files, where: string): SampleExpectation {
  try {
    return parseManifest(sample, 'expect.yaml', sampleExpectationSchema);
  } catch (error) {
    throw new PackError(`${where}/${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** A grader that judges nothing must have all of it wait for a person. */
function expectEverything(handed: Handed, { forPeople }: ConfiguredGrader): { ok: boolean; message: string } {
  const ok =
    'report' in handed &&
    handed.report.outcome === 'graded' &&
    handed.report.maxPoints === (forPeople ? (pointsOf(handed.report).toReview ?? 0) : handed.report.points);
  return { ok, message: ok ? summary(handed) : `the solution must earn everything, but: ${summary(handed)}` };
}

function expectNothing(handed: Handed): { ok: boolean; message: string } {
  const ok = 'refusal' in handed || handed.report.points === 0;
  return {
    ok,
    message: ok ? summary(handed) : `an empty submission must earn nothing, but: ${summary(handed)}`,
  };
}

function expectSample(
  handed: Handed,
  expected: SampleExpectation,
  plan: readonly TestCase[],
): { ok: boolean; message: string } {
  const outcome = 'report' in handed ? handed.report.outcome : 'not-gradable';
  const differences =
    outcome === expected.outcome ? [] : [`outcome ${outcome}, expected ${expected.outcome}`];
  if ('report' in handed) differences.push(...differencesOf(handed.report, expected, plan));
  return {
    ok: differences.length === 0,
    message: differences.length === 0 ? summary(handed) : differences.join('; '),
  };
}

function differencesOf(
  report: GradeReport,
  expected: SampleExpectation,
  plan: readonly TestCase[],
): string[] {
  const differences: string[] = [];
  const { points } = expected;
  // Expectations are in the grader's own points, so that they outlive a change of the problem's.
  const planned = plan.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  const earned = roundPoints((report.points / report.maxPoints) * planned);
  const range = typeof points === 'number' ? { min: points, max: points } : points;
  if (range && !(earned >= range.min && earned <= range.max)) {
    differences.push(`${String(earned)} points, expected ${JSON.stringify(points)}`);
  }
  for (const [name, verdict] of Object.entries(expected.verdicts)) {
    const found = report.cases.find((each) => each.name === name);
    if (!found) differences.push(`there is no case "${name}"`);
    else if (found.verdict !== verdict)
      differences.push(`${name}: ${found.verdict}, expected ${verdict} (${found.message})`);
  }
  return differences;
}

function summary(handed: Handed): string {
  if ('refusal' in handed) return `refused: ${handed.refusal.detail}`;
  const { outcome, points, maxPoints, cases } = handed.report;
  const failed = cases.find(({ verdict }) => verdict !== 'correct');
  const why = failed ? ` (${failed.name}: ${failed.verdict}, ${failed.message})` : '';
  return `${outcome}, ${String(points)} of ${String(maxPoints)} points${why}`;
}
