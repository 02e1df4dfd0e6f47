import { z } from 'zod';

/** A paragraph that a person reads: no control characters but line ends, and no half characters. */
export const paragraphSchema = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u, 'use printable characters');
