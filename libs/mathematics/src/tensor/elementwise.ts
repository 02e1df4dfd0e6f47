import { type Comparison, type ElementwiseFunction } from './tensor-expression';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Value and derivative of the elementwise functions. */
export const FUNCTIONS: Readonly<
  Record<ElementwiseFunction, readonly [(x: number) => number, (x: number) => number]>
> = {
  relu: [(x) => Math.max(0, x), (x) => (x > 0 ? 1 : 0)],
  sigmoid: [sigmoid, (x) => sigmoid(x) * (1 - sigmoid(x))],
  tanh: [Math.tanh, (x) => 1 - Math.tanh(x) ** 2],
  sinh: [Math.sinh, Math.cosh],
  cosh: [Math.cosh, Math.sinh],
  exp: [Math.exp, Math.exp],
  log: [Math.log, (x) => 1 / x],
  sqrt: [Math.sqrt, (x) => 0.5 / Math.sqrt(x)],
  abs: [Math.abs, Math.sign],
  square: [(x) => x * x, (x) => 2 * x],
  sign: [Math.sign, () => 0],
  step: [(x) => (x > 0 ? 1 : 0), () => 0],
  relu_prime: [(x) => (x > 0 ? 1 : 0), () => 0],
  sigmoid_prime: [
    (x) => sigmoid(x) * (1 - sigmoid(x)),
    (x) => sigmoid(x) * (1 - sigmoid(x)) * (1 - 2 * sigmoid(x)),
  ],
  tanh_prime: [(x) => 1 - Math.tanh(x) ** 2, (x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2)],
};

export const COMPARISONS: Readonly<Record<Comparison, (x: number, y: number) => boolean>> = {
  '>': (x, y) => x > y,
  '<': (x, y) => x < y,
  '>=': (x, y) => x >= y,
  '<=': (x, y) => x <= y,
  '==': (x, y) => x === y,
  '!=': (x, y) => x !== y,
};
