/** Small dense tensors in double precision with named dimensions, so that a shape error can be explained. */

export interface Tensor {
  readonly shape: readonly number[];
  /** A name for each dimension, such as N; the size where it has none. */
  readonly dims: readonly string[];
  readonly data: Float64Array;
}

/** Operands that do not fit; the message is for the student. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

/** More elements than any honest answer needs. */
const MOST_ELEMENTS = 100_000;

export function makeTensor(
  shape: readonly number[],
  dims: readonly string[],
  fill: (index: number) => number,
): Tensor {
  const size = shape.reduce((total, length) => total * length, 1);
  if (size > MOST_ELEMENTS) throw new ShapeError('An intermediate result has too many elements.');
  return { shape, dims, data: Float64Array.from({ length: size }, (_, index) => fill(index)) };
}

export const scalar = (value: number): Tensor => makeTensor([], [], () => value);

export function shapeText({ dims }: Pick<Tensor, 'dims'>): string {
  return dims.length === 0 ? 'a number' : dims.length === 1 ? `(${dims[0] ?? ''},)` : dims.join('×');
}

export function map(a: Tensor, change: (value: number) => number): Tensor {
  return { ...a, data: a.data.map(change) };
}

/** Element by element with NumPy's broadcasting. */
export function zip(a: Tensor, b: Tensor, symbol: string, join: (x: number, y: number) => number): Tensor {
  const rank = Math.max(a.shape.length, b.shape.length);
  const shape: number[] = [];
  const dims: string[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const [i, j] = [axis - rank + a.shape.length, axis - rank + b.shape.length];
    const [m, n] = [a.shape[i] ?? 1, b.shape[j] ?? 1];
    if (m !== n && m !== 1 && n !== 1) {
      throw new ShapeError(
        `${shapeText(a)} and ${shapeText(b)} can’t be combined by ${symbol} element by element.`,
      );
    }
    shape.push(Math.max(m, n));
    dims.push((n > m ? b.dims[j] : a.dims[i]) ?? b.dims[j] ?? '1');
  }
  const [stridesA, stridesB] = [stridesOf(a.shape, rank), stridesOf(b.shape, rank)];
  const result = makeTensor(shape, dims, () => 0);
  for (let index = 0; index < result.data.length; index++) {
    let [rest, at, bt] = [index, 0, 0];
    for (let axis = rank - 1; axis >= 0; axis--) {
      const length = shape[axis] ?? 1;
      const place = rest % length;
      rest = (rest - place) / length;
      at += place * (stridesA[axis] ?? 0);
      bt += place * (stridesB[axis] ?? 0);
    }
    result.data[index] = join(a.data[at] ?? NaN, b.data[bt] ?? NaN);
  }
  return result;
}

/** Steps in the data for each axis of the result; 0 where the operand is repeated. */
function stridesOf(shape: readonly number[], rank: number): number[] {
  const strides = new Array<number>(rank).fill(0);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] ?? 1;
    strides[axis + rank - shape.length] = length === 1 ? 0 : step;
    step *= length;
  }
  return strides;
}

export function transpose(a: Tensor): Tensor {
  if (a.shape.length < 2) return a;
  if (a.shape.length > 2) throw new ShapeError('Only matrices are transposed.');
  const [rows = 1, columns = 1] = a.shape;
  const result = makeTensor([columns, rows], [a.dims[1] ?? '', a.dims[0] ?? ''], () => 0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result.data[j * rows + i] = a.data[i * columns + j] ?? NaN;
  }
  return result;
}

/** NumPy's @: vectors are rows on the left and columns on the right. */
export function matmul(a: Tensor, b: Tensor): Tensor {
  if (a.shape.length === 0 || b.shape.length === 0)
    throw new ShapeError('A number is no operand of a matrix product.');
  if (a.shape.length > 2 || b.shape.length > 2) throw new ShapeError('Only matrices are multiplied.');
  const left = a.shape.length === 1 ? reshape(a, [1, ...a.shape], ['1', ...a.dims]) : a;
  const right = b.shape.length === 1 ? reshape(b, [...b.shape, 1], [...b.dims, '1']) : b;
  const [rows = 1, inner = 1] = left.shape;
  const [length = 1, columns = 1] = right.shape;
  if (inner !== length) {
    throw new ShapeError(
      `The matrix product of ${shapeText(a)} and ${shapeText(b)} does not exist: the inner sizes ${left.dims[1] ?? ''} and ${right.dims[0] ?? ''} differ.`,
    );
  }
  const result = makeTensor([rows, columns], [left.dims[0] ?? '', right.dims[1] ?? ''], () => 0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let total = 0;
      for (let k = 0; k < inner; k++)
        total += (left.data[i * inner + k] ?? NaN) * (right.data[k * columns + j] ?? NaN);
      result.data[i * columns + j] = total;
    }
  }
  const kept = [a.shape.length === 1 ? [] : [0], b.shape.length === 1 ? [] : [1]].flat();
  return reshape(
    result,
    kept.map((axis) => result.shape[axis] ?? 1),
    kept.map((axis) => result.dims[axis] ?? ''),
  );
}

export function reshape(a: Tensor, shape: readonly number[], dims: readonly string[]): Tensor {
  return { shape, dims, data: a.data };
}

/** Sum over one axis, or over all. */
export function sumOver(a: Tensor, axis: number | undefined, keepdims = false): Tensor {
  if (axis === undefined) {
    const total = a.data.reduce((sum, value) => sum + value, 0);
    const ones = a.shape.map(() => 1);
    return keepdims ? makeTensor(ones, ones.map(String), () => total) : scalar(total);
  }
  const at = axis < 0 ? axis + a.shape.length : axis;
  const length = a.shape[at];
  if (length === undefined) throw new ShapeError(`${shapeText(a)} has no axis ${String(axis)}.`);
  const inner = a.shape.slice(at + 1).reduce((total, size) => total * size, 1);
  const [shape, dims] = [a.shape.toSpliced(at, 1), a.dims.toSpliced(at, 1)];
  const result = makeTensor(shape, dims, () => 0);
  for (let index = 0; index < a.data.length; index++) {
    const outer = Math.floor(index / (inner * length));
    const target = outer * inner + (index % inner);
    result.data[target] = (result.data[target] ?? 0) + (a.data[index] ?? NaN);
  }
  return keepdims ? reshape(result, shape.toSpliced(at, 0, 1), dims.toSpliced(at, 0, '1')) : result;
}

/** Sums a gradient back to the shape that was broadcast. */
export function unbroadcast(gradient: Tensor, like: Tensor): Tensor {
  let result = gradient;
  while (result.shape.length > like.shape.length) result = sumOver(result, 0);
  for (const [axis, size] of like.shape.entries()) {
    if (size === 1 && result.shape[axis] !== 1) result = sumOver(result, axis, true);
  }
  return result;
}

/** Softmax of every row. */
export function softmax(a: Tensor): Tensor {
  const width = a.shape.at(-1) ?? 1;
  const result = map(a, (value) => value);
  for (let row = 0; row < a.data.length; row += width) {
    const values = a.data.subarray(row, row + width);
    const highest = Math.max(...values);
    const total = values.reduce((sum, value) => sum + Math.exp(value - highest), 0);
    for (let j = 0; j < width; j++) result.data[row + j] = Math.exp((values[j] ?? NaN) - highest) / total;
  }
  return result;
}

const MOST_OPERANDS = 6;
const MOST_INDICES = 6;

/** einsum with an explicit or implied output, such as `nd,nh->dh`. */
export function einsum(spec: string, operands: readonly Tensor[]): Tensor {
  const [inputs = '', output] = spec.replaceAll(' ', '').split('->');
  const letters = inputs.split(',');
  const all = [...new Set(letters.join(''))];
  if (
    !/^[A-Za-z,]*$/.test(inputs) ||
    letters.length !== operands.length ||
    operands.length > MOST_OPERANDS ||
    all.length > MOST_INDICES
  ) {
    throw new ShapeError(
      `The einsum pattern “${spec}” does not fit its ${String(operands.length)} operands.`,
    );
  }
  const out = Array.from(
    output ??
      all
        .filter((letter) => inputs.split(letter).length === 2)
        .sort()
        .join(''),
  );
  const sizes = sizesOf(letters, operands);
  if (new Set(out).size !== out.length || out.some((letter) => !sizes.has(letter))) {
    throw new ShapeError(`The output of the einsum pattern “${spec}” is not among its indices.`);
  }
  const order = [...out, ...all.filter((letter) => !out.includes(letter))];
  return contract(letters, operands, order, out, sizes);
}

type Sizes = ReadonlyMap<string, { readonly size: number; readonly dim: string }>;

function sizesOf(letters: readonly string[], operands: readonly Tensor[]): Sizes {
  const sizes = new Map<string, { size: number; dim: string }>();
  for (const [index, indices] of letters.entries()) {
    const operand = operands[index];
    if (operand?.shape.length !== indices.length) {
      throw new ShapeError(
        `“${indices}” has ${String(indices.length)} indices, but its operand is ${operand ? shapeText(operand) : 'missing'}.`,
      );
    }
    for (const [axis, letter] of Array.from(indices).entries()) {
      const size = operand.shape[axis] ?? 1;
      const known = sizes.get(letter);
      if (known && known.size !== size) {
        throw new ShapeError(
          `The index ${letter} stands for ${known.dim} and for ${operand.dims[axis] ?? ''}.`,
        );
      }
      sizes.set(letter, { size, dim: operand.dims[axis] ?? '' });
    }
  }
  return sizes;
}

function contract(
  letters: readonly string[],
  operands: readonly Tensor[],
  order: readonly string[],
  out: readonly string[],
  sizes: Sizes,
): Tensor {
  const lengths = order.map((letter) => sizes.get(letter)?.size ?? 1);
  const total = lengths.reduce((product, length) => product * length, 1);
  if (total > MOST_ELEMENTS) throw new ShapeError('The einsum takes too much work.');
  const steps = operands.map((operand, which) => {
    const strides = stridesFull(operand.shape);
    return order.map((letter) =>
      Array.from(letters[which] ?? '').reduce(
        (sum, own, axis) => (own === letter ? sum + (strides[axis] ?? 0) : sum),
        0,
      ),
    );
  });
  const result = makeTensor(
    out.map((letter) => sizes.get(letter)?.size ?? 1),
    out.map((letter) => sizes.get(letter)?.dim ?? ''),
    () => 0,
  );
  const perOutput = total / result.data.length;
  for (let index = 0; index < total; index++) {
    let rest = index;
    const places = new Array<number>(order.length).fill(0);
    for (let axis = order.length - 1; axis >= 0; axis--) {
      const length = lengths[axis] ?? 1;
      places[axis] = rest % length;
      rest = Math.floor(rest / length);
    }
    let value = 1;
    for (const [which, operand] of operands.entries()) {
      const at = places.reduce((sum, place, axis) => sum + place * (steps[which]?.[axis] ?? 0), 0);
      value *= operand.data[at] ?? NaN;
    }
    const target = Math.floor(index / perOutput);
    result.data[target] = (result.data[target] ?? 0) + value;
  }
  return result;
}

function stridesFull(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(0);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis] ?? 1;
  }
  return strides;
}

const TOLERANCE = 1e-9;

/** The same shape; a vector may also be one row. */
export function sameShape(a: Tensor, b: Tensor): boolean {
  const shape = (tensor: Tensor): string => tensor.shape.join();
  return shape(a) === shape(b) || (b.shape.length === 1 && shape(a) === `1,${shape(b)}`);
}

export function isEqual(a: Tensor, b: Tensor): boolean {
  if (!sameShape(a, b)) return false;
  const scale = b.data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6);
  return b.data.every((value, index) => Math.abs(value - (a.data[index] ?? NaN)) <= TOLERANCE * scale);
}
