/** Compares what came back with the reference's values, element by element. */
import { sizeOf, type Tensor } from './arguments';
import type { Value } from './values';

export interface Tolerance {
  readonly rtol: number;
  readonly atol: number;
}

export type Difference =
  | { readonly kind: 'structure'; readonly expected: string; readonly got: string }
  | { readonly kind: 'shape'; readonly at: string; readonly expected: string; readonly got: string }
  | {
      readonly kind: 'value';
      /** `[1, 2]`, or `['W'][1, 2]` in a dictionary. */
      readonly at: string;
      readonly expected: number;
      readonly got: number;
      readonly wrong: number;
      readonly total: number;
      /** Flat indices of the wrong elements. */
      readonly indices: readonly number[];
    };

/** Null where both are the same within the tolerance. */
export function difference(expected: Value, got: Value, tolerance: Tolerance, at = ''): Difference | null {
  if (expected.kind === 'array') {
    if (got.kind === 'array') return tensorDifference(expected.tensor, got.tensor, tolerance, at);
    return structure(expected, got);
  }
  if (expected.kind === 'dict') {
    if (got.kind !== 'dict') return structure(expected, got);
    const missing = [...expected.entries.keys()].filter((name) => !got.entries.has(name));
    if (missing.length > 0) return structure(expected, got);
    return first(expected.entries, ([name, value]) =>
      difference(value, got.entries.get(name) ?? { kind: 'none' }, tolerance, `${at}['${name}']`),
    );
  }
  if (expected.kind === 'items') {
    const items = itemsOf(got);
    if (items?.length !== expected.items.length) return structure(expected, got);
    return first(expected.items.entries(), ([index, value]) =>
      difference(value, items[index] ?? { kind: 'none' }, tolerance, `${at}[${index}]`),
    );
  }
  return got.kind === 'none' ? null : structure(expected, got);
}

function first<T>(entries: Iterable<T>, look: (entry: T) => Difference | null): Difference | null {
  for (const entry of entries) {
    const found = look(entry);
    if (found) return found;
  }
  return null;
}

function structure(expected: Value, got: Value): Difference {
  return { kind: 'structure', expected: describe(expected), got: describe(got) };
}

/** Arrays of one shape in a list arrive as one array; it is taken apart again. */
function itemsOf(value: Value): readonly Value[] | null {
  if (value.kind === 'items') return value.items;
  if (value.kind !== 'array') return null;
  const [count, ...shape] = value.tensor.shape;
  if (count === undefined) return null;
  const size = sizeOf(shape);
  return Array.from({ length: count }, (_, index) => ({
    kind: 'array',
    tensor: { ...value.tensor, shape, data: value.tensor.data.subarray(index * size, (index + 1) * size) },
  }));
}

/** A single number is the same in whatever brackets. */
function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  if (sizeOf(a) === 1 && sizeOf(b) === 1) return true;
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

function tensorDifference(
  expected: Tensor,
  got: Tensor,
  tolerance: Tolerance,
  at: string,
): Difference | null {
  if (!isSameShape(expected.shape, got.shape)) {
    return { kind: 'shape', at, expected: shapeText(expected.shape), got: shapeText(got.shape) };
  }
  const indices: number[] = [];
  for (let i = 0; i < expected.data.length; i++) {
    if (!isNear(expected.data[i] as number, got.data[i] as number, tolerance)) indices.push(i);
  }
  const [worst] = indices;
  if (worst === undefined) return null;
  return {
    kind: 'value',
    at: `${at}${indexText(worst, expected.shape)}`,
    expected: expected.data[worst] as number,
    got: got.data[worst] as number,
    wrong: indices.length,
    total: expected.data.length,
    indices,
  };
}

function isNear(expected: number, got: number, { rtol, atol }: Tolerance): boolean {
  if (Number.isFinite(expected)) return Math.abs(got - expected) <= atol + rtol * Math.abs(expected);
  return Object.is(expected, got);
}

function indexText(flat: number, shape: readonly number[]): string {
  if (shape.length === 0) return '';
  const index: number[] = [];
  let rest = flat;
  for (const size of shape.toReversed()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return `[${index.join(', ')}]`;
}

export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}

/** What kind of thing a value is, without its numbers. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'array':
      return value.tensor.shape.length === 0
        ? 'a number'
        : `an array of shape ${shapeText(value.tensor.shape)}`;
    case 'items':
      return `${value.items.length} values of different shapes`;
    case 'dict':
      return `a dictionary with ${[...value.entries.keys()].map((name) => `'${name}'`).join(', ') || 'nothing'}`;
  }
}

/** Whether all of it is finite. */
export function isFinite(value: Value): boolean {
  switch (value.kind) {
    case 'none':
      return true;
    case 'array':
      return value.tensor.data.every(Number.isFinite);
    case 'items':
      return value.items.every(isFinite);
    case 'dict':
      return [...value.entries.values()].every(isFinite);
  }
}
