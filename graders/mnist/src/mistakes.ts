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
  type TwoLayerPass,
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

export function faultyGradients(
  pass: TwoLayerPass,
  model: NetworkModel,
  answer: Pick<Answer, 'checkCase' | 'convention'>,
): { dW1: FaultyGradient[]; dW2: FaultyGradient[] } {
  const weights = weightsOf(answer.checkCase, answer.convention);
  const plainW2 = weights.bias2 ? headRows(weights.W2, weights.W2.rows - 1) : weights.W2;
  const outputs = [{ code: '', mistake: '', value: pass.dO }, ...faultyOutputGradients(pass, model)];
  return {
    dW2: outputs.flatMap((dO) => afterOutput(dO, secondLayerInputs(pass), weights.bias2)),
    dW1: outputs.flatMap((dO) => {
      const dH = multiply(dO.value, transpose(plainW2));
      return hiddenGradients(dH, pass, model).flatMap((dZ) =>
        afterOutput(join(dO, dZ), firstLayerInputs(pass, answer.checkCase.batch.X), weights.bias1),
      );
    }),
  };
}

/** Mistakes in ∂L/∂O. */
function faultyOutputGradients({ P, target, O }: TwoLayerPass, { loss }: NetworkModel): FaultyMatrix[] {
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
      return [missingTarget];
    case 'mse_sigmoid':
      return [
        missingTarget,
        {
          code: 'output-derivative-missing',
          mistake: 'the derivative σ′(o) = p(1 − p) of the output’s sigmoid is missing',
          value: error,
        },
      ];
    case 'mse_softmax':
      return [
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

/** Mistakes on the way from ∂L/∂H to ∂L/∂Z. */
function hiddenGradients(dH: Matrix, { Z, H }: TwoLayerPass, { activation }: NetworkModel): FaultyMatrix[] {
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

function secondLayerInputs({ H, Z }: TwoLayerPass): FaultyMatrix[] {
  return [
    { code: '', mistake: '', value: H },
    { code: 'activation-skipped', mistake: 'it multiplies by Zᵀ where Hᵀ = act(Z)ᵀ belongs', value: Z },
  ];
}

function firstLayerInputs({ X }: TwoLayerPass, raw: Matrix): FaultyMatrix[] {
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

/** Aᵀ·d for every input A, right and faulty; a combination without any mistake is left out. */
function afterOutput(d: FaultyMatrix, inputs: readonly FaultyMatrix[], bias: boolean): FaultyGradient[] {
  return inputs
    .map((A) => ({ ...join(d, A), gradient: weightGradient(A.value, d.value, bias) }))
    .filter(({ code }) => code !== '');
}

function join(a: FaultyMatrix, b: FaultyMatrix): FaultyMatrix {
  const both = (x: string, y: string, between: string) => [x, y].filter((text) => text !== '').join(between);
  return { code: both(a.code, b.code, '+'), mistake: both(a.mistake, b.mistake, '; and '), value: b.value };
}
