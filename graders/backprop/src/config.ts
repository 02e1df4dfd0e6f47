import {
  namesOf,
  type Network,
  normalizeTensor,
  parsePart,
  Random,
  situation,
  sizings,
  statementsOf,
  type TensorExpression,
  tensorNodes,
} from '#libs/mathematics';
import { z } from 'zod';

const dimension = z.union([z.string().regex(/^[A-Z][A-Za-z0-9_]*$/), z.literal(1).transform(() => '1')]);

export const configSchema = z.strictObject({
  /** One statement a line or between semicolons, such as `Y = relu(X @ W1) @ W2`. */
  forward: z.string().min(1).max(2000),
  /** A number, such as `sum((Y - T)^2)` or `mean(cross_entropy(Y, T))`. */
  loss: z.string().min(1).max(500),
  withRespectTo: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(8)]),
  shapes: z.record(z.string().regex(/^[A-Za-z]\w*$/), z.array(dimension).max(2)),
  /** Names that students may use besides those of the forward pass: `{ Z: X @ W1 }`. */
  define: z
    .union([
      z.record(z.string().regex(/^[A-Za-z]\w*$/), z.string().min(1).max(500)),
      z.array(z.string()).max(20),
    ])
    .default({}),
  /** Inputs whose rows are one-hot; targets of a cross-entropy are without saying so. */
  oneHot: z.array(z.string()).max(8).default([]),
  /** `derivation` asks for the steps, one equation a line. */
  answer: z.enum(['expression', 'derivation']).default('expression'),
  /** What one field is worth. */
  points: z.number().positive().default(1),
});

export interface Part {
  readonly field: string;
  readonly target: string;
}

export interface BackpropConfig {
  readonly network: Network;
  readonly parts: readonly Part[];
  readonly answer: 'expression' | 'derivation';
  readonly points: number;
}

/** @throws Error that names the field. */
export function parseConfig(raw: unknown): BackpropConfig {
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
  const { data } = parsed;
  const network = networkOf(data);
  const targets = typeof data.withRespectTo === 'string' ? [data.withRespectTo] : data.withRespectTo;
  checkGradients(network, targets);
  const parts = targets.map((target) => ({
    field: target.toLowerCase().replace(/[^a-z0-9_-]/g, ''),
    target,
  }));
  if (new Set(parts.map(({ field }) => field)).size !== parts.length) {
    throw new Error('withRespectTo: two names give the same field');
  }
  return { network, parts, answer: data.answer, points: data.points };
}

function networkOf(data: z.infer<typeof configSchema>): Network {
  const shapes = new Map(Object.entries(data.shapes));
  const inputs: Network = {
    forward: [],
    loss: { kind: 'number', value: 0 },
    shapes,
    oneHot: new Set(),
    define: [],
  };
  const names = namesOf(inputs);
  const forward = assignments('forward', data.forward, names);
  const loss = naming('loss', () => {
    const text = data.loss.replace(/^\s*L\s*=(?!=)/, '');
    return parsePart(normalizeTensor(text), names);
  });
  const extra = Array.isArray(data.define)
    ? data.define.filter((text) => text.includes('='))
    : asText(data.define);
  const define = extra.length === 0 ? [] : assignments('define', extra.join('\n'), names);
  return {
    forward,
    loss,
    shapes,
    define,
    oneHot: new Set([...data.oneHot, ...targetsOfCrossEntropy(loss, shapes, forward)]),
  };
}

function asText(define: Readonly<Record<string, string>>): string[] {
  return Object.entries(define).map(([name, value]) => `${name} = ${value}`);
}

function assignments(field: string, text: string, names: Set<string>): Network['forward'] {
  return naming(field, () =>
    statementsOf(normalizeTensor(text)).map(({ left, parts }) => {
      const name = left?.text.trim() ?? '';
      const [part, second] = parts;
      if (!/^[A-Za-z]\w*$/.test(name) || !part || second)
        throw new Error('every line is one assignment, such as Y = X @ W');
      const value = parsePart(part, names);
      names.add(name);
      return { name, value };
    }),
  );
}

/** Names that only the loss uses, beside a softmax: a gradient such as softmax(Y) - T needs rows that add up to 1. */
function targetsOfCrossEntropy(
  loss: TensorExpression,
  shapes: ReadonlyMap<string, unknown>,
  forward: Network['forward'],
): string[] {
  const nodes = [...tensorNodes(loss)];
  const usesSoftmax = nodes.some(
    (node) => node.kind === 'apply' && (node.name === 'cross_entropy' || node.name === 'softmax'),
  );
  if (!usesSoftmax) return [];
  const used = new Set(
    forward.flatMap(({ value }) =>
      [...tensorNodes(value)].flatMap((node) => (node.kind === 'name' ? [node.name] : [])),
    ),
  );
  return nodes.flatMap((node) =>
    node.kind === 'name' && shapes.has(node.name) && !used.has(node.name) ? [node.name] : [],
  );
}

/** Runs the network once, so that shapes that do not fit, a loss that is no number or a missing gradient show at once. */
function checkGradients(network: Network, targets: readonly string[]): void {
  const [sizes] = sizings(network);
  if (!sizes) throw new Error('shapes: no dimension is named');
  const now = naming('forward', () => situation(network, sizes, new Random('check')));
  if (now.lossShape.length > 0) throw new Error('loss: it is not a number; sum it or take its mean');
  for (const target of targets) {
    if (!now.gradients.has(target)) throw new Error(`withRespectTo: the loss does not depend on ${target}`);
  }
}

function naming<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${field}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
