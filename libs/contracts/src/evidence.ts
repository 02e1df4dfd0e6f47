import type { Evidence } from '#libs/domain';
import { z } from 'zod';

const titled = { title: z.string() };

/** Mirrors Evidence of the domain; the check below fails to compile where the two part. */
export const evidenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), ...titled, text: z.string() }),
  z.object({
    kind: z.literal('code'),
    ...titled,
    language: z.enum(['c', 'python', 'text']),
    text: z.string(),
    remarks: z.array(
      z.object({
        line: z.number().int().positive(),
        column: z.number().int().positive().exactOptional(),
        severity: z.enum(['error', 'warning', 'note']),
        message: z.string(),
      }),
    ),
  }),
  z.object({ kind: z.literal('diff'), ...titled, expected: z.string(), actual: z.string() }),
  z.object({
    kind: z.literal('table'),
    ...titled,
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
  z.object({
    kind: z.literal('matrix'),
    ...titled,
    rows: z.array(z.array(z.string())),
    marked: z.array(z.tuple([z.number().int(), z.number().int()])),
  }),
  z.object({ kind: z.literal('formula'), ...titled, latex: z.string() }),
  z.object({
    kind: z.literal('counterexample'),
    ...titled,
    at: z.array(z.object({ name: z.string(), value: z.string() })),
    yours: z.string(),
    note: z.string(),
  }),
  z.object({
    kind: z.literal('series'),
    ...titled,
    xLabel: z.string(),
    yLabel: z.string(),
    xScale: z.enum(['linear', 'log']),
    yScale: z.enum(['linear', 'log']),
    series: z.array(z.object({ name: z.string(), points: z.array(z.tuple([z.number(), z.number()])) })),
  }),
  z.object({
    kind: z.literal('image-grid'),
    ...titled,
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    images: z.array(z.object({ pixels: z.base64(), caption: z.string() })),
  }),
  z.object({
    kind: z.literal('confusion-matrix'),
    ...titled,
    labels: z.array(z.string()),
    counts: z.array(z.array(z.number().int())),
  }),
  z.object({ kind: z.literal('download'), ...titled, fileName: z.string(), base64: z.base64() }),
]) satisfies z.ZodType<Evidence>;
