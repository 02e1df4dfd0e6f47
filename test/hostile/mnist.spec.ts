/** Submissions in many styles, honest and not, with the verdict and points that a careful assistant would give each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { describeWithMnist, gradeMnist, sourceOf, startSandbox } from '../support/mnist';

const examples = resolve(__dirname, '../../graders/mnist/examples');
const sandbox = startSandbox();

const expectation = z.strictObject({
  verdict: z.enum(['pass', 'partial', 'fail', 'error', 'rejected', 'review']),
  points: z.union([
    z.number().transform((points) => ({ min: points, max: points })),
    z.strictObject({ min: z.number(), max: z.number() }),
  ]),
  /** Found in what the results say. */
  message: z.string().optional(),
  config: z.record(z.string(), z.unknown()).default({}),
});

jest.setTimeout(10 * 60_000);

beforeAll(async () => {
  await sandbox.images.ensure('pytorch', (line) => process.stderr.write(`${line}\n`));
}, 20 * 60_000);
afterAll(() => sandbox.close(), 30_000);

/** All of them take half an hour; a run without ASSAY_TEST_MNIST=all takes every fourth, always the same. */
function chosen(kind: string): readonly string[] {
  const all = readdirSync(join(examples, kind)).sort();
  return process.env['ASSAY_TEST_MNIST'] === 'all' ? all : all.filter((_name, index) => index % 4 === 0);
}

describeWithMnist.each(['honest', 'dishonest'])('an %s submission to MNIST', (kind) => {
  it.each(chosen(kind))('%s', async (name) => {
    const folder = join(examples, kind, name);
    const expected = expectation.parse(parse(readFileSync(join(folder, 'expect.yaml'), 'utf8')));
    const { results, summary } = await gradeMnist(
      sandbox,
      sourceOf(join(folder, 'train.py')),
      expected.config,
    );
    const points = results.reduce((sum, result) => sum + result.points, 0);
    const said = results.map(({ message }) => message).join('\n');
    expect({ verdict: summary.facts['verdict'], said }).toMatchObject({ verdict: expected.verdict });
    expect(points).toBeGreaterThanOrEqual(expected.points.min);
    expect(points).toBeLessThanOrEqual(expected.points.max);
    if (expected.message !== undefined) expect(said).toMatch(new RegExp(expected.message));
  });
});
