import {
  InfrastructureError,
  type RunRequest,
  Sandbox,
  type SandboxRequest,
  type SandboxSession,
} from '#libs/grader-sdk';
import { conformsToGraderContract } from '#libs/grader-sdk/testing';
import {
  ALL_POINTS,
  asFiles,
  functionTests,
  gradeFunctions,
  PROBLEM,
  RIGHT,
  startSandbox,
} from '../support/function-tests';

const sandbox = startSandbox(`assay-functions-${process.pid}`, 62_500);

beforeAll(async () => {
  await sandbox.images.ensure('python', (line) => process.stderr.write(`${line}\n`));
}, 10 * 60_000);
afterAll(() => sandbox.close(), 30_000);

/** Sees everything that goes into each container. */
class WatchedSandbox extends Sandbox {
  readonly containers: string[][] = [];

  override async open(request: SandboxRequest, signal: AbortSignal): Promise<SandboxSession> {
    const session = await sandbox.open(request, signal);
    const sent: string[] = [];
    this.containers.push(sent);
    const run = session.run.bind(session);
    session.run = (step: RunRequest) => {
      const bytes = [...(step.files?.values() ?? []), ...(step.stdin ? [step.stdin] : [])];
      sent.push(...bytes.map((each) => Buffer.from(each).toString()));
      return run(step);
    };
    return session;
  }
}

describe('the function-tests grader', () => {
  conformsToGraderContract({
    grader: functionTests,
    config: PROBLEM.config,
    checks: PROBLEM.checks,
    solution: { files: asFiles({ 'double.py': RIGHT }) },
    worthless: { files: asFiles({ 'double.py': 'def double(x, by=2): ...\ndef halves(x): ...\n' }) },
    sandbox,
    usesSandbox: true,
  });

  it.each<[string, string]>([
    [
      'lists',
      'def double(x, by=2): return [float(by * v) for v in x.ravel()] if x.ndim == 1 else (by * x).tolist()\ndef halves(x): return list(x[:2]), tuple(x[2:])',
    ],
    ['other names', 'def double(array, factor=2): return array * factor\ndef halves(a): return a[:2], a[2:]'],
    [
      'keyword-only',
      'def double(array, *, by=2): return array * by\ndef halves(x): return {"left": x[:2], "right": x[2:]}',
    ],
    [
      '*args',
      'def double(*a, **k): return a[0] * (a[1] if len(a) > 1 else k.get("by", 2))\nhalves = lambda *a: (a[0][:2], a[0][2:])',
    ],
    [
      'float32',
      'import numpy as np\ndef double(x, by=2): return np.float32(x) * np.float32(by)\ndef halves(x): return np.split(x.astype("f4"), 2)',
    ],
    [
      'subclasses',
      'import numpy as np\ndef double(x, by=2): return np.ma.masked_array(x * by)\ndef halves(x): return np.asmatrix(x[:2]).A1, x[2:]',
    ],
    [
      'a class',
      'import collections\nHalves = collections.namedtuple("Halves", "left right")\nclass Double:\n  def __call__(self, x, by=2): return x * by\ndouble = Double()\ndef halves(x): return Halves(x[:2], x[2:])',
    ],
    [
      'generators',
      'def double(x, by=2): return (row * by for row in x)\ndef halves(x):\n  yield x[:2]\n  yield x[2:]',
    ],
    ['a byte order mark', `\uFEFF${RIGHT}`],
    ['a guarded main', `${RIGHT}\nif __name__ == "__main__":\n    raise SystemExit(double(input()))`],
  ])('accepts the style: %s', async (_style, source) => {
    const { results, points } = await gradeFunctions(sandbox, source);
    expect([...results.values()].filter(({ verdict }) => verdict !== 'correct')).toEqual([]);
    expect(points).toBe(ALL_POINTS);
  });

  it('names a mistake, the first wrong element, and how to repeat it', async () => {
    const { results, summary } = await gradeFunctions(sandbox, RIGHT.replace('by * x', 'x ** by'));
    const result = results.get('double: three')!;
    expect(result).toMatchObject({ verdict: 'incorrect', points: 0, code: 'mistake.squared' });
    expect(result.message).toBe(
      'This is the square. The result[0] is 1, expected 2. 2 of 3 elements differ.',
    );
    expect(result.evidence).toMatchObject([
      { kind: 'text', text: 'x = [1, 2, 3]' },
      {
        kind: 'matrix',
        rows: [['1', '4', '9']],
        marked: [
          [0, 0],
          [0, 2],
        ],
      },
    ]);
    expect(summary.facts).toMatchObject({ mistakes: ['squared'] });
  });

  it('gives part of the points where part of the results is right', async () => {
    const { results } = await gradeFunctions(sandbox, RIGHT.replace('x[2:]', 'x[1:3]'));
    expect(results.get('halves: four')).toMatchObject({ verdict: 'partially-correct', points: 1 });
  });

  it.each<[string, string, string, string]>([
    ['a syntax error', 'def double(x:\n', 'compile-error', 'line 1 of double.py'],
    ['a missing module', 'import scipy\n', 'crashed', 'scipy'],
    ['a missing function', 'def Double(x): return x\n', 'incorrect', 'It has Double.'],
    ['a missing return', 'def double(x, by=2): pass\n', 'incorrect', 'Is a return missing?'],
    ['an exception', 'def double(x, by=2):\n    return x[9]\n', 'crashed', '(line 2 of double.py)'],
    [
      'another shape',
      'def double(x, by=2): return (by * x)[:1]\n',
      'incorrect',
      'has shape (1,), expected (3,)',
    ],
  ])('says what is wrong: %s', async (_what, source, verdict, message) => {
    const { results } = await gradeFunctions(sandbox, source);
    expect(results.get('double: three')).toMatchObject({ verdict, points: 0 });
    expect(results.get('double: three')!.message).toContain(message);
  });

  it('judges properties by themselves', async () => {
    const source =
      'import os\ndef double(x, by=2):\n    x *= by\n    return x + 1e-9 * int.from_bytes(os.urandom(1), "little")\n';
    const { results } = await gradeFunctions(sandbox, source);
    expect(results.get('double: three')).toMatchObject({ verdict: 'correct' });
    expect(results.get('double: leaves its arguments as they are')).toMatchObject({ verdict: 'incorrect' });
    expect(results.get('double: gives the same result again')).toMatchObject({ verdict: 'incorrect' });
    expect(results.get('double: gives finite numbers')).toMatchObject({ verdict: 'correct' });
  });

  it("keeps the reference out of the student's container, and hidden inputs away from what students see", async () => {
    const watched = new WatchedSandbox();
    // Numbers of its own, so that the reference has to run.
    const config = { ...PROBLEM.config, totalSeconds: 11 };
    const source = `import sys\n${RIGHT.replace('return by', 'print(x, file=sys.stderr)\n    return 0 * by')}`;
    const { results } = await gradeFunctions(watched, source, { config });
    const ofStudent = watched.containers.filter((sent) => sent.some((text) => text.includes('0 * by')));
    expect(watched.containers).toHaveLength(2);
    expect(ofStudent).toHaveLength(1);
    expect(ofStudent.flat().join('')).not.toContain('the reference is here');
    const shown = [...results.values()].filter(({ name }) => name !== 'double: hidden');
    const printedNumbers = JSON.stringify(shown).match(/What was printed.*?\}/)?.[0] ?? '';
    expect(printedNumbers).toContain('[1. 2. 3.]');
    expect(printedNumbers.match(/\[/g)).toHaveLength(10); // three visible cases, each called twice; one is 2 by 2
  });

  it('takes a pack whose reference fails for no fault of the student', async () => {
    const checks = asFiles({ 'reference.py': 'def double(x, by=2): raise ValueError("oh")\n' });
    await expect(gradeFunctions(sandbox, RIGHT, { checks })).rejects.toThrow(InfrastructureError);
    await expect(gradeFunctions(sandbox, RIGHT, { checks: new Map() })).rejects.toThrow(
      'reference.py is missing',
    );
  });
});
