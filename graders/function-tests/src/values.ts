/** What a function returned, read from untrusted JSON. Whatever is not exactly as the harness writes it is refused. */
import { DataFormatError } from '#libs/numeric';
import { sizeOf, type Tensor } from './arguments';

export type Value =
  | { readonly kind: 'none' }
  | { readonly kind: 'array'; readonly tensor: Tensor }
  | { readonly kind: 'items'; readonly items: readonly Value[] }
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, Value> };

const MAX_DEPTH = 4;
const MAX_ENTRIES = 200;
const MAX_RANK = 16;
const MAX_ELEMENTS = 1_000_000;

/** @throws DataFormatError */
export function readValue(raw: unknown, depth = 0): Value {
  if (depth > MAX_DEPTH) throw new DataFormatError('a value is nested too deeply');
  if (typeof raw !== 'object' || raw === null) throw new DataFormatError('a value is an object');
  if ('array' in raw) return { kind: 'array', tensor: readTensor(raw.array) };
  if ('none' in raw) return { kind: 'none' };
  if ('items' in raw && Array.isArray(raw.items) && raw.items.length <= MAX_ENTRIES) {
    return { kind: 'items', items: raw.items.map((item) => readValue(item, depth + 1)) };
  }
  if ('dict' in raw && typeof raw.dict === 'object' && raw.dict !== null) {
    const entries = Object.entries(raw.dict);
    if (entries.length > MAX_ENTRIES) throw new DataFormatError('a dictionary has too many entries');
    return { kind: 'dict', entries: new Map(entries.map(([name, x]) => [name, readValue(x, depth + 1)])) };
  }
  throw new DataFormatError('a value is of no known kind');
}

/** The data is always float64: what counts of another type is what it holds. */
function readTensor(raw: unknown): Tensor {
  if (typeof raw !== 'object' || raw === null || !('dtype' in raw) || !('shape' in raw) || !('b64' in raw)) {
    throw new DataFormatError('an array has dtype, shape and b64');
  }
  const { dtype, shape, b64 } = raw;
  if (typeof dtype !== 'string' || !/^[a-z0-9]{1,20}$/.test(dtype)) {
    throw new DataFormatError('dtype is no name');
  }
  if (!isShape(shape)) throw new DataFormatError('shape is out of bounds');
  const bytes = sizeOf(shape) * 8;
  if (typeof b64 !== 'string' || b64.length !== Math.ceil(bytes / 3) * 4) {
    throw new DataFormatError('array data does not have the length its shape says');
  }
  const data = Buffer.from(b64, 'base64');
  if (data.length !== bytes) throw new DataFormatError('array data is not canonical base64');
  // Copied, since a typed array must be aligned.
  return { dtype, shape, data: new Float64Array(new Uint8Array(data).buffer) };
}

function isShape(shape: unknown): shape is number[] {
  return (
    Array.isArray(shape) &&
    shape.length <= MAX_RANK &&
    (shape as unknown[]).every(
      (n) => typeof n === 'number' && Number.isInteger(n) && n >= 0 && n <= MAX_ELEMENTS,
    ) &&
    sizeOf(shape as number[]) <= MAX_ELEMENTS
  );
}
