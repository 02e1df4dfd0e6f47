import { DataFormatError } from './idx';

/** A matrix as one JSON value: little-endian floats in base64, row by row. */
export interface ArrayFrame {
  readonly dtype: '<f4' | '<f8';
  readonly shape: readonly [number, number];
  readonly b64: string;
}

/** A matrix of floats as it was sent, in the precision it was sent in. */
export interface FloatMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array | Float64Array;
}

const MAX_ELEMENTS = 4_300_000;
const MAX_DIMENSION = 60_000;

/**
 * Reads an array from untrusted JSON.
 * @throws DataFormatError unless it is a rank 2 matrix of at most 4.3 M finite floats whose length is exactly
 *   what its shape says.
 */
export function decodeArrayFrame(frame: unknown): FloatMatrix {
  const { dtype, shape, b64 } = asRecord(frame);
  if (dtype !== '<f4' && dtype !== '<f8') throw new DataFormatError('dtype must be <f4 or <f8');
  const [rows, columns] = asShape(shape);
  if (typeof b64 !== 'string') throw new DataFormatError('array data is not base64');
  const itemSize = dtype === '<f4' ? 4 : 8;
  const size = rows * columns * itemSize;
  if (b64.length !== Math.ceil(size / 3) * 4) {
    throw new DataFormatError('array data does not have the length its shape says');
  }
  const data = floats(Buffer.from(b64, 'base64'), dtype, rows * columns);
  if (!areFinite(data)) throw new DataFormatError('array holds NaN or infinity');
  return { rows, columns, data };
}

export function encodeArrayFrame(matrix: FloatMatrix): ArrayFrame {
  const { rows, columns, data } = matrix;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return {
    dtype: data instanceof Float32Array ? '<f4' : '<f8',
    shape: [rows, columns],
    b64: bytes.toString('base64'),
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new DataFormatError('an array frame is an object');
  return { ...value };
}

function asShape(value: unknown): [number, number] {
  if (!Array.isArray(value) || value.length !== 2) throw new DataFormatError('a matrix has two dimensions');
  const [rows, columns] = (value as unknown[]).map((n) =>
    typeof n === 'number' && Number.isInteger(n) && n >= 1 && n <= MAX_DIMENSION ? n : 0,
  );
  if (!rows || !columns || rows * columns > MAX_ELEMENTS) {
    throw new DataFormatError(`shape ${JSON.stringify(value).slice(0, 80)} is out of bounds`);
  }
  return [rows, columns];
}

/** A sum is finite only if its terms are; the products with zero keep finite terms from overflowing it. */
function areFinite(data: Float32Array | Float64Array): boolean {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += 0 * (data[i] as number);
  return sum === 0;
}

/** Copies, since a typed array must be aligned. x86-64 and arm64, all that Assay runs on, are little-endian. */
function floats(bytes: Buffer, dtype: '<f4' | '<f8', count: number): Float32Array | Float64Array {
  const expected = count * (dtype === '<f4' ? 4 : 8);
  if (bytes.length !== expected) throw new DataFormatError('array data is not canonical base64');
  const copy = new Uint8Array(bytes).buffer;
  return dtype === '<f4' ? new Float32Array(copy) : new Float64Array(copy);
}
