import { assignmentManifestSchema } from '#libs/contracts';
import type { TestCase, TestCaseResult } from '#libs/domain';
import { DeadSandbox, defineGrader, type Facts } from '#libs/grader-sdk';
import { gradeSubmission } from './grade-submission';
import { Pack } from './packs/pack';
import { SystemClock } from './ports/clock';

const plan: readonly TestCase[] = ['one', 'two', 'three'].map((name) => ({
  name,
  maxPoints: 1,
  visibility: 'student',
}));

function result(name: string, points = 1): TestCaseResult {
  return {
    name,
    points,
    verdict: points > 0 ? 'correct' : 'incorrect',
    code: 'c',
    message: name,
    evidence: [],
  };
}

function graderThatYields(results: readonly TestCaseResult[], facts: Facts = {}) {
  return defineGrader({
    id: 'scripted',
    version: '1',
    parseConfig: () => null,
    shape: () => ({ kind: 'answers', fields: [] }),
    plan: () => plan,
    async *grade({ seed }) {
      await Promise.resolve();
      yield* results;
      return { facts: { ...facts, seed } };
    },
  }).configure({});
}

const pack = Pack.fromFiles(
  new Map([
    [
      'assignment.yaml',
      new TextEncoder().encode('title: T\nproblems: [{ id: p, title: P, grader: scripted, points: 10 }]\n'),
    ],
  ]),
);

async function grade(results: readonly TestCaseResult[], secret = 'secret', answer = 'x') {
  const seen: string[] = [];
  const report = await gradeSubmission(
    {
      submissionId: 's',
      content: { files: new Map(), answers: new Map([['a', answer]]) },
      assignment: 'a',
      pack,
      problem: pack.getProblem('p'),
      grader: graderThatYields(results),
    },
    {
      sandbox: new DeadSandbox(),
      datasets: { locate: () => Promise.reject(new Error('none')) },
      clock: new SystemClock(),
      secret,
    },
    {
      onCase: ({ name }, done, of) => {
        seen.push(`${name} ${String(done)}/${String(of)}`);
        return Promise.resolve();
      },
      onProgress: () => undefined,
    },
    new AbortController().signal,
  );
  return { report, seen };
}

it("scales to the problem's points without losing a hundredth, and keeps the plan's order", async () => {
  const { report, seen } = await grade([result('three'), result('one'), result('two')]);
  expect(report).toMatchObject({ points: 10, maxPoints: 10, outcome: 'graded' });
  expect(report.cases.map(({ name }) => name)).toEqual(['one', 'two', 'three']);
  expect(seen).toEqual(['three 1/3', 'one 2/3', 'two 3/3']);
});

it.each([
  ['leaves a case out', [result('one'), result('two')]],
  ['invents a case', [result('four')]],
  ['gives a case twice', [result('one'), result('one')]],
  ['gives too much', [result('one', 2)]],
])('takes a grader that %s for a defect, not for a grade', async (_what, results) => {
  await expect(grade(results)).rejects.toThrow(/case|points/);
});

it('is not gradable when nothing could be read', async () => {
  const invalid = plan.map(({ name }): TestCaseResult => ({ ...result(name, 0), verdict: 'invalid' }));
  expect((await grade(invalid)).report.outcome).toBe('not-gradable');
  expect((await grade([result('one'), ...invalid.slice(1)])).report.outcome).toBe('graded');
});

it('draws the same seed for the same work, and another for other work or another secret', async () => {
  const results = plan.map(({ name }) => result(name));
  const [first, again, other, elsewhere] = await Promise.all([
    grade(results),
    grade(results),
    grade(results, 'secret', 'y'),
    grade(results, 'another'),
  ]);
  expect(again.report.seed).toBe(first.report.seed);
  expect(new Set([first.report.seed, other.report.seed, elsewhere.report.seed]).size).toBe(3);
});

it('knows a manifest that names a problem twice', () => {
  const problem = { id: 'p', title: 'P', grader: 'g', points: 1 };
  expect(assignmentManifestSchema.safeParse({ title: 'T', problems: [problem, problem] }).success).toBe(
    false,
  );
});
