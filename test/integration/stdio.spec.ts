import { BrokenPackError } from '#libs/grader-sdk';
import { conformsToGraderContract } from '#libs/grader-sdk/testing';
import { asFiles, startSandbox } from '../support/function-tests';
import {
  ALL_POINTS,
  CHECKS,
  configOf,
  FILES,
  gradeProgram,
  type Language,
  stdio,
  SUMS,
} from '../support/stdio';

const sandbox = startSandbox(`assay-stdio-${process.pid}`, 62_900);
const languages = ['c', 'c++', 'python'] as const;

beforeAll(async () => {
  for (const image of ['c', 'cpp', 'python'] as const) {
    await sandbox.images.ensure(image, (line) => process.stderr.write(`${line}\n`));
  }
}, 10 * 60_000);
afterAll(() => sandbox.close(), 30_000);

/** Compiles, runs, prints what is never right. */
const WORTHLESS: Readonly<Record<Language, string>> = {
  c: 'int main(void) { return 0; }',
  'c++': 'int main() {}',
  python: 'pass',
};

describe.each(languages)('the stdio grader, %s', (language) => {
  conformsToGraderContract({
    grader: stdio,
    config: configOf({ language }),
    checks: CHECKS,
    solution: { files: asFiles({ [FILES[language]]: SUMS[language] }) },
    worthless: { files: asFiles({ [FILES[language]]: WORTHLESS[language] }) },
    sandbox,
    usesSandbox: true,
  });
});

const c = (body: string): string => `#include <stdio.h>\n#include <stdlib.h>\n${body}`;

it.each<[string, Language, string, { verdict: string; code: string; message: RegExp }]>([
  [
    'a wrong answer',
    'c',
    SUMS.c.replace('sum += x', 'sum -= x'),
    { verdict: 'incorrect', code: 'stdio.wrong-answer', message: /^Line 1: expected "3", got "-3"\.$/ },
  ],
  [
    'another layout',
    'python',
    'import sys\nprint("", sum(map(int, sys.stdin.read().split())), sep="\\n")',
    { verdict: 'incorrect', code: 'stdio.presentation', message: /layout.*Line 1: expected "3", got ""/ },
  ],
  [
    'a crash',
    'c',
    c('int main(void) { char *p = NULL; return *p; }'),
    { verdict: 'crashed', code: 'stdio.crashed', message: /SIGSEGV/ },
  ],
  [
    'an exception in C++',
    'c++',
    '#include <vector>\nint main() { std::vector<int> v; return v.at(1); }',
    { verdict: 'crashed', code: 'stdio.crashed', message: /SIGABRT/ },
  ],
  [
    'an exception in Python',
    'python',
    'def f(words):\n    return 1 // 0\n\nprint(f([]))\n',
    { verdict: 'crashed', code: 'stdio.exception', message: /ZeroDivisionError.*\(line 2 of main\.py\)/ },
  ],
  [
    'an exit status',
    'c',
    c('int main(void) { puts("3"); exit(3); }'),
    { verdict: 'crashed', code: 'stdio.exit-status', message: /exit status 3/ },
  ],
  [
    'waiting for more input',
    'python',
    'import time\ntime.sleep(1000)',
    { verdict: 'timed-out', code: 'stdio.timed-out.wall', message: /Does it wait/ },
  ],
])('names %s', async (_what, language, source, expected) => {
  const { results } = await gradeProgram(sandbox, source, {
    language,
    config: { limits: { seconds: 0.5, timeouts: 1 } },
  });
  expect(results.get('two')).toMatchObject({
    verdict: expected.verdict,
    code: expected.code,
    message: expect.stringMatching(expected.message) as unknown,
    points: 0,
  });
});

it.each<[Language, string, RegExp]>([
  ['c', 'int main(void) {\n  int x = "text" * 2;\n}\n', /main\.c, line 2: invalid operands/],
  ['c', 'int helper(void);\nint main(void) { return helper(); }\n', /helper is used but defined nowhere/],
  ['c++', 'int main() {\n\n  retrun 0;\n}\n', /main\.cpp, line 3:/],
  ['python', 'def f(:\n    pass\n', /main\.py, line 1: invalid syntax/],
])('says where %s does not compile', async (language, source, message) => {
  const { results, points } = await gradeProgram(sandbox, source, { language });
  const compiles = results.get('compiles')!;
  expect(compiles).toMatchObject({
    verdict: 'compile-error',
    message: expect.stringMatching(message) as unknown,
  });
  expect(compiles.evidence).not.toEqual([]);
  expect(results.get('two')).toMatchObject({ verdict: 'not-run', points: 0 });
  expect(points).toBe(0);
});

it('shows input, both outputs and what was said on standard error', async () => {
  const source = 'import sys\nprint("oh\\x07", file=sys.stderr)\nprint(len(input()))';
  const { results } = await gradeProgram(sandbox, source, { language: 'python' });
  expect(results.get('two')).toMatchObject({
    verdict: 'correct',
    evidence: [],
  });
  expect(results.get('from a file')!.evidence).toEqual([
    { kind: 'text', title: 'Input', text: '-5\n5\n' },
    { kind: 'diff', title: 'Output', expected: '0\n', actual: '2\n' },
    { kind: 'text', title: 'Standard error', text: 'oh␇' },
  ]);
});

describe('a program of several files', () => {
  const config = {
    files: ['list.c', 'list.h'],
    given: ['main.c'],
    cases: [{ name: 'once', input: '', output: '7' }],
  };
  const checks = asFiles({
    'given/main.c': '#include <stdio.h>\n#include "list.h"\nint main(void) { printf("%d\\n", seven()); }\n',
  });

  it('is built with those that the assignment gives', async () => {
    const files = asFiles({ 'list.c': 'int seven(void) { return 7; }\n', 'list.h': 'int seven(void);\n' });
    const { points } = await gradeProgram(sandbox, files, { language: 'c', config, checks });
    expect(points).toBe(1);
  });

  it('has errors in each file', async () => {
    const files = asFiles({ 'list.c': 'int seven(void) { return 7 }\n', 'list.h': 'int seven(void);\n' });
    const { results } = await gradeProgram(sandbox, files, { language: 'c', config, checks });
    expect(results.get('compiles')!.evidence).toMatchObject([{ kind: 'code', title: 'list.c' }]);
  });
});

describe('a checker', () => {
  const CHECKER = `import sys
given, printed, expected = (open(name, errors="replace").read().split() for name in sys.argv[1:])
if not printed: sys.exit("nothing")
if printed[0] == "crash": raise ValueError(printed)
if printed[0] == "half": print("points 0.5 Half of it.", file=sys.stderr); sys.exit(7)
if sorted(printed) != sorted(given): print("Not the same words.", file=sys.stderr); sys.exit(1)
`;
  const problem = {
    language: 'python',
    config: { checker: 'check.py', cases: [{ name: 'any order', input: 'a b c', points: 4 }] },
  } as const;
  const judged = async (source: string, checker = CHECKER, name = 'check.py') => {
    const config = { ...problem.config, checker: name };
    const checks = asFiles({ [name]: checker });
    const { results } = await gradeProgram(sandbox, source, { ...problem, config, checks });
    return results.get('any order')!;
  };

  it.each([
    ['print(*reversed(input().split()))', { verdict: 'correct', points: 4 }],
    ['print("a b d")', { verdict: 'incorrect', points: 0, message: 'Not the same words.' }],
    ['print("half")', { verdict: 'partially-correct', points: 2, message: 'Half of it.' }],
    ['print("crash")', { verdict: 'needs-review', points: 0, code: 'stdio.checker-failed' }],
  ])('judges %s', async (source, expected) => {
    expect(await judged(source)).toMatchObject(expected);
  });

  it('may be C++, and says where it does not compile', async () => {
    const right =
      '#include <fstream>\nint main(int, char **names) { std::string a, b; std::ifstream(names[1]) >> a; std::ifstream(names[2]) >> b; return a != b; }';
    expect(await judged('print("a")', right, 'check.cpp')).toMatchObject({ verdict: 'correct' });
    expect(await judged('print("b")', right, 'check.cpp')).toMatchObject({ verdict: 'incorrect' });
    const broken = judged('print("a")', 'int main() {\n  retrun 0;\n}', 'check.cpp');
    await expect(broken).rejects.toThrow(BrokenPackError);
    await expect(broken).rejects.toThrow(/^checks\/check\.cpp:2: does not compile/);
  });
});

it('counts what is missing in checks/ and what no case uses', () => {
  const config = { language: 'c', checker: 'check.py', given: ['a.h'], cases: ['one', 'two', 'three'] };
  const checks = asFiles({
    'one.in': '',
    'two.out': '',
    'three.in': '',
    'four.in': '',
    'check.py': '',
    'given/b.h': '',
  });
  expect(stdio.configure(config).inspect(checks)).toEqual([
    { path: ['cases', 1], message: 'case "two": checks/two.in is missing, and the manifest gives none' },
    { path: ['given', 0], message: 'checks/given/a.h is missing' },
    { file: 'checks/four.in', message: 'no case of the manifest uses this file' },
    { file: 'checks/given/b.h', message: 'no case of the manifest uses this file' },
  ]);
});

it('leaves cases out after runs that took too long, and judges the rest before', async () => {
  const source = 'n = len(input())\nwhile n > 3: pass\nprint(3)';
  const cases = ['x', 'long one', 'long two', 'x'].map((input, i) => ({ name: `${i}`, input, output: '3' }));
  const { results, points } = await gradeProgram(sandbox, source, {
    language: 'python',
    config: { cases, limits: { seconds: 0.2, timeouts: 2 } },
  });
  expect([...results.values()].map(({ verdict }) => verdict)).toEqual([
    'correct',
    'correct',
    'timed-out',
    'timed-out',
    'not-run',
  ]);
  expect(points).toBeLessThan(ALL_POINTS);
});
