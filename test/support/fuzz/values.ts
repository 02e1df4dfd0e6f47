import type { Random } from './random';

/** The part of JSON Schema that the api's own document uses. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** Strings that have broken servers before. */
export const ODD_STRINGS: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\n',
  '\r\nSet-Cookie: a=b',
  '\u001b[31m',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\uffff',
  '\u202egnp.exe',
  'ａ\u0301\u0301\u0301',
  '👩‍👩‍👧‍👦'.repeat(50),
  '..',
  '../../../../etc/passwd',
  '/etc/passwd',
  'C:\\windows',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e309',
  '9'.repeat(400),
  "' OR 1=1 --",
  '"; DROP TABLE users; --',
  '$1',
  '%s%n%x',
  '%',
  '%00',
  '%ff',
  '${7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  'x'.repeat(10_000),
  '(a+)+$'.repeat(20),
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF',
  '1970-01-01T00:00:00Z',
  '2038-01-19T03:14:08Z',
];

const ODD_NUMBERS: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.1,
  2 ** 31,
  -(2 ** 31),
  2 ** 53,
  2 ** 64,
  1e308,
  -1e308,
  5e-324,
];

/** Any JSON value, most often none that was asked for. */
export function oddValue(random: Random): unknown {
  return random.pick<() => unknown>([
    () => null,
    () => random.chance(0.5),
    () => random.pick(ODD_NUMBERS),
    () => random.pick(ODD_STRINGS),
    () => [],
    () => ({}),
    () => [random.pick(ODD_STRINGS), random.pick(ODD_NUMBERS)],
    () => ({ [random.pick(ODD_STRINGS)]: random.pick(ODD_STRINGS) }),
    () => Array.from({ length: 300 }, () => random.pick(ODD_STRINGS)),
  ])();
}

/** A value that fits the schema, but for the places that chance spoils. */
export function valueFor(schema: Schema, random: Random, oddness: number): unknown {
  if (random.chance(oddness)) return oddValue(random);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return valueFor(random.pick(choices), random, oddness);
  if (schema.enum) return random.pick(schema.enum);
  switch (schema.type) {
    case 'object':
      return objectFor(schema, random, oddness);
    case 'array':
      return Array.from({ length: random.below(4) }, () => valueFor(schema.items ?? {}, random, oddness));
    case 'integer':
    case 'number':
      return numberFor(schema, random);
    case 'boolean':
      return random.chance(0.5);
    case 'string':
      return stringFor(schema, random);
    default:
      return oddValue(random);
  }
}

function objectFor(schema: Schema, random: Random, oddness: number): unknown {
  const known = Object.entries(schema.properties ?? {}).filter(
    // Files go in forms.
    ([, { format }]) => format !== 'binary' && !random.chance(oddness),
  );
  const entries = known.map(([name, property]): [string, unknown] => [
    name,
    valueFor(property, random, oddness),
  ]);
  const { additionalProperties } = schema;
  if (typeof additionalProperties === 'object') {
    const name = random.chance(0.5) ? 'c' : random.pick(ODD_STRINGS);
    entries.push([name, valueFor(additionalProperties, random, oddness)]);
  }
  if (random.chance(oddness)) entries.push([random.pick(ODD_STRINGS), oddValue(random)]);
  return Object.fromEntries(entries);
}

function numberFor({ minimum = 0, maximum = 100 }: Schema, random: Random): number {
  return random.chance(0.2)
    ? random.pick([minimum - 1, minimum, maximum, maximum + 1, ...ODD_NUMBERS])
    : minimum + random.below(Math.min(maximum - minimum, 1_000_000) + 1);
}

function stringFor({ format, maxLength }: Schema, random: Random): string {
  if (random.chance(0.3)) return random.pick(ODD_STRINGS);
  if (format === 'email') return random.pick(['ada@assay.example', `${'a'.repeat(240)}@b.example`, 'a@b']);
  if (format === 'uuid') return '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
  if (maxLength !== undefined && random.chance(0.3))
    return 'y'.repeat(Math.min(maxLength, 60_000) + random.below(2));
  return random.pick(['[[1]]', '2*y', 'text', random.pick(ODD_STRINGS)]);
}
