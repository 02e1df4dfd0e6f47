/** What the tests of the stdio grader share: a problem with visible and hidden cases, and a grading in the real sandbox. */
import { graders } from '#graders';
import type { TestCaseResult } from '#libs/domain';
import { type AnyGrader, type Files, type GradingSummary, NoDatasets, type Sandbox } from '#libs/grader-sdk';
import { asFiles } from './function-tests';

export const stdio: AnyGrader = graders.find(({ id }) => id === 'stdio')!;

/** Adding integers until the input ends. */
export const CASES = [
  { name: 'two', input: '1 2\n', output: '3\n' },
  'from a file',
  { name: 'nothing', input: '', output: '0\n' },
  { name: 'hidden', input: '1234 4321 777001\n', output: '782556\n', visibility: 'staff', points: 2 },
] as const;
export const CHECKS = asFiles({ 'from a file.in': '-5\n5\n', 'from a file.out': '0\n' });
export const ALL_POINTS = 5;

export const SUMS = {
  c: '#include <stdio.h>\nint main(void) {\n  long sum = 0, x;\n  while (scanf("%ld", &x) == 1) sum += x;\n  printf("%ld\\n", sum);\n  return 0;\n}\n',
  'c++':
    '#include <iostream>\nint main() {\n  long sum = 0;\n  for (long x; std::cin >> x;) sum += x;\n  std::cout << sum << std::endl;\n}\n',
  python: 'import sys\n\nprint(sum(int(word) for word in sys.stdin.read().split()))\n',
} as const;
export type Language = keyof typeof SUMS;
export const FILES: Readonly<Record<Language, string>> = {
  c: 'main.c',
  'c++': 'main.cpp',
  python: 'main.py',
};

export interface Graded {
  readonly results: ReadonlyMap<string, TestCaseResult>;
  readonly summary: GradingSummary;
  readonly points: number;
}

export interface Problem {
  readonly language: Language;
  readonly checks?: Files;
  readonly config?: Readonly<Record<string, unknown>>;
}

export function configOf({ language, config }: Problem): Record<string, unknown> {
  return { language, cases: CASES, limits: { seconds: 0.5, outputKiB: 64 }, ...config };
}

export async function gradeProgram(
  sandbox: Sandbox,
  source: string | Uint8Array | Files,
  problem: Problem,
): Promise<Graded> {
  const files =
    typeof source === 'string' || source instanceof Uint8Array
      ? new Map([[FILES[problem.language], Buffer.from(source)]])
      : source;
  const running = stdio.configure(configOf(problem)).grade({
    files,
    answers: new Map(),
    checks: problem.checks ?? CHECKS,
    sandbox,
    datasets: new NoDatasets(),
    seed: 'a seed',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const results = new Map<string, TestCaseResult>();
  for (let step = await running.next(); ; step = await running.next()) {
    if (step.done) {
      const points = [...results.values()].reduce((sum, result) => sum + result.points, 0);
      return { results, summary: step.value, points };
    }
    results.set(step.value.name, step.value);
  }
}
