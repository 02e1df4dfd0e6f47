import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The token by which Nest hands out the key. */
export const RECEIPT_KEY = Symbol('receipt key');

/**
 * The Ed25519 key that signs receipts, from a PEM file; made where there is none yet. Of several processes that start at
 * once only one makes it (`wx`), the others read it.
 * @throws Error where the file holds something else, or can't be read or written
 */
export function readReceiptKey(file: string): KeyObject {
  mkdirSync(dirname(file), { recursive: true });
  const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  try {
    writeFileSync(file, made, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = createPrivateKey(readFileSync(file));
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new Error(
    `${file} is no Ed25519 key; ASSAY_RECEIPT_KEY must name one, or a file that is not there yet`,
  );
}
