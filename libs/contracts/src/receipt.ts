import { z } from 'zod';
import { slugSchema } from './manifest';
import { submittedFileSchema } from './report';

/** What a receipt attests: this work of this student was received at this time, for this version of the assignment. */
export const receiptStatementSchema = z.strictObject({
  receipt: z.literal(1),
  submission: z.uuid(),
  student: z.uuid(),
  /** All whose work it is, where they are more than the student who sent it. */
  authors: z.array(z.uuid()).exactOptional(),
  course: slugSchema,
  assignment: slugSchema,
  version: z.number().int(),
  packSha256: z.string(),
  problem: slugSchema,
  receivedAt: z.iso.datetime(),
  sha256: z.string(),
  files: z.array(submittedFileSchema),
});
export type ReceiptStatement = z.infer<typeof receiptStatementSchema>;

/** The statement as the text that was signed, to the byte; signature and key in base64 (raw Ed25519, SPKI). */
export const receiptSchema = z.strictObject({
  statement: z.string(),
  signature: z.base64(),
  publicKey: z.base64(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** The key that the platform signs with, to be kept by whoever wants to check receipts later. */
export const receiptKeySchema = receiptSchema.pick({ publicKey: true });
export type ReceiptKey = z.infer<typeof receiptKeySchema>;
