/** What train.py must be before it is run. */
import { deflateSync } from 'node:zlib';
import type { Verdict } from '#libs/domain';

export const MAX_SOURCE_BYTES = 64 * 1024;
/** Deep Compression brought a network of 1.6 % into 27 kB; a program that carries weights does not fit in half of that. */
export const MAX_COMPRESSED_BYTES = 12 * 1024;

export interface RuleBreach {
  readonly verdict: Verdict;
  readonly code: string;
  readonly message: string;
}

/** Null when the file may be run. */
export function breachOf(source: Uint8Array | undefined): RuleBreach | null {
  if (!source || source.length === 0) {
    return { verdict: 'invalid', code: 'empty', message: 'train.py is missing or empty.' };
  }
  if (!isText(source)) {
    return { verdict: 'invalid', code: 'not-text', message: 'train.py is not UTF-8 text.' };
  }
  if (source.length > MAX_SOURCE_BYTES) {
    return { verdict: 'invalid', code: 'too-large', message: 'train.py is larger than 64 KiB.' };
  }
  const compressed = compressedSize(source);
  if (compressed <= MAX_COMPRESSED_BYTES) return null;
  return {
    verdict: 'rejected',
    code: 'too-much-data',
    message: `train.py holds ${compressed} bytes of information when compressed; ${MAX_COMPRESSED_BYTES} are allowed, so that no trained weights or images travel in it.`,
  };
}

export function compressedSize(source: Uint8Array): number {
  return deflateSync(source, { level: 9 }).length;
}

function isText(source: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(source).includes('\0');
  } catch {
    return false;
  }
}
