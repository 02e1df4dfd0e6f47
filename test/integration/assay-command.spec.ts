import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gradeReportSchema } from '#libs/contracts';

const ROOT = resolve(__dirname, '../..');
const PACK = 'courses/intro-ml/prerequisites';
const SORT = `${PACK}/sort`;
const DERIVATIVE = {
  function: 'y^2 - (sin(theta))^2 + 2*y*cos(theta) + 1',
  withRespectTo: 'theta',
  variables: ['y', 'theta'],
};
const PLATFORM = `assay-command-${String(process.pid)}`;

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'assay-'))));
afterAll(() => {
  rmSync(folder, { recursive: true });
  const left = execFileSync('docker', ['ps', '-aq', '--filter', `label=assay.platform=${PLATFORM}`], {
    encoding: 'utf8',
  });
  expect(left).toBe('');
});

function assay(args: readonly string[], options: { input?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['apps/cli/assay.mjs', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    ...(options.input !== undefined && { input: options.input }),
    env: { ...process.env, ASSAY_PLATFORM: PLATFORM, ...options.env },
  });
  return { status, stdout, stderr };
}

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('assay grade', () => {
  it('tells right, wrong, crashing and endless programs apart, and leaves no container', () => {
    const verdicts = {
      correct: `${PACK}/problems/sort/solution/main.c`,
      incorrect: file(
        'echo.c',
        '#include <stdio.h>\nint main(void) { int n, x; scanf("%d", &n); while (scanf("%d", &x) == 1) printf("%d\\n", x); }\n',
      ),
      crashed: file('crash.c', '#include <stdlib.h>\nint main(void) { abort(); }\n'),
      'timed-out': file('endless.c', 'int main(void) { for (;;); }\n'),
    };
    for (const [expected, path] of Object.entries(verdicts)) {
      const { status, stdout } = assay(['grade', SORT, path, '--json']);
      expect(status).toBe(0);
      const report = gradeReportSchema.parse(JSON.parse(stdout));
      const found = report.cases.find(({ name }) => name === 'small random')?.verdict;
      expect([expected, found]).toEqual([expected, expected]);
      expect(report.points === report.maxPoints).toBe(expected === 'correct');
    }
  });

  it('grades answers from text files, with a table for people', () => {
    const { status, stdout } = assay([
      'grade',
      `${PACK}/matrix-product`,
      file('answer.txt', '20 -2 0\n23 -4 -12\n-6 4 -2\n'),
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain('20 of 20 points');
  });

  it.each([
    ['nothing in the file', SORT, ['empty.c', ''], 1, '0 bytes'],
    ['no text in the file', SORT, ['binary.c', new Uint8Array([0xff, 0xfe, 0])], 1, 'UTF-8'],
    ['a file of another kind', SORT, ['main.py', 'print()'], 1, 'main.c'],
    ["an answer that can't be read", `${PACK}/matrix-product`, ['c.txt', '[[1, 2'], 1, ''],
    ['no such problem', `${PACK}/none`, ['main.c', 'x'], 2, 'matrix-product'],
    ['no such pack', 'courses/none/sort', ['main.c', 'x'], 2, 'courses/none'],
  ] as const)('%s', (_what, target, [name, text], expected, says) => {
    const { status, stderr } = assay(['grade', target, file(name, text)]);
    expect(status).toBe(expected);
    expect(stderr).toContain(says);
  });

  it('does not take a missing file or a missing engine for a bad submission', () => {
    expect(assay(['grade', SORT, join(folder, 'nowhere.c')]).status).toBe(2);
    const engineless = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
    const { status, stderr } = assay(['grade', SORT, `${PACK}/problems/sort/solution/main.c`], {
      env: engineless,
    });
    expect(status).toBe(3);
    expect(stderr).toContain('The platform failed');
  });
});

describe('assay judge', () => {
  it('judges one answer', () => {
    const config = JSON.stringify(DERIVATIVE);
    const judged = (answer: string) =>
      JSON.parse(assay(['judge', 'derivative', '--config', config, '--answer', answer, '--json']).stdout) as {
        verdict: string;
      };
    expect(judged('-\\sin 2\\theta - 2y\\sin\\theta').verdict).toBe('correct');
    expect(judged('sin(2θ) - 2 y sin θ').verdict).toBe('incorrect');
    expect(judged('sin(').verdict).toBe('invalid');
  });

  it('answers every line in order, whatever a line holds', () => {
    const line = (id: unknown, answer: unknown, config: unknown = DERIVATIVE) =>
      JSON.stringify({ id, config, answer });
    const lines = [
      line('right', '-2 sin θ (y + cos θ)'),
      line(2, '0'),
      line('tower', '9^9^9^9^9'),
      line('deep', '('.repeat(3_000)),
      'not json',
      line('no answer', 7),
      line('wrong config', '1', { withRespectTo: 'y' }),
      line('last', '-2*sin(theta)*(y+cos(theta))'),
    ];
    const { status, stdout } = assay(['judge', 'derivative', '--jsonl'], { input: lines.join('\n') });
    expect(status).toBe(0);
    const judged = stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as { id: unknown; verdict: string; ms: number });
    expect(judged.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['right', 'correct'],
      [2, 'incorrect'],
      ['tower', 'invalid'],
      ['deep', 'invalid'],
      [null, 'invalid'],
      [null, 'invalid'],
      ['wrong config', 'invalid'],
      ['last', 'correct'],
    ]);
  });

  it('says how it is called', () => {
    expect(assay(['judge', 'derivative']).status).toBe(2);
    expect(assay(['judge', 'nothing', '--config', '{}', '--answer', 'x']).status).toBe(2);
    expect(assay(['judge', 'derivative', '--config', '{', '--answer', 'x']).status).toBe(2);
    expect(assay(['frobnicate']).status).toBe(2);
    expect(assay(['--help']).status).toBe(0);
  });
});

describe('assay check', () => {
  it('fails a pack whose solution does not earn everything', () => {
    writeFileSync(
      join(folder, 'assignment.yaml'),
      'title: T\nproblems: [{ id: p, title: P, grader: matrix, points: 1, config: { expected: [[1]] } }]\n',
    );
    execFileSync('mkdir', ['-p', join(folder, 'problems/p/solution')]);
    writeFileSync(join(folder, 'problems/p/solution/answer.txt'), '[[2]]');
    const { status, stdout } = assay(['check', folder]);
    expect(status).toBe(1);
    expect(stdout).toContain('the solution must earn everything');
    writeFileSync(join(folder, 'problems/p/solution/answer.txt'), '[[1]]');
    expect(assay(['check', folder]).stdout).toContain('2 passed, 0 failed');
  });
});
