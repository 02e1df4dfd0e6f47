import { type TestCaseResult } from '#libs/domain';
import { type ConfiguredGrader, DeadSandbox, type GradingInput } from '#libs/grader-sdk';
import { conformsToGraderContract } from '#libs/grader-sdk/testing';
import { quantity } from './grader';

async function judge(
  grader: ConfiguredGrader,
  answers: Record<string, string>,
): Promise<Record<string, TestCaseResult>> {
  const input = {
    answers: new Map(Object.entries(answers)),
    seed: 'a seed',
    signal: new AbortController().signal,
  };
  const results: Record<string, TestCaseResult> = {};
  // Answer graders use neither sandbox nor data sets.
  for await (const result of grader.grade(input as unknown as GradingInput)) results[result.name] = result;
  return results;
}

const memory = quantity.configure({ expected: '7*10^9 * 2', unit: 'bytes' });

test.each([
  '14 GB',
  '14GB',
  '1.4e10 bytes',
  '14,000,000,000 B',
  '14 * 10^9',
  '14 \\cdot 10^9 \\text{ B}',
  '13.04 GiB',
  '112 Gbit',
  '≈ 14 GB',
  'memory = 14 GB',
  '14 billion bytes',
  '0.014 TB',
])('%s is 14 GB', async (answer) => {
  expect((await judge(memory, { answer }))['answer']).toMatchObject({ verdict: 'correct', points: 1 });
});

test.each([
  ['14 GiB', 'mistake.binary-prefix'],
  ['14 MB', 'mistake.power-of-ten'],
  ['14 Gbit', 'mistake.bits-and-bytes'],
  ['28 GB', 'mistake.factor'],
  ['17.3 GB', 'quantity.different'],
  ['14 seconds', 'quantity.unit'],
])('%s is wrong: %s', async (answer, code) => {
  expect((await judge(memory, { answer }))['answer']).toMatchObject({
    verdict: 'incorrect',
    code,
    points: 0,
  });
});

test.each([
  ['', 'answer.empty'],
  ['14 apples', 'answer.unknown-name'],
  ['9^9^9^9 GB', 'answer.number'],
  ['1/0 GB', 'answer.number'],
  ['14 + GB', 'answer.syntax'],
  ['nan', 'answer.unknown-name'],
])('%s is invalid', async (answer, code) => {
  expect((await judge(memory, { answer }))['answer']).toMatchObject({ verdict: 'invalid', code });
});

test('later parts are recomputed from the student’s earlier value', async () => {
  const scaling = quantity.configure({
    given: { parameters: 7e9 },
    parts: [
      { name: 'tokens', label: 'Tokens', expected: '20 * parameters', unit: 'tokens' },
      { name: 'compute', label: 'Compute', expected: '6 * parameters * tokens', unit: 'FLOP' },
    ],
  });
  expect(await judge(scaling, { tokens: '140 B tokens', compute: '5.88e21 FLOP' })).toMatchObject({
    tokens: { verdict: 'correct' },
    compute: { verdict: 'correct', code: 'quantity.equal' },
  });
  expect(await judge(scaling, { tokens: '14 billion tokens', compute: '5.88e20 FLOP' })).toMatchObject({
    tokens: { verdict: 'incorrect', code: 'mistake.power-of-ten' },
    compute: { verdict: 'correct', code: 'quantity.consistent' },
  });
});

test('a config with a mistake is refused by its field', () => {
  expect(() => quantity.configure({ expected: '2 *', unit: 'GB' })).toThrow('expected');
  expect(() => quantity.configure({ expected: 2, unit: 'furlong' })).toThrow('unit');
});

describe('as a grader', () => {
  conformsToGraderContract({
    grader: quantity,
    config: { expected: 14, unit: 'GB' },
    solution: { answers: new Map([['answer', '14 GB']]) },
    worthless: { answers: new Map([['answer', '15 GB']]) },
    sandbox: new DeadSandbox(),
    usesSandbox: false,
  });
});
