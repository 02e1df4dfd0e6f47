import {
  type Cells,
  type Domain,
  domainOf,
  evaluateMatrix,
  type Expression,
  haveSameValues,
  type MatrixNode,
  parseExpression,
  parseMatrixExpression,
  Vocabulary,
  type WrongMatrix,
  wrongMatrices,
} from '#libs/mathematics';
import { z } from 'zod';

const rows = z
  .array(
    z
      .array(z.union([z.number(), z.string().min(1).max(200)]))
      .min(1)
      .max(20),
  )
  .min(1)
  .max(20);

export const configSchema = z.strictObject({
  /** Rows, or an expression over `given` such as `A @ B.T`. */
  expected: z.union([z.string().min(1).max(300), rows]),
  given: z.record(z.string().regex(/^[A-Za-z]\w*$/), rows).default({}),
  /** The answer's name; its field is the same in lower case. */
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/)
    .default('C'),
  /** Relative; absent means exact. */
  tolerance: z.number().gt(0).lt(1).optional(),
  points: z.number().positive().default(1),
});

export interface MatrixConfig {
  readonly field: string;
  readonly name: string;
  readonly key: Cells;
  readonly wrong: readonly WrongMatrix[];
  readonly domain: Domain;
  readonly tolerance?: number;
  readonly points: number;
}

/** Matrices hold numbers; no names are declared. */
export const DECLARATIONS = { variables: [] } as const;

/** @throws Error that names the field. */
export function parseConfig(raw: unknown): MatrixConfig {
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
  const { expected, given, name, tolerance, points } = parsed.data;
  const matrices = new Map(
    Object.entries(given).map(([key, value]) => [key, cellsOf(`given.${key}`, value)]),
  );
  return {
    field: name.toLowerCase(),
    name,
    ...(typeof expected === 'string'
      ? computed(expected, matrices)
      : written(cellsOf('expected', expected), matrices)),
    domain: domainOf([]),
    points,
    ...(tolerance !== undefined && { tolerance }),
  };
}

function computed(expected: string, given: ReadonlyMap<string, Cells>): Pick<MatrixConfig, 'key' | 'wrong'> {
  return naming('expected', () => {
    const node = parseMatrixExpression(expected);
    return { key: evaluateMatrix(node, given), wrong: wrongMatrices(node, given) };
  });
}

/** A key written out; where it is a product of two given matrices, the mistakes of that product are known. */
function written(key: Cells, given: ReadonlyMap<string, Cells>): Pick<MatrixConfig, 'key' | 'wrong'> {
  const operands = [...given.keys()].flatMap((name) => [name, `${name}.T`]);
  for (const left of operands) {
    for (const right of operands) {
      const node = parseMatrixExpression(`${left} @ ${right}`);
      if (isResult(node, given, key)) return { key, wrong: wrongMatrices(node, given) };
    }
  }
  return { key, wrong: [] };
}

function isResult(node: MatrixNode, given: ReadonlyMap<string, Cells>, key: Cells): boolean {
  try {
    return haveSameValues(evaluateMatrix(node, given), key);
  } catch {
    // The shapes do not fit, so the key is no such product.
    return false;
  }
}

function cellsOf(field: string, value: z.infer<typeof rows>): Cells {
  const vocabulary = new Vocabulary(DECLARATIONS);
  if (value.some((row) => row.length !== value[0]?.length))
    throw new Error(`${field}: rows differ in length`);
  return naming(field, () =>
    value.map((row) =>
      row.map(
        (cell): Expression => parseExpression(String(cell), vocabulary, { scientific: true }).expression,
      ),
    ),
  );
}

function naming<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${field}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
