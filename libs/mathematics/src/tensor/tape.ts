/**
 * Evaluation with reverse-mode differentiation (Griewank and Walther, Evaluating Derivatives, ch. 3): every operation
 * leaves on the tape how to turn its result's gradient into its operands' gradients; walking the tape backwards adds
 * them up. The keys of backprop problems come from here and from nowhere else.
 */
import { COMPARISONS, FUNCTIONS } from './elementwise';
import {
  einsum,
  makeTensor,
  map,
  matmul,
  reshape,
  scalar,
  ShapeError,
  shapeText,
  softmax,
  sumOver,
  transpose,
  type Tensor,
  unbroadcast,
  zip,
} from './tensor';
import {
  type BinaryOperator,
  type ElementwiseFunction,
  ELEMENTWISE,
  type TensorExpression,
} from './tensor-expression';

interface Entry {
  readonly out: Tensor;
  readonly operands: readonly Tensor[];
  readonly back: (gradient: Tensor) => readonly (Tensor | undefined)[];
}

export type Environment = ReadonlyMap<string, Tensor>;

export class Tape {
  private readonly entries: Entry[] = [];

  constructor(
    private readonly environment: Environment,
    /** Leaves out the derivative of activations: for naming the mistake. */
    private readonly linearized = false,
  ) {}

  /** @throws ShapeError where operands do not fit. */
  evaluate(expression: TensorExpression): Tensor {
    switch (expression.kind) {
      case 'number':
        return scalar(expression.value);
      case 'name':
        return this.named(expression.name);
      case 'gradient':
        return this.named(`dL/d${expression.of}`);
      case 'negative':
        return this.elementwise(
          this.evaluate(expression.of),
          (x) => -x,
          () => -1,
        );
      case 'transpose':
        return this.transposed(this.evaluate(expression.of));
      case 'binary': {
        const [left, right] = [this.evaluate(expression.left), this.evaluate(expression.right)];
        // On paper vectors are columns: u vᵀ is a matrix. NumPy's @ knows no such thing.
        const isOuter =
          expression.operator === 'product' &&
          expression.right.kind === 'transpose' &&
          left.shape.length === 1 &&
          right.shape.length === 1;
        return isOuter
          ? this.contracted('i,j->ij', [left, right])
          : this.binary(expression.operator, left, right);
      }
      case 'size':
        return sizeOf(this.evaluate(expression.of), expression.axis);
      case 'compare': {
        const compare = COMPARISONS[expression.operator];
        const [left, right] = [this.evaluate(expression.left), this.evaluate(expression.right)];
        return zip(left, right, expression.operator, (x, y) => (compare(x, y) ? 1 : 0));
      }
      case 'apply':
        return this.apply(expression);
      case 'reduce':
        return this.reduce(expression);
      case 'einsum':
        return this.contracted(
          expression.spec,
          expression.operands.map((operand) => this.evaluate(operand)),
        );
      case 'indexed':
      case 'element':
      case 'index-sum':
        throw new ShapeError('Indices and whole matrices are mixed; use one of the two.');
    }
  }

  /** Gradients of a scalar with respect to tensors that were met on the way; `fixed` replaces what would flow on. */
  gradients(loss: Tensor, fixed: ReadonlyMap<Tensor, Tensor> = new Map()): ReadonlyMap<Tensor, Tensor> {
    const found = new Map<Tensor, Tensor>([[loss, map(loss, () => 1)]]);
    for (const { out, operands, back } of this.entries.toReversed()) {
      const gradient = fixed.get(out) ?? found.get(out);
      if (!gradient) continue;
      for (const [index, part] of back(gradient).entries()) {
        const operand = operands[index];
        if (!operand || !part) continue;
        const before = found.get(operand);
        found.set(operand, before ? zip(before, part, '+', (x, y) => x + y) : part);
      }
    }
    for (const [tensor, gradient] of fixed) found.set(tensor, gradient);
    return found;
  }

  private record(out: Tensor, operands: readonly Tensor[], back: Entry['back']): Tensor {
    this.entries.push({ out, operands, back });
    return out;
  }

  private named(name: string): Tensor {
    const tensor = this.environment.get(name);
    if (!tensor) throw new ShapeError(`${name} has no value here.`);
    return tensor;
  }

  private elementwise(a: Tensor, value: (x: number) => number, slope: (x: number) => number): Tensor {
    return this.record(map(a, value), [a], (gradient) => [
      zip(gradient, map(a, slope), '*', (g, s) => g * s),
    ]);
  }

  private transposed(a: Tensor): Tensor {
    const turned = transpose(a);
    return turned === a ? a : this.record(turned, [a], (gradient) => [transpose(gradient)]);
  }

  private binary(operator: BinaryOperator, a: Tensor, b: Tensor): Tensor {
    switch (operator) {
      case '+':
        return this.combined(
          a,
          b,
          '+',
          (x, y) => x + y,
          () => 1,
          () => 1,
        );
      case '-':
        return this.combined(
          a,
          b,
          '−',
          (x, y) => x - y,
          () => 1,
          () => -1,
        );
      case '*':
        return this.combined(
          a,
          b,
          '*',
          (x, y) => x * y,
          (_, y) => y,
          (x) => x,
        );
      case '/':
        return this.combined(
          a,
          b,
          '/',
          (x, y) => x / y,
          (_, y) => 1 / y,
          (x, y) => -x / (y * y),
        );
      case '**':
        return this.combined(
          a,
          b,
          '**',
          (x, y) => x ** y,
          (x, y) => y * x ** (y - 1),
          (x, y) => x ** y * Math.log(x),
        );
      case '@':
        return this.multiplied(a, b);
      case 'product':
        return a.shape.length === 0 || b.shape.length === 0 ? this.binary('*', a, b) : this.multiplied(a, b);
      case 'star':
        return fitsOnlyAsMatrixProduct(a, b) ? this.multiplied(a, b) : this.binary('*', a, b);
    }
  }

  private combined(
    a: Tensor,
    b: Tensor,
    symbol: string,
    value: (x: number, y: number) => number,
    byA: (x: number, y: number) => number,
    byB: (x: number, y: number) => number,
  ): Tensor {
    const times = (gradient: Tensor, slope: (x: number, y: number) => number): Tensor =>
      zip(gradient, zip(a, b, symbol, slope), '*', (g, s) => g * s);
    return this.record(zip(a, b, symbol, value), [a, b], (gradient) => [
      unbroadcast(times(gradient, byA), a),
      unbroadcast(times(gradient, byB), b),
    ]);
  }

  private multiplied(a: Tensor, b: Tensor): Tensor {
    return this.record(matmul(a, b), [a, b], (gradient) => {
      const asMatrix = (x: Tensor, column: boolean): Tensor => {
        if (x.shape.length !== 1) return x;
        return column
          ? reshape(x, [...x.shape, 1], [...x.dims, '1'])
          : reshape(x, [1, ...x.shape], ['1', ...x.dims]);
      };
      const [left, right] = [asMatrix(a, false), asMatrix(b, true)];
      const flow = reshape(
        gradient,
        [left.shape[0] ?? 1, right.shape[1] ?? 1],
        [left.dims[0] ?? '', right.dims[1] ?? ''],
      );
      const [byA, byB] = [matmul(flow, transpose(right)), matmul(transpose(left), flow)];
      return [reshape(byA, a.shape, a.dims), reshape(byB, b.shape, b.dims)];
    });
  }

  private apply({ name, args }: Extract<TensorExpression, { kind: 'apply' }>): Tensor {
    const values = args.map((arg) => this.evaluate(arg));
    const [a = scalar(NaN), b = scalar(NaN), c = scalar(NaN)] = values;
    if (isElementwise(name)) {
      const [value, slope] = FUNCTIONS[name];
      const isActivation = name === 'relu' || name === 'sigmoid' || name === 'tanh';
      return this.elementwise(a, value, this.linearized && isActivation ? () => 1 : slope);
    }
    switch (name) {
      case 'softmax':
        return this.softmaxed(a);
      case 'cross_entropy':
        return this.crossEntropy(a, b);
      case 'maximum':
        return this.combined(
          a,
          b,
          'max',
          Math.max,
          (x, y) => (x > y ? 1 : 0),
          (x, y) => (y > x ? 1 : 0),
        );
      case 'minimum':
        return this.combined(
          a,
          b,
          'min',
          Math.min,
          (x, y) => (x < y ? 1 : 0),
          (x, y) => (y < x ? 1 : 0),
        );
      case 'where':
        return this.chosen(a, b, c);
      case 'ones':
        return makeTensor(values.map(size), args.map(dimName), () => 1);
      case 'ones_like':
        return map(a, () => 1);
      case 'zeros_like':
        return map(a, () => 0);
      case 'outer':
        return this.contracted('i,j->ij', [a, b]);
      case 'diag':
        return diagonal(a);
      case 'column':
      case 'row':
        return this.turned(a, name);
    }
  }

  /** A vector as a matrix with one column or one row. */
  private turned(a: Tensor, way: 'column' | 'row'): Tensor {
    if (a.shape.length !== 1)
      throw new ShapeError(`Only a vector can be made a ${way}, not ${shapeText(a)}.`);
    const around = <T>(own: readonly T[], one: T): T[] => (way === 'column' ? [...own, one] : [one, ...own]);
    return this.record(reshape(a, around(a.shape, 1), around(a.dims, '1')), [a], (gradient) => [
      reshape(gradient, a.shape, a.dims),
    ]);
  }

  private softmaxed(a: Tensor): Tensor {
    const p = softmax(a);
    return this.record(p, [a], (gradient) => {
      const product = zip(gradient, p, '*', (x, y) => x * y);
      const weights = sumOver(product, p.shape.length - 1, true);
      return [
        zip(
          product,
          zip(p, weights, '*', (x, y) => x * y),
          '−',
          (x, y) => x - y,
        ),
      ];
    });
  }

  /** Of every row: -Σ t log softmax(y); one number a row. */
  private crossEntropy(logits: Tensor, target: Tensor): Tensor {
    const logs = map(softmax(logits), Math.log);
    const value = map(
      sumOver(
        zip(target, logs, '*', (t, l) => t * l),
        logits.shape.length - 1,
      ),
      (x) => -x,
    );
    return this.record(value, [logits], (gradient) => {
      const axis = logits.shape.length - 1;
      const weight = sumOver(target, axis, true);
      const slope = zip(
        zip(softmax(logits), weight, '*', (p, w) => p * w),
        target,
        '−',
        (p, t) => p - t,
      );
      const shape = [...gradient.shape, 1];
      return [zip(reshape(gradient, shape, [...gradient.dims, '1']), slope, '*', (g, s) => g * s)];
    });
  }

  private chosen(condition: Tensor, a: Tensor, b: Tensor): Tensor {
    const mask = map(condition, (x) => (x !== 0 ? 1 : 0));
    const left = this.combined(
      mask,
      a,
      'where',
      (m, x) => (m === 1 ? x : 0),
      () => 0,
      (m) => m,
    );
    const right = this.combined(
      mask,
      b,
      'where',
      (m, y) => (m === 1 ? 0 : y),
      () => 0,
      (m) => 1 - m,
    );
    return this.binary('+', left, right);
  }

  private reduce({ name, of, axis, keepdims }: Extract<TensorExpression, { kind: 'reduce' }>): Tensor {
    const a = this.evaluate(of);
    const total = sumOver(a, axis, keepdims);
    const share = name === 'mean' ? total.data.length / a.data.length : 1;
    return this.record(
      map(total, (x) => x * share),
      [a],
      (gradient) => {
        const kept = sumOver(a, axis, true);
        const flow = reshape(gradient, kept.shape, kept.dims);
        return [
          zip(
            flow,
            map(a, () => share),
            '*',
            (g, s) => g * s,
          ),
        ];
      },
    );
  }

  private contracted(spec: string, operands: readonly Tensor[]): Tensor {
    const out = einsum(spec, operands);
    return this.record(out, operands, (gradient) => {
      const [inputs = '', output = ''] = spec.replaceAll(' ', '').split('->');
      const letters = inputs.split(',');
      return operands.map((operand, index) => {
        const others = operands.filter((_, other) => other !== index);
        const rest = letters.filter((_, other) => other !== index);
        const own = letters[index] ?? '';
        const known = new Set(output + rest.join(''));
        if (!spec.includes('->') || Array.from(own).some((letter) => !known.has(letter))) return undefined;
        return reshape(
          einsum(`${[output, ...rest].join(',')}->${own}`, [gradient, ...others]),
          operand.shape,
          operand.dims,
        );
      });
    });
  }
}

function isElementwise(name: string): name is ElementwiseFunction {
  return ELEMENTWISE.some((known) => known === name);
}

/** By the names of the dimensions, so that sizes that are equal by chance decide nothing. */
function fitsOnlyAsMatrixProduct(a: Tensor, b: Tensor): boolean {
  if (a.shape.length !== 2 || b.shape.length === 0) return false;
  return a.dims[1] === b.dims[0] && a.dims.join() !== b.dims.join();
}

function sizeOf(tensor: Tensor, axis: number | undefined): Tensor {
  const length = axis === undefined ? tensor.data.length : tensor.shape.at(axis);
  if (length === undefined) throw new ShapeError(`${shapeText(tensor)} has no axis ${String(axis)}.`);
  return scalar(length);
}

function size(tensor: Tensor): number {
  const [value = NaN] = tensor.data;
  if (tensor.shape.length > 0 || !Number.isInteger(value) || value < 1 || value > 100) {
    throw new ShapeError('ones() takes sizes such as N.');
  }
  return value;
}

function dimName(expression: TensorExpression): string {
  return expression.kind === 'name'
    ? expression.name
    : expression.kind === 'number'
      ? String(expression.value)
      : '?';
}

function diagonal(a: Tensor): Tensor {
  if (a.shape.length !== 1) throw new ShapeError(`diag takes a vector, here is ${shapeText(a)}.`);
  const [n = 1] = a.shape;
  const [dim = ''] = a.dims;
  return makeTensor([n, n], [dim, dim], (index) =>
    index % (n + 1) === 0 ? (a.data[index / (n + 1)] ?? NaN) : 0,
  );
}
