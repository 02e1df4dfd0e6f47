import { type TestCaseResult } from '#libs/domain';
import { type GradingInput } from '#libs/grader-sdk';
import { conformsToGraderContract, DeadSandbox } from '#libs/grader-sdk/testing';
import { matrix } from './grader';

const grader = matrix.configure({
  expected: 'A @ B.T',
  given: {
    A: [
      [1, -1, 3],
      [2, 3, 3],
      [-2, 0, 2],
    ],
    B: [
      [7, -1, 4],
      [-2, 0, 0],
      [0, -3, -1],
    ],
  },
});

async function judge(text: string, by = grader): Promise<TestCaseResult> {
  const input = { answers: new Map([['c', text]]), seed: 'a seed', signal: new AbortController().signal };
  // Answer graders use neither sandbox nor data sets.
  for await (const result of by.grade(input as unknown as GradingInput)) return result;
  throw new Error('no result');
}

test.each([
  '[[20,-2,0],[23,-4,-12],[-6,4,-2]]',
  'C = np.array([[20., -2., 0.], [23., -4., -12.], [-6., 4., -2.]])',
  'array([[ 20,  -2,   0],\n       [ 23,  -4, -12],\n       [ -6,   4,  -2]])',
  '[[ 20  -2   0]\n [ 23  -4 -12]\n [ -6   4  -2]]',
  'torch.tensor([[20,-2,0],[23,-4,-12],[-6,4,-2]], dtype=torch.float32)',
  'tensor([[ 20.,  -2.,   0.],\n        [ 23.,  -4., -12.],\n        [ -6.,   4.,  -2.]])',
  '[[2.0e+01 -2.e+00 0.0e+00]\n [2.3e1 -4 -1.2e+01]\n [-6 4 -2]]',
  '\\begin{pmatrix} 20 & -2 & 0 \\\\ 23 & -4 & -12 \\\\ -6 & 4 & -2 \\end{pmatrix}',
  'C = \\left[\\begin{array}{ccc} 20 & -2 & 0 \\\\ 23 & -4 & -12 \\\\ -6 & 4 & -2 \\end{array}\\right]',
  '$$C = AB^T = \\begin{bmatrix}20&-2&0\\\\23&-4&-12\\\\-6&4&-2\\\\\\end{bmatrix}$$',
  '20 & -2 & 0 \\\\ 23 & -4 & -12 \\\\ -6 & 4 & -2',
  '20,-2,0\n23,-4,-12\n-6,4,-2',
  '20\t-2\t0\n23\t-4\t-12\n-6\t4\t-2',
  '| 20 | -2 | 0 |\n|---|---|---|\n| 23 | -4 | -12 |\n| -6 | 4 | -2 |',
  'C =\n\n    20    -2     0\n    23    -4   -12\n    -6     4    -2\n',
  'Matrix([[20, -2, 0], [23, -4, -12], [-6, 4, -2]])',
  'Matrix(3, 3, [20, -2, 0, 23, -4, -12, -6, 4, -2])',
  'matrix([20,-2,0],[23,-4,-12],[-6,4,-2])',
  '{{20,-2,0},{23,-4,-12},{-6,4,-2}}',
  '((20,-2,0),(23,-4,-12),(-6,4,-2))',
  '[20 -2 0; 23 -4 -12; -6 4 -2]',
  '(20 -2 0; 23 -4 -12; -6 4 -2)',
  '[20, -2, 0]\n[23, -4, -12]\n[-6, 4, -2]',
  '2*[[10,-1,0],[23/2,-2,-6],[-3,2,-1]]',
  'np.array([[20,23,-6],[-2,-4,4],[0,-12,-2]]).T',
  "[20 23 -6; -2 -4 4; 0 -12 -2]'",
  '20 −2 0\n23 −4 −12\n−6 4 −2',
  '⎡20  -2   0 ⎤\n⎢23  -4  -12⎥\n⎣-6   4  -2 ⎦',
  '3×3 Matrix{Int64}:\n 20  -2    0\n 23  -4  -12\n -6   4   -2',
  '     [,1] [,2] [,3]\n[1,]   20   -2    0\n[2,]   23   -4  -12\n[3,]   -6    4   -2',
  '>>> print(C)\n[[ 20  -2   0]\n [ 23  -4 -12]\n [ -6   4  -2]]',
  'np.array([20,-2,0,23,-4,-12,-6,4,-2]).reshape(3,3)',
])('%j is read and right', async (text) => {
  expect(await judge(text)).toMatchObject({ verdict: 'correct', points: 1 });
});

test('wrong cells are marked in the student’s own matrix', async () => {
  const result = await judge('20 -2 0; 23 -4 12; -6 4 -3');
  expect(result).toMatchObject({ verdict: 'incorrect', points: 0, code: 'matrix.cells' });
  expect(result.evidence.find(({ kind }) => kind === 'matrix')).toMatchObject({
    rows: [
      ['20', '-2', '0'],
      ['23', '-4', '12'],
      ['-6', '4', '-3'],
    ],
    marked: [
      [1, 2],
      [2, 2],
    ],
  });
  expect(JSON.stringify(result)).not.toContain('-12');
});

test.each([
  ['', 'answer.empty'],
  ['[[20,-2,0],[23,-4,-12],[-6,4]]', 'matrix.ragged'],
  ['[[20,-2,0],[23,-4,-12],[-6,4,-2]', 'answer.bracket'],
  ['[[20,,0],[23,-4,-12],[-6,4,-2]]', 'matrix.format'],
  ['[[20,-2,0],[23,-4,-12],[-6,4,x]]', 'answer.unknown-name'],
  ['[[20,-2,0],[23,-4,-12],[-6,4,nan]]', 'answer.not-a-number'],
  ['A @ B.T', 'answer.unknown-name'],
  ['[[20,-2,0],[23,-4,-12],[-6,4,-2]] hello', 'matrix.format'],
  ['[[20,-2,0],[23,-4,-12],[-6,4,9^9^9^9]]', 'answer.too-large'],
  ['['.repeat(3000), 'answer.bracket'],
  ['1'.repeat(5000), 'answer.too-long'],
])('%j is invalid: %s', async (text, code) => {
  expect(await judge(text)).toMatchObject({ verdict: 'invalid', points: 0, code });
});

test.each([
  ['20 23 -6; -2 -4 4; 0 -12 -2', 'transposed'],
  ['9 -10 1; 8 -11 5; -14 -4 -10', 'operand-not-transposed'],
  ['7 1 12; -4 0 0; 0 0 -2', 'elementwise'],
  ['23 -4 -12; 20 -2 0; -6 4 -2', 'permuted-rows'],
  ['-2 20 0; -4 23 -12; 4 -6 -2', 'permuted-columns'],
  ['-20 2 0; -23 4 12; 6 -4 2', 'sign'],
])('%s is named: %s', async (text, name) => {
  expect(await judge(text)).toMatchObject({ verdict: 'incorrect', code: `mistake.${name}` });
});

test('a key written out as numbers knows the mistakes of the product of given matrices that it is', async () => {
  const written = matrix.configure({
    expected: [
      [17, 39],
      [55, 95],
    ],
    given: {
      A: [
        [1, 3],
        [5, 5],
      ],
      B: [
        [8, 3],
        [9, 10],
      ],
    },
  });
  expect(await judge('35 33; 85 65', written)).toMatchObject({ code: 'mistake.operand-not-transposed' });
});

test('a wrong shape is wrong, not invalid', async () => {
  expect(await judge('20 -2 0; 23 -4 -12')).toMatchObject({ verdict: 'incorrect', code: 'matrix.shape' });
});

test.each([
  [{ expected: 'A @ C', given: { A: [[1]] } }, 'expected'],
  [{ expected: [[1, 2], [3]] }, 'expected'],
  [{ expected: 'A @ A', given: { A: [[1, 2]] } }, 'expected'],
])('a config with a mistake is refused by its field: %j', (config, field) => {
  expect(() => matrix.configure(config)).toThrow(field);
});

describe('as a grader', () => {
  conformsToGraderContract({
    grader: matrix,
    config: { expected: [[1, 2]] },
    solution: { answers: new Map([['c', '1 2']]) },
    worthless: { answers: new Map([['c', '2 1']]) },
    sandbox: new DeadSandbox(),
    usesSandbox: false,
  });
});
