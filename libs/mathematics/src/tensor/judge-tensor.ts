/** One text against one gradient: reading, shapes, values at random situations. Plain data in and out. */
import { type NormalText } from '../characters';
import { slice } from '../matrix/slices';
import { Random } from '../random';
import { unreadable, type Unreadable } from '../read-expression';
import { ReadingError } from '../reading-error';
import { evaluateIndexed, usesIndices } from './index-notation';
import { type Network, type Situation, situation, sizings } from './network';
import { explainDifference, shapeTable } from './explain-tensor';
import { readLeftSide, type Statement, statementsOf } from './statements';
import { Tape } from './tape';
import { isEqual, sameShape, ShapeError, type Tensor } from './tensor';
import { type TensorExpression } from './tensor-expression';
import { tensorToLatex } from './tensor-latex';
import { parseTensor } from './tensor-parser';
import { normalizeTensor, tokenizeTensor } from './tensor-tokens';

export interface TensorTask {
  readonly text: string;
  readonly network: Network;
  /** The tensor whose gradient is asked for. */
  readonly target: string;
  readonly seed: string;
}

export interface TensorJudgement {
  readonly verdict: 'correct' | 'incorrect' | 'invalid';
  readonly code: string;
  readonly message: string;
  readonly position?: number;
  readonly latex?: string;
  readonly remarks: readonly string[];
  /** Parts of the answer and their shapes. */
  readonly shapes?: readonly (readonly [string, string])[];
}

/** An answer as read: helper definitions, then the answer itself and what it is said to be equal to. */
export interface TensorAnswer {
  readonly definitions: readonly { readonly name: string; readonly value: TensorExpression }[];
  readonly answer: TensorExpression;
  /** Earlier parts of a chain such as dL/dW = X^T G = X^T (2 (Y - T)); they must be right, too. */
  readonly chain: readonly TensorExpression[];
  readonly output?: readonly string[];
}

export function judgeTensor(task: TensorTask): TensorJudgement {
  const read = readTensor(task.text, task.network, task.target);
  if (read.kind === 'unreadable') {
    const { code, message, position } = read;
    return { verdict: 'invalid', code, message, position, remarks: [] };
  }
  const latex = tensorToLatex(read.answer.answer);
  return { ...compare(read.answer, task), latex, remarks: [] };
}

export type ReadTensor =
  { readonly kind: 'read'; readonly answer: TensorAnswer; readonly latex: string } | Unreadable;

export function readTensor(text: string, network: Network, target: string): ReadTensor {
  try {
    const answer = parseAnswer(text, network, target);
    return { kind: 'read', answer, latex: tensorToLatex(answer.answer) };
  } catch (error) {
    return unreadable(error);
  }
}

export function namesOf(network: Network): Set<string> {
  const dims = [...network.shapes.values()].flat().filter((dim) => !/^[0-9]+$/.test(dim));
  return new Set([
    ...network.shapes.keys(),
    ...network.forward.map(({ name }) => name),
    ...network.define.map(({ name }) => name),
    ...dims,
  ]);
}

function parseAnswer(text: string, network: Network, target: string): TensorAnswer {
  const source = normalizeTensor(text);
  const statements = statementsOf(source);
  const names = namesOf(network);
  const known = new Set(names);
  const last = statements.at(-1);
  if (!last) throw new ReadingError('answer.empty', 'The answer is empty', 0, 'Type an expression.');
  const gradients = new Set<string>();
  const definitions = statements.slice(0, -1).map((statement) => {
    const definition = readDefinition(statement, { names, known, gradients });
    names.add(definition.name);
    return definition;
  });
  const output = last.left && checkLeft(last.left, known, target, network);
  const chain = last.parts.map((part) => parsePart(part, names, gradients));
  const answer = chain.pop();
  if (!answer) throw new RangeError('a statement has at least one part');
  return { definitions, answer, chain, ...(output && { output }) };
}

export function parsePart(
  part: NormalText,
  names: ReadonlySet<string>,
  gradients?: ReadonlySet<string>,
): TensorExpression {
  return parseTensor(tokenizeTensor(part, names), { names, ...(gradients && { gradients }) });
}

function onlyPart(statement: Statement): NormalText {
  const [only, second] = statement.parts;
  if (!only || second) {
    throw new ReadingError(
      'answer.several',
      'A second equals sign begins another answer',
      second?.at[0] ?? 0,
      'Give exactly one expression.',
    );
  }
  return only;
}

interface Scope {
  readonly names: ReadonlySet<string>;
  /** Names of the problem, which keep their values. */
  readonly known: ReadonlySet<string>;
  /** Tensors whose gradient the student has given a value, so that dL/dY can be used. */
  readonly gradients: Set<string>;
}

/** `G = …`, `dL/dY = …`, `dH *= mask`, `dH[Z <= 0] = 0`. */
function readDefinition(
  { left, parts }: Statement,
  { names, known, gradients }: Scope,
): { readonly name: string; readonly value: TensorExpression } {
  const read = (): TensorExpression => parsePart(onlyPart({ left, parts }), names, gradients);
  const own = (name: string | undefined): name is string =>
    name !== undefined && names.has(name) && !known.has(name);
  const [, changed, operator] = /^\s*([A-Za-z]\w*)\s*([-+*/@])\s*$/.exec(left?.text ?? '') ?? [];
  if (own(changed)) {
    const before: TensorExpression = { kind: 'name', name: changed };
    return {
      name: changed,
      value: { kind: 'binary', operator: operator as '*', left: before, right: read() },
    };
  }
  const masked = /^\s*([A-Za-z]\w*)\s*\[/.exec(left?.text ?? '');
  if (left && own(masked?.[1])) {
    const [before, condition] = [masked[1], parsePart(slice(left, masked[0].length - 1), names)];
    const args = [condition, read(), { kind: 'name' as const, name: before }];
    return { name: before, value: { kind: 'apply', name: 'where', args } };
  }
  const side = left && readLeftSide(left, known);
  if (side?.kind === 'gradient' && /L|loss/.test(left?.text ?? '')) {
    const value = read();
    gradients.add(side.of);
    return { name: `dL/d${side.of}`, value };
  }
  const name = side?.kind === 'name' ? side.name : side?.kind === 'gradient' ? `d${side.of}` : undefined;
  if (name === undefined || known.has(name)) {
    const position = (left ?? parts[0])?.at[0] ?? 0;
    throw new ReadingError(
      'answer.several',
      'Several lines, but this one defines no name of its own',
      position,
      'Write G = … for a step, the answer last.',
    );
  }
  return { name, value: read() };
}

/** @throws ReadingError when the left side names something else than what is asked. */
function checkLeft(
  left: NormalText,
  known: ReadonlySet<string>,
  target: string,
  network: Network,
): readonly string[] | undefined {
  const side = readLeftSide(left, known);
  if (side.kind === 'gradient' && side.of === target) return side.indices;
  const isFree = side.kind === 'name' && !known.has(side.name);
  if (isFree || !network.shapes.has(target)) return undefined;
  const named =
    side.kind === 'gradient'
      ? `the gradient of ${side.of}`
      : side.kind === 'name'
        ? side.name
        : `“${side.text}”`;
  throw new ReadingError(
    'answer.left-side',
    `The left side names ${named}`,
    left.at[0] ?? 0,
    `Here dL/d${target} is asked for.`,
  );
}

function compare(
  answer: TensorAnswer,
  task: TensorTask,
): Pick<TensorJudgement, 'verdict' | 'code' | 'message' | 'shapes'> {
  const random = new Random(task.seed);
  const trials: { readonly mine: Tensor; readonly right: Tensor; readonly situation: Situation }[] = [];
  let shapes: TensorJudgement['shapes'];
  for (const sizes of sizings(task.network)) {
    const now = situation(task.network, sizes, random);
    const right = gradientOf(now, task.target);
    try {
      const { value, chain, environment } = evaluateAnswer(answer, now, right);
      shapes ??= shapeTable(answer.answer, environment);
      const wrong = chain.find((part) => !isEqual(part, right));
      trials.push({ mine: wrong ?? value, right, situation: now });
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      return {
        verdict: 'incorrect',
        code: 'backprop.shape',
        message: `The shapes do not fit. ${error.message}`,
      };
    }
    const [first] = trials;
    if (first && !sameShape(first.mine, first.right)) break;
  }
  if (trials.every(({ mine, right }) => isEqual(mine, right))) {
    return { verdict: 'correct', code: 'backprop.equal', message: 'Correct.', ...(shapes && { shapes }) };
  }
  return { verdict: 'incorrect', ...explainDifference(trials, task.target), ...(shapes && { shapes }) };
}

function evaluateAnswer(
  answer: TensorAnswer,
  now: Situation,
  target: Tensor,
): {
  readonly value: Tensor;
  readonly chain: readonly Tensor[];
  readonly environment: ReadonlyMap<string, Tensor>;
} {
  const environment = new Map(now.environment);
  for (const { name, value } of answer.definitions)
    environment.set(name, evaluateTensor(value, environment, target));
  const evaluate = (expression: TensorExpression): Tensor =>
    evaluateTensor(expression, environment, target, answer.output);
  return { value: evaluate(answer.answer), chain: answer.chain.map(evaluate), environment };
}

export function evaluateTensor(
  expression: TensorExpression,
  environment: ReadonlyMap<string, Tensor>,
  target: Tensor,
  output?: readonly string[],
): Tensor {
  if (usesIndices(expression)) return evaluateIndexed(expression, environment, target, output);
  return new Tape(environment).evaluate(expression);
}

export function gradientOf(now: Situation, target: string): Tensor {
  const gradient = now.gradients.get(target);
  if (!gradient) throw new RangeError(`the loss does not depend on ${target}`);
  // The way back may lose a dimension's name; the tensor itself has it.
  return { ...gradient, dims: now.environment.get(target)?.dims ?? gradient.dims };
}
