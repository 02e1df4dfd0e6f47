/**
 * The gradients that usual mistakes give. A mistake in dL/dO goes into both gradients, so the lists are products:
 * what may be wrong with dL/dO, times what may be wrong after it.
 */
import {
  ACTIVATION_FUNCTIONS,
  at,
  hadamard,
  headRows,
  map,
  type Matrix,
  multiply,
  type NetworkModel,
  transpose,
  type HiddenPass,
  type OutputPass,
  weightGradient,
} from '#libs/numeric';
import type { Answer } from './answers';
import { weightsOf } from './check-cases';

export interface FaultyGradient {
  readonly code: string;
  /** What is wrong, as the end of “Your dL/dW1 is right but for this: …”. */
  readonly mistake: string;
  readonly gradient: Matrix;
}

interface FaultyMatrix {
  readonly code: string;
  readonly mistake: string;
  readonly value: Matrix;
}

type Asked = Pick<Answer, 'checkCase' | 'convention'>;

/** Faulty versions of one matrix's gradient, made one after the other as they are asked for. */
export function faultyGradients(
  layer: 'dW1' | 'dW2',
  pass: HiddenPass & OutputPass,
  model: NetworkModel,
  answer: Asked,
): Iterable<FaultyGradient> {
  return layer === 'dW1' ? faultyW1(pass, model, answer) : faultyW2(pass, model, answer);
}

function* faultyW2(
  pass: HiddenPass & OutputPass,
  model: NetworkModel,
  { convention }: Asked,
): Generator<FaultyGradient> {
  for (const dO of outputGradients(pass, model)) {
    for (const A of secondLayerInputs(pass)) {
      yield* faulty(dO, A, convention.bias2);
    }
  }
}

function* faultyW1(
  pass: HiddenPass & OutputPass,
  model: NetworkModel,
  answer: Asked,
): Generator<FaultyGradient> {
  const { W2, bias1, bias2 } = weightsOf(answer.checkCase, answer.convention);
  const plainW2 = bias2 ? headRows(W2, W2.rows - 1) : W2;
  for (const dO of outputGradients(pass, model)) {
    for (const dZ of hiddenGradients(multiply(dO.value, transpose(plainW2)), pass, model)) {
      for (const A of firstLayerInputs(pass, answer.checkCase.batch.X)) {
        yield* faulty(join(dO, dZ), A, bias1);
      }
    }
  }
}

/** ∂L/∂O, right and wrong. */
function outputGradients({ P, target, O, dO }: OutputPass, { loss }: NetworkModel): FaultyMatrix[] {
  const right: FaultyMatrix = { code: '', mistake: '', value: dO };
  const error = map(P, (p, i) => (p - at(target.data, i)) / O.rows);
  const missingTarget: FaultyMatrix = {
    code: 'target-not-subtracted',
    mistake: 'it uses the output p where p − y belongs (y is 1 at the right class)',
    value: map(P, (p) => p / O.rows),
  };
  switch (loss) {
    case 'ce':
    case 'bce':
    case 'mse':
      return [right, missingTarget];
    case 'mse_sigmoid':
      return [
        right,
        missingTarget,
        {
          code: 'output-derivative-missing',
          mistake: 'the derivative σ′(o) = p(1 − p) of the output’s sigmoid is missing',
          value: error,
        },
      ];
    case 'mse_softmax':
      return [
        right,
        missingTarget,
        {
          code: 'softmax-jacobian-missing',
          mistake: 'the derivative of the softmax is missing',
          value: error,
        },
        {
          code: 'softmax-jacobian-diagonal',
          mistake:
            'of the softmax’s derivative only the diagonal p(1 − p) is there; every output depends on every input',
          value: hadamard(
            error,
            map(P, (p) => p * (1 - p)),
          ),
        },
      ];
  }
}

/** ∂L/∂Z from ∂L/∂H, right and wrong. */
function hiddenGradients(dH: Matrix, { Z, H }: HiddenPass, { activation }: NetworkModel): FaultyMatrix[] {
  const { derivative, f } = ACTIVATION_FUNCTIONS[activation];
  return [
    { code: '', mistake: '', value: hadamard(dH, map(Z, derivative)) },
    {
      code: 'activation-derivative-missing',
      mistake: 'the derivative act′(Z) of the activation is missing',
      value: dH,
    },
    {
      code: 'activation-derivative-at-output',
      mistake: 'the derivative of the activation is taken at H = act(Z); it belongs at Z',
      value: hadamard(dH, map(H, derivative)),
    },
    {
      code: 'activation-for-derivative',
      mistake: 'the activation itself stands where its derivative belongs',
      value: hadamard(dH, map(Z, f)),
    },
  ];
}

function secondLayerInputs({ H, Z }: HiddenPass): FaultyMatrix[] {
  return [
    { code: '', mistake: '', value: H },
    { code: 'activation-skipped', mistake: 'it multiplies by Zᵀ where Hᵀ = act(Z)ᵀ belongs', value: Z },
  ];
}

function firstLayerInputs({ X }: HiddenPass, raw: Matrix): FaultyMatrix[] {
  const inputs = [{ code: '', mistake: '', value: X }];
  if (X === raw) return inputs;
  return [
    ...inputs,
    {
      code: 'input-not-normalised',
      mistake: 'it multiplies by the pixels before they were normalised',
      value: raw,
    },
  ];
}

/** Aᵀ·d; nothing when neither has a mistake in it. */
function* faulty(d: FaultyMatrix, A: FaultyMatrix, bias: boolean): Generator<FaultyGradient> {
  const { code, mistake } = join(d, A);
  if (code !== '') yield { code, mistake, gradient: weightGradient(A.value, d.value, bias) };
}

function join(a: FaultyMatrix, b: FaultyMatrix): FaultyMatrix {
  const both = (x: string, y: string, between: string) => [x, y].filter((text) => text !== '').join(between);
  return { code: both(a.code, b.code, '+'), mistake: both(a.mistake, b.mistake, '; and '), value: b.value };
}
