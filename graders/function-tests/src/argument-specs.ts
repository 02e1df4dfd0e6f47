/** How a manifest writes arguments: literally, or as something to be drawn. The README has the table. */
import { z } from 'zod';

/** YAML has .inf and .nan, which z.number() refuses. */
const number = z.custom<number>((value) => typeof value === 'number', 'must be a number');
const entry = z.union([number, z.boolean()]);

export type Nested = number | boolean | readonly Nested[];
const nested: z.ZodType<Nested> = z.lazy(() => z.union([number, z.boolean(), z.array(nested)]));

const shape = z
  .array(z.int().min(0).max(100_000))
  .max(6)
  .refine((sizes) => sizes.reduce((product, size) => product * size, 1) <= 200_000, 'is too large');
const dtype = z.enum(['float32', 'float64', 'int32', 'int64', 'bool']);
export type Dtype = z.infer<typeof dtype>;

/** Puts a number at an index, or in the whole slice where the index has fewer places than the array; -1 is the last. */
const set = z.array(z.strictObject({ at: z.array(z.int()), to: entry })).default([]);
const floats = { dtype: z.enum(['float32', 'float64']).default('float64'), set };

const specs = [
  z.strictObject({ normal: shape, mean: number.default(0), scale: number.default(1), ...floats }),
  z.strictObject({ uniform: shape, low: number.default(0), high: number.default(1), ...floats }),
  z.strictObject({
    integers: shape,
    low: z.int().default(0),
    high: z.int(),
    dtype: dtype.default('int64'),
    set,
  }),
  z.strictObject({ booleans: shape, probability: z.number().min(0).max(1).default(0.5), set }),
  z.strictObject({ full: shape, value: entry, dtype: dtype.default('float64'), set }),
  z.strictObject({ array: nested, dtype: dtype.exactOptional() }),
  /** An expression, with `np` and the functions of checks/drivers.py; for arguments that are functions. */
  z.strictObject({ python: z.string().min(1).max(2000) }),
] as const;

const simple = z.union([number, z.boolean(), z.string().max(200), z.null(), z.array(nested), ...specs]);
const dictionary = z.strictObject({ dict: z.record(z.string(), simple) });

export const argumentSchema = z.union([simple, dictionary]);
export type ArgumentSpec = z.infer<typeof argumentSchema>;
export type SimpleSpec = z.infer<typeof simple>;
export type DrawnSpec = Exclude<SimpleSpec, number | boolean | string | null | readonly Nested[]>;
