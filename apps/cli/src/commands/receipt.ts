import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { receiptKeySchema, receiptSchema, type ReceiptStatement } from '#libs/contracts';
import { verifyReceipt } from '#libs/grading';
import { type z } from 'zod';
import { EXIT, UsageError, type ExitStatus } from '../exit';

/**
 * `assay receipt verify <receipt> <key> [file...]`: whether the platform with this key signed the receipt, and whether these
 * are the files that it received. Needs no network. The key in the receipt itself proves nothing: everybody can sign with a
 * key of their own.
 */
export function verify(receiptFile: string, keyFile: string, files: readonly string[]): ExitStatus {
  const receipt = read(receiptFile, receiptSchema, 'a receipt');
  const { publicKey } = read(keyFile, receiptKeySchema, 'the key of a platform (GET /api/receipt-key)');
  const statement = verifyReceipt(receipt, publicKey);
  if (!statement) {
    console.log('✗ not signed with this key, or changed since');
    return EXIT.refused;
  }
  const { course, assignment, problem, version, student, submission, receivedAt } = statement;
  console.log(`✓ received ${receivedAt}: ${course}/${assignment}/${problem}, version ${String(version)}`);
  console.log(`  submission ${submission} of student ${student}`);
  const wrong = files.filter((file) => !isReceived(file, statement));
  for (const file of files)
    console.log(`${wrong.includes(file) ? '✗ not what was received' : '✓ received'}: ${file}`);
  return wrong.length === 0 ? EXIT.ok : EXIT.refused;
}

function isReceived(file: string, statement: ReceiptStatement): boolean {
  const sha256 = createHash('sha256').update(bytesOf(file)).digest('hex');
  return statement.files.some((received) => received.name === basename(file) && received.sha256 === sha256);
}

function read<T>(file: string, schema: z.ZodType<T>, what: string): T {
  const parsed = schema.safeParse(parse(bytesOf(file).toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new UsageError(`${file} is not ${what}.`);
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new UsageError(`${file} can't be read.`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
