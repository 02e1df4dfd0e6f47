import { canonicalName, findUnit, readQuantity } from '#libs/mathematics';
import { z } from 'zod';

const unit = z.string().refine((name) => findUnit(name) !== undefined, 'is not a unit that is known');

const part = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string().min(1).max(300),
  /** A number or an expression over `given` and earlier parts' names, such as `6 * parameters * tokens`; in `unit`. */
  expected: z.union([z.number(), z.string().min(1).max(300)]),
  /** Of the key, and of a student's bare number. */
  unit: unit.default('number'),
  points: z.number().positive().default(1),
});

const several = z.strictObject({
  parts: z.array(part).min(1).max(20),
  given: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.number()).default({}),
  /** Relative. */
  tolerance: z.number().gt(0).lt(1).default(0.01),
});
const single = z.strictObject({
  expected: z.union([z.number(), z.string().min(1).max(300)]),
  unit: unit.default('number'),
  given: several.shape.given,
  tolerance: several.shape.tolerance,
  label: z.string().min(1).max(300).default('Your answer'),
  points: z.number().positive().default(1),
});

export type QuantityPart = z.infer<typeof part>;
export type QuantityConfig = z.infer<typeof several>;

export const configSchema = z.union([single, several]);

/** @throws Error that names the field. */
export function parseConfig(raw: unknown): QuantityConfig {
  const isSeveral = typeof raw === 'object' && raw !== null && 'parts' in raw;
  const parsed = isSeveral
    ? several.safeParse(raw)
    : single
        .transform(({ given, tolerance, ...rest }) => ({
          given,
          tolerance,
          parts: [{ name: 'answer', ...rest }],
        }))
        .safeParse(raw);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
  const { data } = parsed;
  if (new Set(data.parts.map(({ name }) => name)).size !== data.parts.length)
    throw new Error('parts: two have one name');
  keysOf(data);
  return data;
}

/** Keys in base units by part, each worked out from the given numbers and the values of the parts before it. */
export function keysOf(
  config: QuantityConfig,
  earlier: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const names = new Map(Object.entries(config.given).map(([name, value]) => [canonicalName(name), value]));
  const keys = new Map<string, number>();
  for (const { name, expected, unit: unitName } of config.parts) {
    const read = readQuantity(String(expected), unitName, names);
    if (read.kind === 'unreadable') throw new Error(`expected of ${name}: ${read.message}`);
    keys.set(name, read.quantity.base);
    names.set(canonicalName(name), earlier.get(name) ?? read.quantity.base);
  }
  return keys;
}
