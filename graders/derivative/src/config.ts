import {
  ASSUMPTIONS,
  canonicalName,
  derivativeKey,
  decideEquality,
  type Domain,
  domainOf,
  type Expression,
  nameToLatex,
  nodes,
  type Origin,
  parseExpression,
  variablesOf,
  Vocabulary,
} from '#libs/mathematics';
import { z } from 'zod';

const common = {
  /** Names that answers may use; by default those of the function. */
  variables: z.array(z.string().min(1).max(30)).max(12),
  /** Functions beyond the usual ones: `sigmoid`, `floor`, … or an unknown function such as `f`. */
  functions: z.array(z.string().min(1).max(30)).max(20).default([]),
  assume: z.record(z.string(), z.enum(ASSUMPTIONS)).default({}),
  /** Relative; absent means exact. */
  tolerance: z.number().gt(0).lt(1).optional(),
  /** Further left sides that are taken off, such as `g`. */
  leftSides: z.array(z.string().max(80)).max(20).default([]),
  /** What one field is worth. */
  points: z.number().positive().default(1),
};

const byFunction = z.strictObject({
  function: z.string().min(1),
  withRespectTo: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(8)]),
  ...common,
});
const byExpected = z.strictObject({ expected: z.string().min(1), ...common });

/** One answer field and its key. */
export interface Part {
  readonly field: string;
  readonly label: string;
  readonly key: Expression;
  readonly withRespectTo?: string;
  readonly origin?: Origin;
}

export interface DerivativeConfig {
  readonly parts: readonly Part[];
  readonly functionName?: string;
  readonly variables: readonly string[];
  readonly functions: readonly string[];
  readonly domain: Domain;
  readonly tolerance?: number;
  readonly leftSides: readonly string[];
  readonly points: number;
}

export const configSchema = z.union([byFunction, byExpected]);

/** @throws Error that names the field. */
export function parseConfig(raw: unknown): DerivativeConfig {
  const schema = typeof raw === 'object' && raw !== null && 'expected' in raw ? byExpected : byFunction;
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
  const { data } = parsed;
  const vocabulary = new Vocabulary(data);
  const domain = domainOf(vocabulary.variables, data.assume, canonicalName);
  const shared = {
    variables: vocabulary.variables,
    functions: data.functions,
    domain,
    leftSides: data.leftSides,
    points: data.points,
    ...(data.tolerance !== undefined && { tolerance: data.tolerance }),
  };
  if ('expected' in data) {
    const key = readField('expected', data.expected, vocabulary);
    const domain = domainOf(
      vocabulary.variables,
      { ...countingVariables(key), ...data.assume },
      canonicalName,
    );
    if (decideEquality(key, key, domain, { seed: 'key' }).kind === 'key-undefined') {
      throw new Error('expected: has no value at any point of the domain');
    }
    return { ...shared, domain, parts: [{ field: 'answer', label: 'Your answer', key }] };
  }
  return { ...shared, ...differentiated(data.function, data.withRespectTo, vocabulary, domain) };
}

/** Variables under a factorial or a binomial count something, unless the problem says otherwise. */
function countingVariables(key: Expression): Record<string, 'positive-integer'> {
  const names = [...nodes(key)].flatMap((node) =>
    node.kind === 'call' && (node.name === 'factorial' || node.name === 'binomial')
      ? [...variablesOf(node)]
      : [],
  );
  return Object.fromEntries(names.map((name) => [name, 'positive-integer' as const]));
}

function differentiated(
  typed: string,
  withRespectTo: string | readonly string[],
  vocabulary: Vocabulary,
  domain: Domain,
): Pick<DerivativeConfig, 'parts' | 'functionName'> {
  const [, functionName, body = typed] = /^\s*([A-Za-z]\w*)\s*(?:\([^()]*\))?\s*=([^]*)$/.exec(typed) ?? [];
  const fn = readField('function', body, vocabulary);
  const names = (typeof withRespectTo === 'string' ? [withRespectTo] : withRespectTo).map(canonicalName);
  const parts = names.map((name): Part => {
    if (!vocabulary.variables.includes(name))
      throw new Error(`withRespectTo: ${name} is not among the variables`);
    return {
      field: fieldOf(name),
      label: labelOf(functionName ?? 'f', name, vocabulary.variables.length),
      key: keyOf(fn, name, domain),
      withRespectTo: name,
      origin: { function: fn, withRespectTo: name },
    };
  });
  if (new Set(parts.map((part) => part.field)).size !== parts.length) {
    throw new Error('withRespectTo: two variables give the same field name');
  }
  return { parts, ...(functionName !== undefined && { functionName }) };
}

function readField(field: string, text: string, vocabulary: Vocabulary): Expression {
  try {
    const { expression, questions } = parseExpression(text, vocabulary);
    const [question] = questions;
    if (question) throw new Error(question.message);
    return expression;
  } catch (error) {
    throw new Error(`${field}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function keyOf(fn: Expression, name: string, domain: Domain): Expression {
  try {
    return derivativeKey(fn, name, domain);
  } catch (error) {
    throw new Error(`function: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Answer fields have plain lower-case names. */
function fieldOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9_-]/g, '');
}

function labelOf(functionName: string, name: string, variables: number): string {
  const d = variables > 1 ? '\\partial ' : 'd';
  return `$\\frac{${d}${nameToLatex(functionName)}}{${d}${nameToLatex(name)}}$`;
}
