import { type SubmissionShape, type TestCase, type TestCaseResult, type Evidence } from '#libs/domain';
import {
  asInfrastructure,
  defineGrader,
  type Grader,
  type GradingInput,
  type GradingSummary,
  type Reading,
} from '#libs/grader-sdk';
import {
  type ExpressionJudgement,
  type ExpressionTask,
  judgeExpressionInPool,
  LIMITS,
  readExpression,
  Vocabulary,
} from '#libs/mathematics';
import { configSchema, type DerivativeConfig, parseConfig, type Part } from './config';

/** Judges derivatives, or any expression against a key, by their values at random points; see the README. */
class DerivativeGrader implements Grader<DerivativeConfig> {
  readonly id = 'derivative';
  readonly version = '1.0.0';
  readonly configSchema = configSchema;

  parseConfig(raw: unknown): DerivativeConfig {
    return parseConfig(raw);
  }

  shape(config: DerivativeConfig): SubmissionShape {
    const fields = config.parts.map(({ field, label }) => ({
      name: field,
      label,
      input: 'formula' as const,
      maxLength: LIMITS.characters,
    }));
    return { kind: 'answers', fields };
  }

  plan(config: DerivativeConfig): readonly TestCase[] {
    return config.parts.map(({ field }) => ({
      name: field,
      maxPoints: config.points,
      visibility: 'student',
    }));
  }

  async *grade(
    input: GradingInput,
    config: DerivativeConfig,
  ): AsyncGenerator<TestCaseResult, GradingSummary, void> {
    for (const part of config.parts) {
      input.signal.throwIfAborted();
      const text = input.answers.get(part.field) ?? '';
      const task = taskOf(part, text, `${input.seed} ${part.field}`, config);
      const judgement = await asInfrastructure('judging an answer', () => judgeExpressionInPool(task));
      yield toResult(part.field, judgement, config.points);
    }
    return { facts: {} };
  }

  read(field: string, text: string, config: DerivativeConfig): Promise<Reading> {
    const part = config.parts.find((candidate) => candidate.field === field);
    const leftSides = leftSidesOf(part, config);
    const read = readExpression(text, new Vocabulary(config), { leftSides });
    if (read.kind === 'unreadable') return Promise.resolve(read);
    const questions = read.questions.map(({ message }) => `Ambiguous: ${message}`);
    return Promise.resolve({ kind: 'read', latex: read.latex, remarks: [...questions, ...read.remarks] });
  }
}

function leftSidesOf(part: Part | undefined, config: DerivativeConfig): ExpressionTask['leftSides'] {
  return {
    variables: config.variables,
    allowed: config.leftSides,
    ...(part?.withRespectTo !== undefined && { withRespectTo: part.withRespectTo }),
    ...(config.functionName !== undefined && { functionName: config.functionName }),
  };
}

function taskOf(part: Part, text: string, seed: string, config: DerivativeConfig): ExpressionTask {
  return {
    text,
    key: part.key,
    declarations: { variables: config.variables, functions: config.functions },
    domain: config.domain,
    leftSides: leftSidesOf(part, config),
    seed,
    ...(config.tolerance !== undefined && { tolerance: config.tolerance }),
    ...(part.origin && { origin: part.origin }),
  };
}

function toResult(name: string, judgement: ExpressionJudgement, points: number): TestCaseResult {
  const { verdict, code, message } = judgement;
  return {
    name,
    verdict,
    points: verdict === 'correct' ? points : 0,
    code,
    message: [message, ...judgement.remarks].join(' '),
    evidence: evidenceOf(judgement),
  };
}

function evidenceOf({ latex, counterexample }: ExpressionJudgement): readonly Evidence[] {
  const evidence: Evidence[] = [];
  if (latex !== undefined) evidence.push({ kind: 'formula', title: 'Your answer, as it was read', latex });
  if (counterexample) {
    evidence.push({
      kind: 'counterexample',
      title: 'A point to check by hand',
      ...counterexample,
      note: 'The right value there is different.',
    });
  }
  return evidence;
}

export const derivative = defineGrader(new DerivativeGrader());
