/** Function names of NumPy, PyTorch and textbooks, and what they mean. */
import { type BinaryOperator, ELEMENTWISE, type TensorFunction } from './tensor-expression';

export const FUNCTIONS: ReadonlyMap<string, TensorFunction> = new Map<string, TensorFunction>([
  ...ELEMENTWISE.map((name): [string, TensorFunction] => [name, name]),
  ['ReLU', 'relu'],
  ['Relu', 'relu'],
  ['σ', 'sigmoid'],
  ['sigma', 'sigmoid'],
  ['expit', 'sigmoid'],
  ['logistic', 'sigmoid'],
  ['ln', 'log'],
  ['absolute', 'abs'],
  ['sgn', 'sign'],
  ['heaviside', 'step'],
  ['Heaviside', 'step'],
  ['indicator', 'step'],
  ['unit_step', 'step'],
  ['drelu', 'relu_prime'],
  ['d_relu', 'relu_prime'],
  ['relu_grad', 'relu_prime'],
  ['relu_derivative', 'relu_prime'],
  ['sigmoid_grad', 'sigmoid_prime'],
  ['sigmoid_derivative', 'sigmoid_prime'],
  ['dsigmoid', 'sigmoid_prime'],
  ['dtanh', 'tanh_prime'],
  ['softmax', 'softmax'],
  ['cross_entropy', 'cross_entropy'],
  ['where', 'where'],
  ['maximum', 'maximum'],
  ['max', 'maximum'],
  ['minimum', 'minimum'],
  ['min', 'minimum'],
  ['ones', 'ones'],
  ['ones_like', 'ones_like'],
  ['zeros_like', 'zeros_like'],
  ['outer', 'outer'],
  ['diag', 'diag'],
]);
export const PRIMES: ReadonlyMap<string, TensorFunction> = new Map([
  ['relu', 'relu_prime'],
  ['sigmoid', 'sigmoid_prime'],
  ['tanh', 'tanh_prime'],
]);
export const WRAPPERS = new Set(['array', 'asarray', 'float', 'int', 'tensor', 'float32', 'float64']);
export const PRODUCTS: ReadonlyMap<string, BinaryOperator> = new Map([
  ['dot', '@'],
  ['matmul', '@'],
  ['mm', '@'],
  ['multiply', '*'],
  ['mul', '*'],
  ['hadamard', '*'],
  ['add', '+'],
  ['subtract', '-'],
  ['divide', '/'],
  ['power', '**'],
]);
export const COMPARISONS = new Set(['>', '<', '>=', '<=', '==', '!=']);
export const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map([
  ['*', '*'],
  ['.*', '*'],
  ['⊙', '*'],
  ['@', '@'],
  ['/', '/'],
  ['⋄', 'product'],
]);
