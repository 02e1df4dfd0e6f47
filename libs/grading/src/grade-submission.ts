import { createHmac } from 'node:crypto';
import type { GradeReport, ProblemManifest, TestCaseReport } from '#libs/contracts';
import { addUp, roundPoints, scaleTo, type TestCase, type TestCaseResult } from '#libs/domain';
import type { ConfiguredGrader, Datasets, Progress, Sandbox } from '#libs/grader-sdk';
import type { Pack } from './packs/pack';
import type { Clock } from './ports/clock';
import type { SubmissionContent } from './ports/submissions';
import { describeContent } from './receive-content';

export interface GradingWork {
  readonly submissionId: string;
  readonly content: SubmissionContent;
  readonly assignment: string;
  readonly pack: Pack;
  /** Absent for a pack that is published nowhere. */
  readonly version?: number;
  readonly problem: ProblemManifest;
  readonly grader: ConfiguredGrader;
}

export interface GradingTools {
  readonly sandbox: Sandbox;
  readonly datasets: Datasets;
  readonly clock: Clock;
  /** Keys the seeds, so that nobody can guess hidden inputs. */
  readonly secret: string;
}

/** Follows grading as it happens. */
export interface GradingObserver {
  onCase(result: TestCaseReport, done: number, of: number): Promise<void>;
  onProgress(progress: Progress): void;
}

/**
 * Runs a grader over one submission and makes its report. The one road for the worker, the `assay` command and the
 * publish gate, so that all three give the same grade.
 * @throws InfrastructureError when the platform fails; any other throw is a defect of a grader. Neither is a grade.
 */
export async function gradeSubmission(
  work: GradingWork,
  tools: GradingTools,
  observer: GradingObserver,
  signal: AbortSignal,
): Promise<GradeReport> {
  const startedAt = tools.clock.now();
  const { files, sha256 } = describeContent(work.content);
  const seed = seedOf(tools.secret, work, sha256);
  const running = work.grader.grade({
    ...work.content,
    checks: work.pack.folder(work.problem.id, 'checks'),
    sandbox: tools.sandbox,
    datasets: tools.datasets,
    seed,
    signal,
    onProgress: (progress) => observer.onProgress(progress),
  });

  const { plan } = work.grader;
  const results: TestCaseResult[] = [];
  let step = await running.next();
  while (!step.done) {
    results.push(step.value);
    addUp(plan, results);
    await observer.onCase(caseReport(work, step.value), results.length, plan.length);
    step = await running.next();
  }
  signal.throwIfAborted();
  const missing = plan.find(({ name }) => !results.some((result) => result.name === name));
  if (missing) throw new Error(`grader ${work.grader.id} gave no result for its case "${missing.name}"`);

  return {
    schemaVersion: 1,
    outcome: results.every(({ verdict }) => verdict === 'invalid') ? 'not-gradable' : 'graded',
    submission: { id: work.submissionId, sha256, files },
    problem: {
      assignment: work.assignment,
      id: work.problem.id,
      title: work.problem.title,
      packSha256: work.pack.sha256,
      ...(work.version !== undefined && { version: work.version }),
    },
    grader: { id: work.grader.id, version: work.grader.version },
    imageDigest: step.value.imageDigest ?? null,
    seed,
    startedAt: startedAt.toISOString(),
    finishedAt: tools.clock.now().toISOString(),
    ...scaleTo(addUp(plan, results), work.problem.points),
    cases: plan.flatMap(({ name }) =>
      results.filter((result) => result.name === name).map((result) => caseReport(work, result)),
    ),
    facts: { ...step.value.facts },
  };
}

/** The same submission to the same pack always gets the same seed, so a regrade repeats every random input. */
function seedOf(secret: string, work: GradingWork, submissionSha256: string): string {
  return createHmac('sha256', secret)
    .update(`${work.pack.sha256}:${work.problem.id}:${submissionSha256}`)
    .digest('hex');
}

/** A result in the problem's points, which need not be the sum of the plan's. */
function caseReport(work: GradingWork, result: TestCaseResult): TestCaseReport {
  const planned = plannedCase(work.grader.plan, result.name);
  const share = work.problem.points / work.grader.plan.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  return {
    name: result.name,
    verdict: result.verdict,
    points: roundPoints(result.points * share),
    maxPoints: roundPoints(planned.maxPoints * share),
    visibility: planned.visibility,
    code: result.code,
    message: result.message,
    evidence: structuredClone(result.evidence) as TestCaseReport['evidence'],
  };
}

function plannedCase(plan: readonly TestCase[], name: string): TestCase {
  const planned = plan.find((testCase) => testCase.name === name);
  if (!planned) throw new RangeError(`result for an unplanned case: ${name}`);
  return planned;
}
