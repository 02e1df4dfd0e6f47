import { join } from 'node:path';
import { type RunRequest, Sandbox, type SandboxRequest, type SandboxSession } from '#libs/grader-sdk';
import { conformsToGraderContract } from '#libs/grader-sdk/testing';
import { readMnist } from '#libs/numeric';
import {
  datasets,
  describeWithMnist,
  gradeMnist,
  mnist,
  problemFolder,
  type Graded,
  sourceOf,
  startSandbox,
} from '../support/mnist';

const sandbox = startSandbox();
const solution = sourceOf(join(problemFolder, 'solution/train.py'));
const starter = sourceOf(join(problemFolder, 'starter/train.py'));
const examplesFolder = join(__dirname, '../../graders/mnist/examples');
const sample = (name: string) => sourceOf(join(problemFolder, 'samples', name, 'train.py'));

jest.setTimeout(5 * 60_000);

beforeAll(async () => {
  await sandbox.images.ensure('pytorch', (line) => process.stderr.write(`${line}\n`));
}, 20 * 60_000);
afterAll(() => sandbox.close(), 30_000);

/** Sees everything that goes into the sandbox. */
class WatchedSandbox extends Sandbox {
  readonly sent: Uint8Array[] = [];

  override async open(request: SandboxRequest, signal: AbortSignal): Promise<SandboxSession> {
    const session = await sandbox.open(request, signal);
    const run = session.run.bind(session);
    session.run = (step: RunRequest) => {
      this.sent.push(...(step.files?.values() ?? []), ...(step.stdin ? [step.stdin] : []));
      return run(step);
    };
    return session;
  }
}

describeWithMnist('the MNIST grader', () => {
  conformsToGraderContract({
    grader: mnist,
    config: {},
    solution: { files: new Map([['train.py', solution]]) },
    worthless: { files: new Map([['train.py', starter]]) },
    sandbox,
    datasets,
    usesSandbox: true,
  });

  describe('of the reference solution', () => {
    let graded: Graded;
    const watched = new WatchedSandbox();
    beforeAll(async () => (graded = await gradeMnist(watched, solution)));

    it('passes, and says what was found', () => {
      expect(graded.summary.facts).toMatchObject({
        verdict: 'pass',
        gradientCheck: { dW1: { verdict: 'correct' }, dW2: { verdict: 'correct' } },
        model: 'relu, cross-entropy, no bias',
        violations: [],
        guard: { patched: true, lockdown: 'on' },
        device: 'cpu',
      });
      const { testErrors, cpuSeconds, peakMemoryBytes } = graded.summary.facts as Record<string, number>;
      expect(testErrors).toBeLessThanOrEqual(160);
      expect(cpuSeconds).toBeLessThan(30);
      expect(peakMemoryBytes).toBeLessThan(1.2 * 2 ** 30);
    });

    it('shows each epoch’s loss and measured error while it runs', () => {
      const points = graded.progress.flatMap(({ metrics }) => metrics ?? []);
      const epochs = (name: string) => points.filter((point) => point.name === name).map(({ x }) => x);
      expect(epochs('loss')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(epochs('error').sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('shows the curve, the confusion matrix and the misread digits, without their labels', () => {
      const { evidence } = graded.results.find(({ name }) => name === 'test error')!;
      expect(evidence.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['series', 'confusion-matrix', 'image-grid']),
      );
      for (const one of evidence) {
        if (one.kind === 'image-grid' && one.title.includes('misread')) {
          expect(one.images.every(({ caption }) => /^read as \d$/.test(caption))).toBe(true);
        }
      }
    });

    it('sent no test image into the sandbox', async () => {
      const { pixels, count } = await readMnist(await datasets.locate('mnist'), 't10k');
      const sent = watched.sent.map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      for (let n = 0; n < count; n += 501) {
        const image = Buffer.from(pixels.subarray(n * 784, (n + 1) * 784));
        expect(sent.some((bytes) => bytes.includes(image))).toBe(false);
      }
    });
  });

  it('counts what was reported before the time was up', async () => {
    const stuckAfterOneEpoch = Buffer.from(
      Buffer.from(solution)
        .toString()
        .replace(/^( +)report\(.*\)$/m, (line, indent: string) => `${line}\n${indent}while True: pass`),
    );
    const { results, summary } = await gradeMnist(sandbox, stuckAfterOneEpoch, { trainSeconds: 12 });
    const training = results.find(({ name }) => name === 'test error')!;
    expect(training.message).toContain('reported last');
    expect(training.points).toBeGreaterThan(0);
    expect(summary.facts).toMatchObject({ verdict: 'partial' });
  });

  it('rejects autograd, with its line', async () => {
    const { results, summary } = await gradeMnist(sandbox, sample('uses-autograd'));
    expect(results.every(({ verdict, points }) => verdict === 'rejected' && points === 0)).toBe(true);
    expect(summary.facts).toMatchObject({
      verdict: 'rejected',
      violations: [{ api: 'torch.Tensor.backward', line: 10 }],
    });
  });

  it('in strict mode trains by itself, and names the step for which gradients() changed its mind', async () => {
    const twoFaced = sourceOf(join(examplesFolder, 'dishonest/strict-changes-later/train.py'));
    const { results, summary, progress } = await gradeMnist(sandbox, twoFaced, { mode: 'strict' });
    const training = results.find(({ name }) => name === 'test error')!;
    expect(training).toMatchObject({ code: 'mnist.other-gradients', points: 0 });
    expect(training.message).toMatch(/for step \d+ of the training/);
    const { testErrors } = summary.facts as Record<string, number>;
    expect(testErrors).toBeLessThan(1000); // the platform's own weights, not those that were brought along
    expect(progress.flatMap(({ metrics }) => metrics ?? []).map(({ name }) => name)).toContain('loss');
  });

  it('gives the same verdict and points twice', async () => {
    const [first, second] = [
      await gradeMnist(sandbox, sample('under-trained')),
      await gradeMnist(sandbox, sample('under-trained')),
    ];
    expect(untimed(second)).toEqual(untimed(first));
  });
});

/** Results without the table of seconds and memory. */
function untimed({ results }: Graded) {
  return results.map((result) => ({
    ...result,
    evidence: result.evidence.filter(({ title }) => title !== 'How it ran'),
  }));
}
