/**
 * The conformance kit: what every grader must hold to, as Jest tests. The second door of grader-sdk, because tests may
 * import it and the product may not.
 */
import { addUp, type TestCaseResult } from '#libs/domain';
import type { AnyGrader, Datasets, Files, GradingInput, GradingSummary } from './index';
import { InfrastructureError } from './infrastructure-error';
import type { Sandbox } from './sandbox';
import { DeadSandbox, NoDatasets } from './stand-ins';

export * from './corpus';

export interface ConformanceCase {
  readonly grader: AnyGrader;
  readonly config: unknown;
  /** Earns everything. */
  readonly solution: Content;
  /** Reads well and earns nothing. */
  readonly worthless: Content;
  readonly sandbox: Sandbox;
  readonly datasets?: Datasets;
  readonly checks?: Files;
  /** Graders that never open a sandbox can't be tested with a dead one. */
  readonly usesSandbox: boolean;
}

export interface Content {
  readonly files?: Files;
  readonly answers?: ReadonlyMap<string, string>;
}

interface Graded {
  readonly results: readonly TestCaseResult[];
  readonly summary: GradingSummary;
}

/** Declares the tests; call it inside a `describe`. */
export function conformsToGraderContract(subject: ConformanceCase): void {
  const configured = () => subject.grader.configure(subject.config);
  const input = (content: Content, changes: Partial<GradingInput> = {}): GradingInput => ({
    files: content.files ?? new Map(),
    answers: content.answers ?? new Map(),
    checks: subject.checks ?? new Map(),
    sandbox: subject.sandbox,
    datasets: subject.datasets ?? new NoDatasets(),
    seed: 'conformance',
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...changes,
  });
  const gradeAll = async (content: Content, changes: Partial<GradingInput> = {}): Promise<Graded> => {
    const running = configured().grade(input(content, changes));
    const results: TestCaseResult[] = [];
    for (let step = await running.next(); ; step = await running.next()) {
      if (step.done) return { results, summary: step.value };
      results.push(step.value);
    }
  };

  it('plans cases with names of their own and points', () => {
    const { plan } = configured();
    expect(new Set(plan.map(({ name }) => name)).size).toBe(plan.length);
    expect(plan.reduce((sum, { maxPoints }) => sum + maxPoints, 0)).toBeGreaterThan(0);
  });

  it('gives the reference solution everything, or leaves it to people, in exactly the planned cases', async () => {
    const { forPeople, plan } = configured();
    const { results } = await gradeAll(subject.solution);
    expect(results.map(({ name }) => name).sort()).toEqual(plan.map(({ name }) => name).sort());
    const { points, maxPoints } = addUp(plan, results);
    if (forPeople) expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['needs-review']));
    expect(points).toBe(forPeople ? 0 : maxPoints);
  });

  it('gives worthless work nothing', async () => {
    const { results } = await gradeAll(subject.worthless);
    expect(addUp(configured().plan, results).points).toBe(0);
  });

  it('gives the same input the same results', async () => {
    const [first, second] = [await gradeAll(subject.worthless), await gradeAll(subject.worthless)];
    expect(second.results).toEqual(first.results);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('told to stop'));
    await expect(gradeAll(subject.solution, { signal })).rejects.toThrow();
  });

  if (subject.usesSandbox) {
    it("takes a dead sandbox for the platform's fault", async () => {
      await expect(gradeAll(subject.solution, { sandbox: new DeadSandbox() })).rejects.toThrow(
        InfrastructureError,
      );
    });
  }
}
