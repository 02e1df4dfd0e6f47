import { DeadSandbox, NoDatasets } from '#libs/grader-sdk';
import { conformsToGraderContract } from '#libs/grader-sdk/testing';
import type { TestCaseResult } from '#libs/domain';
import { choice } from './grader';

const config = {
  questions: [
    {
      name: 'one',
      question: 'Which?',
      points: 2,
      options: [
        { id: 'a', text: 'A', correct: true },
        { id: 'b', text: 'B', because: 'B is for Basel.' },
      ],
    },
    {
      name: 'many',
      question: 'Which ones?',
      several: true,
      points: 4,
      options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id, correct: id < 'c' })),
    },
  ],
};

async function judge(one: string, many: string): Promise<readonly TestCaseResult[]> {
  const results: TestCaseResult[] = [];
  const running = choice.configure(config).grade({
    answers: new Map([
      ['one', one],
      ['many', many],
    ]),
    files: new Map(),
    checks: new Map(),
    sandbox: new DeadSandbox(),
    datasets: new NoDatasets(),
    seed: 'seed',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  for await (const result of running) results.push(result);
  return results;
}

describe('the choice grader', () => {
  const answers = (one: string, many: string) => ({
    answers: new Map([
      ['one', one],
      ['many', many],
    ]),
  });
  conformsToGraderContract({
    grader: choice,
    config,
    solution: answers('a', 'a, b'),
    worthless: answers('b', 'c, d'),
    sandbox: new DeadSandbox(),
    usesSandbox: false,
  });

  it.each([
    ['a', 'b, a', 'correct', 2, 'correct', 4],
    ['B', 'a', 'incorrect', 0, 'partially-correct', 2],
    ['', 'a b c', 'invalid', 0, 'partially-correct', 2],
    ['a, b', 'a;c', 'invalid', 0, 'incorrect', 0],
    ['z', 'a,b,c,d', 'invalid', 0, 'incorrect', 0],
  ])('judges %j and %j', async (one, many, verdict, points, verdictOfMany, pointsOfMany) => {
    expect(await judge(one, many)).toMatchObject([
      { verdict, points },
      { verdict: verdictOfMany, points: pointsOfMany },
    ]);
  });

  it('says why an option is wrong, and not which was right', async () => {
    const [one] = await judge('b', '');
    expect(one?.message).toBe('Not right. B is for Basel.');
    const { shape } = choice.configure(config);
    expect(JSON.stringify(shape)).not.toMatch(/correct|Basel/);
  });

  it.each([
    ['two right options', { ...config.questions[1], several: false }, 'one option is correct'],
    [
      'no right option',
      {
        ...config.questions[0],
        options: [
          { id: 'a', text: 'A' },
          { id: 'b', text: 'B' },
        ],
      },
      'one option',
    ],
    [
      'two options of one id',
      {
        ...config.questions[0],
        options: [
          { id: 'a', text: 'A', correct: true },
          { id: 'a', text: 'B' },
        ],
      },
      'one id',
    ],
  ])('refuses %s', (_what, question, message) => {
    expect(() => choice.configure({ questions: [question] })).toThrow(message);
  });
});
