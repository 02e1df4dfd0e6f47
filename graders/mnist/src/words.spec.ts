import type { HarnessRun } from './harness';
import { tell, violationsIn, violationText } from './words';

const run = { violations: [], error: null } as unknown as HarnessRun;
const source = Buffer.from('import torch\nloss.grad_fn(one)\nx = 1  # no grad_fn is called here\n');
const failure = (msg: string, type = 'RuntimeError', line = 3) => ({ type, msg, line });

describe('an exception', () => {
  it.each([
    ['element 0 of tensors does not require grad and does not have a grad_fn', 'RuntimeError', 'autograd'],
    ["No module named 'jax'", 'ModuleNotFoundError', 'jax'],
    ["No module named 'torch.func'", 'ModuleNotFoundError', 'torch.func'],
    ["module 'torch' has no attribute 'func'", 'AttributeError', 'torch.func'],
    ["module 'torch._C._nn' has no attribute 'gelu_backward'", 'AttributeError', 'a derivative kernel'],
    ['…\nraise AutogradForbidden(…)', 'NotSupportedError', 'autograd in TorchScript'],
  ])('%s shows what was asked for', (msg, type, api) => {
    expect(violationsIn(run, source, [failure(msg, type)])).toEqual([{ api, line: 3 }]);
  });

  it('shows it by the line that it comes from', () => {
    const notCallable = "'NoneType' object is not callable";
    expect(violationsIn(run, source, [failure(notCallable, 'TypeError', 2)])).toEqual([
      { api: 'autograd', line: 2 },
    ]);
    expect(violationsIn(run, source, [failure(notCallable, 'TypeError', 3)])).toEqual([]);
  });

  it.each([
    ["No module named 'tqdm'", 'ModuleNotFoundError'],
    ["No module named 'sklearn'", 'ModuleNotFoundError'],
    ["No module named 'autograd_notes'", 'ModuleNotFoundError'],
    ["'Layer' object has no attribute 'backward'", 'AttributeError'],
    ["module 'train' has no attribute 'backward'", 'AttributeError'],
    ['mat1 and mat2 shapes cannot be multiplied', 'RuntimeError'],
  ])('%s shows nothing', (msg, type) => {
    expect(violationsIn(run, source, [failure(msg, type)])).toEqual([]);
  });

  it('says what can be imported instead', () => {
    expect(tell(failure("No module named 'tqdm'", 'ModuleNotFoundError'))).toBe(
      "ModuleNotFoundError: No module named 'tqdm' (line 3). Only NumPy, PyTorch and Python’s standard library can be imported",
    );
  });
});

describe('what a rejection says', () => {
  it('names the rule that was broken', () => {
    expect(violationText([{ api: 'os.fork', line: 4 }])).toBe(
      'No other programs, processes or native code may be used, and train.py uses os.fork (line 4).',
    );
    expect(violationText([{ api: 'torch.Tensor.backward', line: null }])).toBe(
      'Gradients must be hard-coded, and train.py uses torch.Tensor.backward.',
    );
  });
});
