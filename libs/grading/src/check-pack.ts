import type { GradeReport, SampleExpectation } from '#libs/contracts';
import { roundPoints, type TestCase } from '#libs/domain';
import { BrokenPackError, type ConfiguredGrader, type Files } from '#libs/grader-sdk';
import { gradeSubmission, type GradingTools } from './grade-submission';
import type { GraderRegistry } from './packs/grader-registry';
import { inspectPack, type InspectedProblem } from './packs/inspect-pack';
import { readManifest } from './packs/manifest-text';
import type { Pack } from './packs/pack';
import { PackError, type PackFault } from './packs/pack-error';
import { contentFromFolder, receiveContent } from './receive-content';
import type { Refusal } from './result';
import { pointsOf } from './student-view';

export interface PackCheck {
  readonly problem: string;
  /** `solution`, `empty`, `starter`, or `samples/<name>`. */
  readonly what: string;
  readonly ok: boolean;
  /** What was found and, where it failed, what was expected. */
  readonly message: string;
  /** Where to look, if it failed. */
  readonly place?: Omit<PackFault, 'message'>;
  readonly done: number;
  readonly of: number;
}

export interface PackCheckOptions {
  /** Whether every submission of the pack is graded a second time and must get the same report; solutions always are. */
  readonly everythingTwice: boolean;
}

/** What came of handing a folder in: a report, or a refusal before anything ran. */
type Handed = { readonly report: GradeReport } | { readonly refusal: Refusal };

/** A submission that the pack itself makes, and what has to come of it. */
interface Trial {
  readonly inspected: InspectedProblem;
  readonly what: string;
  readonly files: Files;
  readonly twice: boolean;
  readonly judge: (handed: Handed) => readonly Difference[];
}

interface Difference {
  readonly message: string;
  readonly file: string;
  readonly line?: number;
}

interface Gate {
  readonly pack: Pack;
  readonly assignment: string;
  readonly tools: GradingTools;
  readonly signal: AbortSignal;
}

/**
 * The publish gate: the pack reads well, each solution earns everything, an empty submission nothing, the starter no more than
 * the manifest says, every sample gets what it expects, and grading again gives the same report. Yields each finding as
 * it is made.
 * @throws PackError where reading the pack shows that it is wrong, or its own files fail. @throws InfrastructureError
 */
export async function* checkPack(
  pack: Pack,
  assignment: string,
  graders: GraderRegistry,
  tools: GradingTools,
  signal: AbortSignal,
  options: PackCheckOptions = { everythingTwice: false },
): AsyncGenerator<PackCheck> {
  const trials = inspectPack(pack, graders).flatMap((inspected) =>
    trialsOf(pack, inspected, options.everythingTwice),
  );
  const gate: Gate = { pack, assignment, tools, signal };
  for (const [index, trial] of trials.entries()) {
    yield { ...(await tryOut(trial, gate)), done: index + 1, of: trials.length };
  }
}

function trialsOf(pack: Pack, inspected: InspectedProblem, everythingTwice: boolean): Trial[] {
  const { problem, grader, expectations } = inspected;
  const folder = `problems/${problem.id}`;
  const starter = pack.folder(problem.id, 'starter');
  const solution = pack.folder(problem.id, 'solution');
  const trial = (what: string, files: Files, judge: Trial['judge'], twice = everythingTwice): Trial => ({
    inspected,
    what,
    files,
    twice,
    judge,
  });
  return [
    trial('solution', solution, (handed) => expectEverything(handed, grader, `${folder}/solution`), true),
    trial('empty', new Map(), (handed) => expectAtMost(0, handed, 'an empty submission', folder)),
    ...(starter.size === 0
      ? []
      : [
          trial('starter', starter, (handed) =>
            expectAtMost(problem.starterPoints ?? 0, handed, 'the starter', `${folder}/starter`),
          ),
        ]),
    ...[...expectations].map(([name, expected]) => {
      const path = `${folder}/samples/${name}`;
      const files = pack.folder(problem.id, `samples/${name}`);
      return trial(`samples/${name}`, files, (handed) =>
        expectSample(handed, expected, grader.plan, pack, `${path}/expect.yaml`),
      );
    }),
  ];
}

async function tryOut(trial: Trial, gate: Gate): Promise<Omit<PackCheck, 'done' | 'of'>> {
  const { inspected, what, twice, judge } = trial;
  const problem = inspected.problem.id;
  try {
    const handed = await handIn(trial, gate);
    const differences = [...judge(handed)];
    if (differences.length === 0 && twice && 'report' in handed) {
      differences.push(...repeatability(handed.report, await handIn(trial, gate), problem));
    }
    const [first] = differences;
    if (!first) return { problem, what, ok: true, message: summary(handed) };
    const { file, line } = first;
    return {
      problem,
      what,
      ok: false,
      message: differences.map(({ message }) => message).join('; '),
      place: { file, ...(line !== undefined && { line }) },
    };
  } catch (error) {
    if (!(error instanceof BrokenPackError)) throw error;
    const { file, line, reason } = error;
    const fault = {
      file: `problems/${problem}/${file}`,
      message: reason,
      ...(line !== undefined && { line }),
    };
    throw new PackError(fault, { cause: error });
  }
}

async function handIn({ inspected, files }: Trial, { tools, signal, ...where }: Gate): Promise<Handed> {
  const { grader, problem } = inspected;
  const content = receiveContent(contentFromFolder(files, grader.shape), grader.shape);
  if (!content.ok) return { refusal: content.refusal };
  const silent = { onCase: () => Promise.resolve(), onProgress: () => undefined };
  const work = { submissionId: 'check', content: content.value, problem, grader, ...where };
  return { report: await gradeSubmission(work, tools, silent, signal) };
}

/** A grader that judges nothing must have all of it wait for a person. */
function expectEverything(handed: Handed, { forPeople }: ConfiguredGrader, file: string): Difference[] {
  const ok =
    'report' in handed &&
    handed.report.outcome === 'graded' &&
    handed.report.maxPoints === (forPeople ? (pointsOf(handed.report).toReview ?? 0) : handed.report.points);
  return ok ? [] : [{ file, message: `the solution must earn everything, but: ${summary(handed)}` }];
}

function expectAtMost(most: number, handed: Handed, who: string, file: string): Difference[] {
  if ('refusal' in handed || handed.report.points <= most) return [];
  const allowed = most === 0 ? 'nothing' : `at most ${String(most)}`;
  return [{ file, message: `${who} must earn ${allowed}, but: ${summary(handed)}` }];
}

function expectSample(
  handed: Handed,
  expected: SampleExpectation,
  plan: readonly TestCase[],
  pack: Pack,
  file: string,
): Difference[] {
  const text = readManifest(pack.files, file);
  const at = (path: readonly string[], message: string): Difference => ({
    file,
    line: text.lineOf(path),
    message,
  });
  const outcome = 'report' in handed ? handed.report.outcome : 'not-gradable';
  const differences =
    outcome === expected.outcome
      ? []
      : [at(['outcome'], `outcome ${outcome}, expected ${expected.outcome}: ${summary(handed)}`)];
  if ('refusal' in handed) return differences;
  const { report } = handed;
  const { points } = expected;
  // Expectations are in the grader's own points, so that they outlive a change of the problem's.
  const planned = plan.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  const earned = roundPoints((report.points / report.maxPoints) * planned);
  const range = typeof points === 'number' ? { min: points, max: points } : points;
  if (range && !(earned >= range.min && earned <= range.max)) {
    differences.push(at(['points'], `${String(earned)} points, expected ${JSON.stringify(points)}`));
  }
  for (const [name, verdict] of Object.entries(expected.verdicts)) {
    const found = report.cases.find((each) => each.name === name);
    if (found && found.verdict !== verdict) {
      const message = `${name}: ${found.verdict}, expected ${verdict} (${found.message})`;
      differences.push(at(['verdicts', name], message));
    }
  }
  return differences;
}

/** Times are what may differ between two gradings of the same submission; evidence may hold them as series. */
function repeatability(first: GradeReport, again: Handed, problem: string): Difference[] {
  const [before, after] = [stable(first), 'report' in again ? stable(again.report) : []];
  const changed = before.find((text, i) => text !== after[i]);
  if (changed === undefined) return [];
  const message = `graded again, the report differs: first ${changed}, then ${after[before.indexOf(changed)] ?? 'nothing'}`;
  return [{ file: `problems/${problem}`, message }];
}

function stable({ outcome, points, cases }: GradeReport): string[] {
  const timeless = (text: string): string => text.replace(/\d+(?:\.\d+)?(?= ?(?:ms|s|seconds?)\b)/g, '…');
  return [
    `${outcome}, ${String(points)} points`,
    ...cases.map(({ name, verdict, points: earned, code, message }) =>
      JSON.stringify([name, verdict, earned, code, timeless(message)]),
    ),
  ];
}

function summary(handed: Handed): string {
  if ('refusal' in handed) return `refused: ${handed.refusal.detail}`;
  const { outcome, points, maxPoints, cases } = handed.report;
  const failed = cases.find(({ verdict }) => verdict !== 'correct');
  const why = failed ? ` (${failed.name}: ${failed.verdict}, ${failed.message})` : '';
  return `${outcome}, ${String(points)} of ${String(maxPoints)} points${why}`;
}
