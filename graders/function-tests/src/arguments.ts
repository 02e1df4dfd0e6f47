/** From a manifest's arguments to values: drawn from the seed, and the same for the student and the reference. */
import { Random } from '#libs/mathematics';
import type { ArgumentSpec, DrawnSpec, Dtype, Nested, SimpleSpec } from './argument-specs';

/** Numbers row by row; booleans as 0 and 1. Already rounded to what `dtype` can hold. */
export interface Tensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export type Argument =
  | { readonly kind: 'array'; readonly tensor: Tensor }
  | { readonly kind: 'plain'; readonly value: number | string | boolean | null }
  | { readonly kind: 'python'; readonly source: string }
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, Argument> };

/** @param seed of this argument alone */
export function makeArgument(spec: ArgumentSpec, seed: string): Argument {
  if (typeof spec === 'object' && spec !== null && 'dict' in spec) {
    const entries = Object.entries(spec.dict).map(
      ([name, entry]) => [name, makeSimple(entry, `${seed}\0${name}`)] as const,
    );
    return { kind: 'dict', entries: new Map(entries) };
  }
  return makeSimple(spec, seed);
}

function makeSimple(spec: SimpleSpec, seed: string): Argument {
  if (typeof spec !== 'object' || spec === null) return { kind: 'plain', value: spec };
  if (isList(spec)) return { kind: 'array', tensor: literal(spec) };
  if ('python' in spec) return { kind: 'python', source: spec.python };
  if ('array' in spec) return { kind: 'array', tensor: literal(spec.array, spec.dtype) };
  return { kind: 'array', tensor: draw(spec, new Random(seed)) };
}

function isList(spec: SimpleSpec): spec is readonly Nested[] & SimpleSpec {
  return Array.isArray(spec);
}

function draw(spec: Exclude<DrawnSpec, { python: string } | { array: Nested }>, random: Random): Tensor {
  if ('booleans' in spec) {
    return filled(spec.booleans, 'bool', () => (random.uniform() < spec.probability ? 1 : 0), spec.set);
  }
  if ('integers' in spec) {
    const next = () => spec.low + random.below(spec.high - spec.low);
    return filled(spec.integers, spec.dtype, next, spec.set);
  }
  if ('full' in spec) return filled(spec.full, spec.dtype, () => Number(spec.value), spec.set);
  if ('uniform' in spec) {
    const next = () => spec.low + (spec.high - spec.low) * random.uniform();
    return filled(spec.uniform, spec.dtype, next, spec.set);
  }
  return filled(spec.normal, spec.dtype, () => spec.mean + spec.scale * random.normal(), spec.set);
}

type Changes = readonly { readonly at: readonly number[]; readonly to: number | boolean }[];

function filled(shape: readonly number[], dtype: Dtype, next: () => number, changes: Changes): Tensor {
  const data = Float64Array.from({ length: sizeOf(shape) }, next);
  for (const { at, to } of changes) {
    const [start, length] = slice(shape, at);
    data.fill(Number(to), start, start + length);
  }
  return { dtype, shape, data: rounded(data, dtype) };
}

/** Where the part of the array that an index names begins, and how long it is. @throws RangeError outside the shape. */
function slice(shape: readonly number[], at: readonly number[]): [start: number, length: number] {
  let length = sizeOf(shape);
  let start = 0;
  at.forEach((index, axis) => {
    const size = shape[axis] ?? 0;
    if (index < -size || index >= size) throw new RangeError(`no index [${at.join(', ')}] in the shape`);
    length /= size;
    start += (index < 0 ? index + size : index) * length;
  });
  return [start, length];
}

/** Lists of numbers are float64, so that a function may write into its argument; lists of True and False are masks. */
function literal(values: Nested, dtype?: Dtype): Tensor {
  const shape: number[] = [];
  const flat: (number | boolean)[] = [];
  const walk = (part: Nested, depth: number): void => {
    if (typeof part !== 'object') {
      if (depth !== shape.length) throw new RangeError('rows of an array have different lengths');
      flat.push(part);
      return;
    }
    if (flat.length === 0 && shape.length === depth) shape.push(part.length);
    if (shape[depth] !== part.length) throw new RangeError('rows of an array have different lengths');
    for (const inner of part) walk(inner, depth + 1);
  };
  walk(values, 0);
  const kind = dtype ?? (flat.length > 0 && flat.every((x) => typeof x === 'boolean') ? 'bool' : 'float64');
  return { dtype: kind, shape, data: rounded(Float64Array.from(flat, Number), kind) };
}

function rounded(data: Float64Array, dtype: Dtype): Float64Array {
  return dtype === 'float32' ? data.map(Math.fround) : data;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** As the harness reads it. */
export function encodeArgument(argument: Argument): unknown {
  switch (argument.kind) {
    case 'array':
      return { array: encodeTensor(argument.tensor) };
    case 'plain':
      return encodePlain(argument.value);
    case 'python':
      return { python: argument.source };
    case 'dict':
      return {
        dict: Object.fromEntries([...argument.entries].map(([name, entry]) => [name, encodeArgument(entry)])),
      };
  }
}

/** A whole number becomes Python's int, and JSON has neither NaN nor the infinities. */
function encodePlain(value: number | string | boolean | null): unknown {
  if (typeof value !== 'number' || Number.isInteger(value)) return { value };
  return {
    number: Number.isFinite(value) ? value : Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf',
  };
}

function encodeTensor({ dtype, shape, data }: Tensor): unknown {
  const { name, bytes } = asBytes(dtype, data);
  const b64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return { dtype: name, shape, b64 };
}

function asBytes(dtype: string, data: Float64Array): { name: string; bytes: ArrayBufferView } {
  switch (dtype) {
    case 'float32':
      return { name: '<f4', bytes: Float32Array.from(data) };
    case 'int32':
      return { name: '<i4', bytes: Int32Array.from(data) };
    case 'int64':
      return { name: '<i8', bytes: BigInt64Array.from(data, (x) => BigInt(x)) };
    case 'bool':
      return { name: '|b1', bytes: Uint8Array.from(data) };
    default:
      return { name: '<f8', bytes: data };
  }
}
