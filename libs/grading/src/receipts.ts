import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { receiptStatementSchema, type Receipt, type ReceiptStatement } from '#libs/contracts';

/** Signs by Ed25519 (RFC 8032). The same statement always gives the same receipt. */
export function signReceipt(statement: ReceiptStatement, privateKey: KeyObject): Receipt {
  const text = JSON.stringify(statement);
  return {
    statement: text,
    signature: sign(null, Buffer.from(text), privateKey).toString('base64'),
    publicKey: publicKeyOf(privateKey),
  };
}

/** SPKI in base64. */
export function publicKeyOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
}

/** What the receipt attests, or null where it was not signed with this key. Needs nothing but its arguments. */
export function verifyReceipt(receipt: Receipt, publicKey: string): ReceiptStatement | null {
  if (receipt.publicKey !== publicKey) return null;
  if (!isSigned(receipt, publicKey)) return null;
  return receiptStatementSchema.safeParse(parse(receipt.statement)).data ?? null;
}

function isSigned({ statement, signature }: Receipt, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, Buffer.from(statement), key, Buffer.from(signature, 'base64'));
  } catch {
    // No key at all, whatever it is.
    return false;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
