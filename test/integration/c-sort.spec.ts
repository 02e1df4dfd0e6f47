import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestCaseResult } from '#libs/domain';
import { type AnyGrader, Datasets, type Facts, type Files } from '#libs/grader-sdk';
import { conformsToGraderContract } from '#libs/grader-sdk/testing';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';
import { graders } from '#graders';

const problem = join(__dirname, '../../courses/intro-ml/prerequisites/problems/sort');
const sandbox = new DockerSandbox({
  ...sandboxSettingsFromEnv(process.env, join(__dirname, '../../sandbox-images')),
  platform: `assay-test-${process.pid}`,
});
const grader = graders.find(({ id }) => id === 'c-sort') as AnyGrader;

const source = (path: string): Files => new Map([['main.c', readFileSync(join(problem, path, 'main.c'))]]);

class NoDatasets extends Datasets {
  locate(name: string): Promise<never> {
    return Promise.reject(new Error(`there is no data set ${name}`));
  }
}

async function grade(
  files: Files,
  config: unknown = {},
): Promise<{ results: readonly TestCaseResult[]; facts: Facts }> {
  const running = grader.configure(config).grade({
    files,
    answers: new Map(),
    checks: new Map(),
    sandbox,
    datasets: new NoDatasets(),
    seed: 'integration',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const results: TestCaseResult[] = [];
  for (let step = await running.next(); ; step = await running.next()) {
    if (step.done) return { results, facts: step.value.facts };
    results.push(step.value);
  }
}

type Graded = Awaited<ReturnType<typeof grade>>;

/** The processor time on the killer input is shown, and is the one thing that may differ. */
function withoutTimes(graded: Graded | undefined): Graded | undefined {
  return (
    graded && {
      ...graded,
      results: graded.results.map((result) => ({
        ...result,
        evidence: result.evidence.filter(({ title }) => !title.startsWith('Processor time')),
      })),
    }
  );
}

jest.setTimeout(120_000);

beforeAll(async () => {
  await sandbox.images.ensure('c', (line) => process.stderr.write(`${line}\n`));
}, 15 * 60_000);

afterAll(() => sandbox.close(), 30_000);

describe('the contract of graders', () => {
  conformsToGraderContract({
    grader,
    config: {},
    solution: { files: source('solution') },
    worthless: { files: new Map([['main.c', Buffer.from('int main(void) { __builtin_trap(); }')]]) },
    sandbox,
    usesSandbox: true,
  });
});

// Verdicts and points of every sample are the pack check's; here are the facts, one program of each kind.
test.each([
  ['right-introsort', { correct: true, complexity: 'nlogn', librarySort: false, needsReview: false }],
  ['right-radix', { correct: true, complexity: 'nlogn', librarySort: false }],
  ['quadratic-pivot-ninther', { correct: true, complexity: 'worse', witness: { kind: 'adversary' } }],
  ['quadratic-equal-keys', { correct: true, complexity: 'worse', witness: { kind: 'pattern' } }],
  ['shellsort-ciura', { correct: true, complexity: 'worse', witness: { kind: 'gaps' } }],
  ['n-log-squared-bitonic', { correct: true, complexity: 'worse' }],
  ['randomised-pivot', { correct: true, complexity: 'randomised', librarySort: false }],
  ['bug-subtraction-overflows', { correct: false, complexity: 'nlogn', librarySort: false }],
  ['cheat-qsort-hidden', { librarySort: true }],
  ['does-not-compile', { compiles: false, correct: false, complexity: 'unknown' }],
])('facts about %s', async (sample, expected) => {
  const { facts } = await grade(source(`samples/${sample}`));
  expect(facts).toMatchObject(expected);
});

test('the same program gets the same report while others are graded', async () => {
  const programs = ['quadratic-pivot-median-of-three', 'right-introsort'].map((name) =>
    source(`samples/${name}`),
  );
  const [killed, spared] = await Promise.all(programs.map((files) => grade(files)));
  const again = await Promise.all([...programs, ...programs].map((files) => grade(files)));
  expect(again.map(withoutTimes)).toEqual([killed, spared, killed, spared].map(withoutTimes));
});

test('shows the plain program on the killer input, beside a random one of the same size', async () => {
  const { results } = await grade(source('samples/quadratic-pivot-ninther'));
  const evidence = results.find(({ name }) => name === 'O(N log N)')?.evidence ?? [];
  expect(evidence.find(({ kind }) => kind === 'download')).toMatchObject({ fileName: 'killer.txt' });
  expect(evidence.find(({ title }) => title.startsWith('Processor time'))).toMatchObject({
    kind: 'table',
    columns: ['input of N = 4096', 'seconds'],
    rows: [
      ['random integers', expect.stringMatching(/^\d+\.\d{3}$/)],
      ['killer.txt', expect.stringMatching(/^\d+\.\d{3}$/)],
    ],
  });
});

test('a program with arrays of fixed length is measured beyond them, and keeps what it sorted', async () => {
  const small = readFileSync(join(__dirname, '../../graders/c-sort/examples/wrong/small-n-only.c'));
  const { results, facts } = await grade(new Map([['main.c', small]]));
  expect(facts).toMatchObject({ correct: false, complexity: 'nlogn', needsReview: false });
  expect(results.find(({ name }) => name === 'random')).toMatchObject({ verdict: 'correct', points: 8 });
});

test('a policy decides what expected N log N is worth', async () => {
  const { results } = await grade(source('samples/randomised-pivot'), { randomised: 'partial' });
  expect(results.find(({ name }) => name === 'O(N log N)')).toMatchObject({
    verdict: 'partially-correct',
    points: 15,
  });
});

test('an endless program is given up after two cases', async () => {
  const { results } = await grade(
    new Map([['main.c', Buffer.from('#include <unistd.h>\nint main(void) { for (;;) pause(); }')]]),
  );
  const hung = results.filter(({ verdict }) => verdict === 'timed-out');
  expect(hung.map(({ name }) => name)).toEqual(['small random', 'N = 0']);
  expect(results.filter(({ code }) => code === 'sort.not-run.hangs').length).toBeGreaterThan(5);
});
