import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

/** Unsigned bytes of an IDX file (http://yann.lecun.com/exdb/mnist/), outermost dimension first. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** The file is damaged, or not what it should be. Says which and why. */
export class DataFormatError extends Error {
  override readonly name = 'DataFormatError';
}

const UNSIGNED_BYTE = 0x08;
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Reads an IDX file of unsigned bytes: two zero bytes, a type code, the rank, one big-endian uint32 per
 * dimension, then exactly that many bytes.
 * @throws DataFormatError for any other byte.
 */
export function parseIdx(bytes: Uint8Array): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0) throw new DataFormatError('not an IDX file');
  if (view.getUint8(2) !== UNSIGNED_BYTE) {
    throw new DataFormatError(`IDX type 0x${view.getUint8(2).toString(16)}, only unsigned bytes are read`);
  }
  const rank = view.getUint8(3);
  const start = 4 + 4 * rank;
  if (rank < 1 || rank > 4 || bytes.length < start) throw new DataFormatError('IDX header is cut short');
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (!Number.isSafeInteger(size) || bytes.length - start !== size) {
    throw new DataFormatError(
      `IDX holds ${bytes.length - start} bytes, its header says ${shape.join(' × ')}`,
    );
  }
  return { shape, data: bytes.subarray(start) };
}

/**
 * Reads a file, unpacks it when it is gzip, and compares the SHA-256 of what it unpacks to.
 * @throws DataFormatError when the digest differs or the gzip stream is damaged.
 */
export async function readVerified(path: string, sha256: string): Promise<Uint8Array> {
  const stored = await readFile(path);
  const bytes = isGzip(stored) ? gunzip(stored, path) : stored;
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== sha256) throw new DataFormatError(`${path}: SHA-256 is ${digest}, expected ${sha256}`);
  return bytes;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function gunzip(bytes: Uint8Array, path: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    throw new DataFormatError(`${path}: damaged gzip stream`, { cause: error });
  }
}
