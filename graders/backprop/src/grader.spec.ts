import { type TestCaseResult } from '#libs/domain';
import { type ConfiguredGrader, type GradingInput } from '#libs/grader-sdk';
import { conformsToGraderContract, DeadSandbox } from '#libs/grader-sdk/testing';
import { backprop } from './grader';

const shapes = { X: ['N', 'D'], W1: ['D', 'H'], W2: ['H', 'K'], T: ['N', 'K'] };
const network = { forward: 'Z = X @ W1; H1 = relu(Z); Y = H1 @ W2', loss: 'sum((Y - T)^2)', shapes };
const forW1 = backprop.configure({ ...network, withRespectTo: 'W1' });
const forW2 = backprop.configure({ ...network, withRespectTo: 'W2' });

async function judge(grader: ConfiguredGrader, text: string): Promise<TestCaseResult> {
  const field = grader.plan[0]?.name ?? '';
  const input = { answers: new Map([[field, text]]), seed: 'a seed', signal: new AbortController().signal };
  // Answer graders use neither sandbox nor data sets.
  for await (const result of grader.grade(input as unknown as GradingInput)) return result;
  throw new Error('no result');
}

test.each([
  '2 * H1.T @ (Y - T)',
  '2 * np.maximum(X @ W1, 0).T @ (Y - T)',
  'dL/dW2 = 2 * relu(X @ W1).T @ (relu(X @ W1) @ W2 - T)',
  'np.dot(H1.T, 2*(Y-T))',
  'H1.T.dot(2 * (Y - T))',
  '2 H1^T (Y - T)',
  '2 H_1^T (Y − T)',
  '\\frac{\\partial L}{\\partial W_2} = 2 H_1^\\top (Y - T)',
  '2\\,\\mathrm{ReLU}(X W_1)^{T} (Y - T)',
  "2 H1' (Y - T)",
  "np.einsum('nh,nk->hk', H1, 2 * (Y - T))",
  "2 * np.einsum('nk,nh->hk', Y - T, H1)",
  'dL/dW2_{hk} = 2 \\sum_n H1_{nh} (Y_{nk} - T_{nk})',
  '2 Σ_n H1_nh (Y_nk - T_nk)',
  '2 H1_{nh} (Y_{nk} - T_{nk})',
  '(2 (Y-T)^T H1)^T',
  'G = 2 * (Y - T)\ndW2 = H1.T @ G',
  '2 * np.transpose(H1) @ (Y - T)',
  '2 * torch.matmul(H1.T, Y - T)',
  '2 · H1ᵀ · (Y − T)',
  'W2.grad = 2 * H1.T @ (Y - T)',
  '\\nabla_{W_2} L = 2 H_1^T (Y-T)',
])('dL/dW2: %j is right', async (text) => {
  expect(await judge(forW2, text)).toMatchObject({ verdict: 'correct' });
});

test.each([
  '2 * X.T @ ((Y - T) @ W2.T * (Z > 0))',
  'X.T @ (2 * (Y - T) @ W2.T * (X @ W1 > 0))',
  'X.T @ np.where(Z > 0, 2 * (Y - T) @ W2.T, 0)',
  'X.T @ (2 * (Y - T) @ W2.T * np.where(Z > 0, 1, 0))',
  'X.T @ (2 * (Y - T) @ W2.T * (Z > 0).astype(float))',
  'X.T @ np.multiply(2 * (Y - T) @ W2.T, np.heaviside(Z, 0))',
  '2 X^T ((Y − T) W2^T ⊙ 1[X W1 > 0])',
  '2 X^\\top \\left( (Y - T) W_2^\\top \\odot \\mathbb{1}[X W_1 > 0] \\right)',
  "2 X^T [ (Y-T) W2^T ∘ relu'(Z) ]",
  "2X^T(ReLU'(XW1) ⊙ (Y−T)W_2^T)",
  '2 X^T ((Y-T) W2^T ⊙ 1_{Z>0})',
  "2 * np.einsum('nd,nk,hk,nh->dh', X, Y - T, W2, (Z > 0).astype(float))",
  '2 \\sum_{n,k} X_{nd} (Y_{nk} - T_{nk}) W2_{hk} 1[Z_{nh} > 0]',
  '2 X_nd (Y_nk - T_nk) W2_hk 1[Z_nh > 0]',
  '∂L/∂W1_{dh} = 2 Σ_n Σ_k X_{nd} (Y_{nk} − T_{nk}) W2_{hk} 1[Z_{nh} > 0]',
  'dY = 2*(Y - T)\ndH = dY @ W2.T\ndZ = dH * (Z > 0)\ndW1 = X.T @ dZ',
  '-2 X^T ((T - Y) W2^T ⊙ (H1 > 0))',
  'X.T @ (2*(Y-T) @ W2.T * np.sign(H1))',
])('dL/dW1: %j is right', async (text) => {
  expect(await judge(forW1, text)).toMatchObject({ verdict: 'correct' });
});

test.each([
  ['H1.T @ (Y - T)', 'mistake.factor'],
  ['-2 * H1.T @ (Y - T)', 'mistake.sign'],
  ['2 * H1 @ (Y - T)', 'backprop.shape'],
  ['2 * (Y - T).T @ H1', 'mistake.transposed'],
  ['2 * H1.T * (Y - T)', 'backprop.shape'],
  ['2 / N * H1.T @ (Y - T)', 'mistake.mean-or-sum'],
  ['2 * Z.T @ (Y - T)', 'backprop.different'],
  ['2 * H1.T @ Y', 'backprop.different'],
  ['2 * H1.T @ (Y - T)**2', 'backprop.different'],
  ['2 H1_{nh} (Y_{nk} - T_{hk})', 'backprop.shape'],
  ["2 * np.einsum('nh,nk->kh', H1, Y - T)", 'mistake.transposed'],
  ['2 * X.T @ ((Y - T) @ W2.T * (Z > 0))', 'mistake.other-variable'],
])('dL/dW2: %j is wrong: %s', async (text, code) => {
  expect(await judge(forW2, text)).toMatchObject({ verdict: 'incorrect', code, points: 0 });
});

test.each([
  ['2 * X.T @ ((Y - T) @ W2.T)', 'mistake.activation'],
  ['2 * X.T @ ((Y - T) @ W2.T * H1)', 'backprop.different'],
  ['2 * X.T @ ((Y - T) @ W2.T * (Z < 0))', 'backprop.different'],
  ['2 * X.T @ ((Y - T) @ W2 * (Z > 0))', 'backprop.shape'],
  ['2 * (X.T @ (Y - T)) @ W2.T * (Z > 0)', 'backprop.shape'],
])('dL/dW1: %j is wrong: %s', async (text, code) => {
  expect(await judge(forW1, text)).toMatchObject({ verdict: 'incorrect', code });
});

test.each([
  ['', 'answer.empty'],
  ['2 * H1.T @ (Y - T', 'answer.bracket'],
  ['2 * H1.T @ Q', 'answer.unknown-name'],
  ['__import__("os").system("id")', 'answer.syntax'],
  ['(lambda: 0)()', 'answer.unknown-name'],
  ['H1.__class__', 'answer.syntax'],
  ['eval("1")', 'answer.unknown-name'],
  ['2 * H1.T @', 'answer.syntax'],
  ['dL/dW1 = 2 * H1.T @ (Y - T)', 'answer.left-side'],
  ['H1.T @ G = 2', 'answer.left-side'],
  ['('.repeat(1000), 'answer.too-deep'],
])('%j is invalid', async (text, code) => {
  expect(await judge(forW2, text)).toMatchObject({ verdict: 'invalid', code });
});

test('other losses and activations', async () => {
  const softmax = backprop.configure({
    forward: 'H1 = tanh(X @ W1)\nY = H1 @ W2',
    loss: 'mean(cross_entropy(Y, T))',
    withRespectTo: 'W2',
    shapes,
  });
  expect(await judge(softmax, 'H1.T @ (softmax(Y) - T) / N')).toMatchObject({ verdict: 'correct' });
  expect(await judge(softmax, 'H1.T @ (softmax(Y) - T)')).toMatchObject({ code: 'mistake.mean-or-sum' });
  const sigmoid = backprop.configure({
    forward: 'A = sigmoid(X @ W1 + b1)\nY = A @ W2',
    loss: '1/2 * sum((Y - T)^2)',
    withRespectTo: 'b1',
    shapes: { ...shapes, b1: ['H'] },
  });
  expect(await judge(sigmoid, 'np.sum((Y-T) @ W2.T * A * (1 - A), axis=0)')).toMatchObject({
    verdict: 'correct',
  });
  expect(await judge(sigmoid, '((Y-T) @ W2.T * A * (1 - A)).sum(0)')).toMatchObject({ verdict: 'correct' });
  expect(await judge(sigmoid, "np.sum((Y-T) @ W2.T * sigmoid'(X @ W1 + b1), axis=0)")).toMatchObject({
    verdict: 'correct',
  });
});

describe('derivations', () => {
  const derivation = backprop.configure({ ...network, withRespectTo: 'W1', answer: 'derivation', points: 5 });

  test('all steps right', async () => {
    const text =
      'dL/dY = 2(Y - T)\ndL/dH1 = dL/dY W2^T\ndL/dZ = dL/dH1 ⊙ 1[Z > 0]\ndL/dW1 = X^T dL/dZ\n = 2 X^T ((Y-T) W2^T ⊙ 1[Z > 0])';
    expect(await judge(derivation, text)).toMatchObject({ verdict: 'correct', points: 5 });
  });

  test('one slip in five steps costs one step; later consistent steps are credited', async () => {
    const text =
      '∂L/∂Y = (Y - T)\n∂L/∂H1 = ∂L/∂Y W2^T\n∂L/∂Z = ∂L/∂H1 ⊙ 1[Z > 0]\n∂L/∂W1 = X^T ∂L/∂Z\n = X^T ((Y-T) W2^T ⊙ 1[Z > 0])';
    const result = await judge(derivation, text);
    expect(result).toMatchObject({ verdict: 'partially-correct', points: 4, code: 'derivation.step' });
    expect(result.message).toContain('Step 1 ');
    const [table] = result.evidence;
    const verdicts = table?.kind === 'table' ? table.rows.map((row) => row[2]) : [];
    expect(verdicts).toEqual(['wrong', 'consistent', 'consistent', 'consistent', 'consistent']);
  });

  test('a derivation that stops early', async () => {
    expect(await judge(derivation, 'dL/dY = 2(Y - T)')).toMatchObject({
      verdict: 'partially-correct',
      code: 'derivation.unfinished',
    });
  });
});

test.each([
  [{ ...network, withRespectTo: 'Q' }, 'withRespectTo'],
  [{ ...network, loss: 'Y - T', withRespectTo: 'W1' }, 'loss'],
  [{ ...network, forward: 'Y = X @ W2', withRespectTo: 'W2' }, 'forward'],
])('a config with a mistake is refused by its field', (config, field) => {
  expect(() => backprop.configure(config)).toThrow(field);
});

describe('as a grader', () => {
  conformsToGraderContract({
    grader: backprop,
    config: { ...network, withRespectTo: 'W2' },
    solution: { answers: new Map([['w2', '2 H1^T (Y - T)']]) },
    worthless: { answers: new Map([['w2', 'H1']]) },
    sandbox: new DeadSandbox(),
    usesSandbox: false,
  });
});
