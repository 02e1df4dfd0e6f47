/**
 * Programs that were written after the grader's thresholds had been set, filed by what a careful person says about them:
 * `graders/c-sort/examples/<verdict>/<program>.c`. All of them with ASSAY_TEST_C_SORT=all, otherwise every twelfth, always the same.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyGrader, Datasets, type Facts } from '#libs/grader-sdk';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';
import { graders } from '#graders';

const examples = join(__dirname, '../../graders/c-sort/examples');
const sandbox = new DockerSandbox({
  ...sandboxSettingsFromEnv(process.env, join(__dirname, '../../sandbox-images')),
  platform: `assay-test-${process.pid}`,
});
const grader = graders.find(({ id }) => id === 'c-sort') as AnyGrader;

const honest = { compiles: true, correct: true, librarySort: false };
const expectations: Readonly<Record<string, Facts>> = {
  nlogn: { ...honest, complexity: 'nlogn', needsReview: false, witness: null },
  worse: { ...honest, complexity: 'worse', needsReview: false },
  randomised: { ...honest, complexity: 'randomised', needsReview: false },
  review: { compiles: true, librarySort: false, needsReview: true },
  wrong: { compiles: true, correct: false, librarySort: false },
  'library-sort': { compiles: true, librarySort: true },
  'no-program': { compiles: false, correct: false, complexity: 'unknown' },
};

const programs = Object.keys(expectations).flatMap((verdict) =>
  readdirSync(join(examples, verdict)).map((file) => ({ verdict, file })),
);
const chosen =
  process.env['ASSAY_TEST_C_SORT'] === 'all'
    ? programs
    : programs.filter((_program, index) => index % 12 === 0);

class NoDatasets extends Datasets {
  locate(name: string): Promise<never> {
    return Promise.reject(new Error(`there is no data set ${name}`));
  }
}

async function factsOf(source: Uint8Array): Promise<Facts> {
  const running = grader.configure({}).grade({
    files: new Map([['main.c', source]]),
    answers: new Map(),
    checks: new Map(),
    sandbox,
    datasets: new NoDatasets(),
    seed: 'programs',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  let step = await running.next();
  while (!step.done) step = await running.next();
  return step.value.facts;
}

jest.setTimeout(120_000);

beforeAll(async () => {
  await sandbox.images.ensure('c', (line) => process.stderr.write(`${line}\n`));
}, 15 * 60_000);

afterAll(() => sandbox.close(), 30_000);

test.each(chosen)('$verdict: $file', async ({ verdict, file }) => {
  const facts = await factsOf(readFileSync(join(examples, verdict, file)));
  expect(facts).toMatchObject(expectations[verdict] ?? {});
});
