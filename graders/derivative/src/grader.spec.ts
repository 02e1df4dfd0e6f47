import { type TestCaseResult } from '#libs/domain';
import { type ConfiguredGrader, DeadSandbox, type GradingInput } from '#libs/grader-sdk';
import { conformsToGraderContract } from '#libs/grader-sdk/testing';
import { derivative } from './grader';

const seed = derivative.configure({
  function: 'z = y^2 - (sin θ)^2 + 2 y cos θ + 1',
  withRespectTo: ['y', 'θ'],
  variables: ['y', 'θ'],
});

async function resultsOf(
  grader: ConfiguredGrader,
  answers: Readonly<Record<string, string>>,
): Promise<Record<string, TestCaseResult>> {
  const input = {
    answers: new Map(Object.entries(answers)),
    files: new Map(),
    checks: new Map(),
    seed: 'a seed',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
  const results: Record<string, TestCaseResult> = {};
  // Answer graders use neither sandbox nor data sets.
  for await (const result of grader.grade(input as unknown as GradingInput)) results[result.name] = result;
  return results;
}

test('one field and one case for each variable', () => {
  expect(seed.shape).toMatchObject({ kind: 'answers', fields: [{ name: 'y' }, { name: 'theta' }] });
  expect(seed.plan.map(({ name }) => name)).toEqual(['y', 'theta']);
});

test('right answers in different notations earn their points', async () => {
  const results = await resultsOf(seed, {
    y: '∂z/∂y = 2(y + cosθ)',
    theta: '-2\\sin\\theta(\\cos\\theta + y)',
  });
  expect(results).toMatchObject({
    y: { verdict: 'correct', points: 1 },
    theta: { verdict: 'correct', points: 1 },
  });
});

test('a wrong answer gets a point to check by hand, and not the key', async () => {
  const { y } = await resultsOf(seed, { y: '2y - 2cosθ' });
  expect(y).toMatchObject({ verdict: 'incorrect', points: 0, code: 'mistake.sign' });
  expect(y?.evidence).toContainEqual({
    kind: 'counterexample',
    title: 'A point to check by hand',
    at: [
      { name: 'y', value: '1' },
      { name: 'theta', value: '0' },
    ],
    yours: '0',
    note: 'The right value there is different.',
  });
});

test('what can’t be read is invalid, with its place', async () => {
  const { y, theta } = await resultsOf(seed, { y: '2(y + cosθ', theta: '-2sin(thta)' });
  expect(y).toMatchObject({ verdict: 'invalid', code: 'answer.bracket' });
  expect(theta).toMatchObject({ verdict: 'invalid', code: 'answer.unknown-name' });
  expect(theta?.message).toContain('character 7');
});

test('the reading is shown before anything counts', async () => {
  expect(await seed.read?.('y', '2y cos θ')).toMatchObject({
    kind: 'read',
    latex: '2 y \\cos\\left(\\theta\\right)',
  });
  expect(await seed.read?.('y', '2y +')).toMatchObject({ kind: 'unreadable', position: 4 });
});

test.each([
  [{ function: 'y^2', withRespectTo: 'x', variables: ['y'] }, 'withRespectTo'],
  [{ function: 'y^2 +', withRespectTo: 'y', variables: ['y'] }, 'function'],
  [{ function: 'floor(y)', withRespectTo: 'y', variables: ['y'], functions: ['floor'] }, 'function'],
  [{ expected: 'log(-1-y^2)', variables: ['y'] }, 'expected'],
  [{ expected: 'y' }, 'variables'],
  [{ expected: 'y', variables: ['y'], surprise: 1 }, 'surprise'],
])('a config with a mistake is refused by its field: %j', (config, field) => {
  expect(() => derivative.configure(config)).toThrow(field);
});

test('an expected expression makes one field', async () => {
  const grader = derivative.configure({ expected: 'x^2 + 2x + 1', variables: ['x'] });
  expect(await resultsOf(grader, { answer: '(x+1)²' })).toMatchObject({ answer: { verdict: 'correct' } });
});

test('variables under a factorial count', async () => {
  const grader = derivative.configure({ expected: 'n!/(n-1)!', variables: ['n'] });
  expect(await resultsOf(grader, { answer: 'n' })).toMatchObject({ answer: { verdict: 'correct' } });
  expect(await resultsOf(grader, { answer: 'n + 1' })).toMatchObject({ answer: { verdict: 'incorrect' } });
});

describe('as a grader', () => {
  conformsToGraderContract({
    grader: derivative,
    config: { function: 'y^2', withRespectTo: 'y', variables: ['y'] },
    solution: { answers: new Map([['y', '2y']]) },
    worthless: { answers: new Map([['y', 'y']]) },
    sandbox: new DeadSandbox(),
    usesSandbox: false,
  });
});
