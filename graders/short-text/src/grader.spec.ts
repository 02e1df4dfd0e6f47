import { DeadSandbox, NoDatasets } from '#libs/grader-sdk';
import { conformsToGraderContract } from '#libs/grader-sdk/testing';
import type { TestCaseResult } from '#libs/domain';
import { shortText } from './grader';

const question = {
  name: 'word',
  question: 'Which function?',
  accept: ['softmax', 'normalised exponential', 'C++', '3.5'],
  typos: 1,
  mistakes: [{ answers: ['softmin', 'sigmoid'], advice: 'That is another one.' }],
};

async function judge(answer: string, changes: object = {}): Promise<TestCaseResult | undefined> {
  const running = shortText.configure({ questions: [{ ...question, ...changes }] }).grade({
    answers: new Map([['word', answer]]),
    files: new Map(),
    checks: new Map(),
    sandbox: new DeadSandbox(),
    datasets: new NoDatasets(),
    seed: 'seed',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  for await (const result of running) return result;
  return undefined;
}

describe('the short-text grader', () => {
  conformsToGraderContract({
    grader: shortText,
    config: { questions: [question] },
    solution: { answers: new Map([['word', 'softmax']]) },
    worthless: { answers: new Map([['word', 'convolution']]) },
    sandbox: new DeadSandbox(),
    usesSandbox: false,
  });

  it.each([
    ['softmax', 'correct', 'correct'],
    [' The  SoftMax. ', 'correct', 'correct'],
    ['Normalised-Exponential', 'correct', 'correct'],
    ['ｓｏｆｔｍａｘ', 'correct', 'correct'],
    ['c++', 'correct', 'correct'],
    ['3.5', 'correct', 'correct'],
    ['sotfmax', 'correct', 'typo'],
    ['softmaxx', 'correct', 'typo'],
    ['3.6', 'incorrect', 'wrong'],
    ['C', 'incorrect', 'wrong'],
    ['softmin', 'incorrect', 'mistake'],
    ['sofmox', 'incorrect', 'wrong'],
    ['not softmax', 'incorrect', 'wrong'],
    ['…', 'invalid', 'empty'],
  ])('takes %j for %s (%s)', async (answer, verdict, code) => {
    expect(await judge(answer)).toMatchObject({ verdict, code: `short-text.${code}` });
  });

  it('leaves what nobody foresaw to a person where it is told to', async () => {
    expect(await judge('convolution', { otherwise: 'review' })).toMatchObject({
      verdict: 'needs-review',
      points: 0,
    });
  });

  it('refuses an answer without a letter', () => {
    expect(() => shortText.configure({ questions: [{ ...question, accept: ['!'] }] })).toThrow('accept');
  });
});
