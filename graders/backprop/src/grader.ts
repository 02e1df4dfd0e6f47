import { type Evidence, type SubmissionShape, type TestCase, type TestCaseResult } from '#libs/domain';
import {
  asInfrastructure,
  defineGrader,
  type Grader,
  type GradingInput,
  type GradingSummary,
  type Reading,
} from '#libs/grader-sdk';
import {
  type DerivationJudgement,
  judgeDerivationInPool,
  judgeTensorInPool,
  LIMITS,
  nameToLatex,
  readTensor,
  type TensorJudgement,
  type TensorTask,
} from '#libs/mathematics';
import { configSchema, type BackpropConfig, parseConfig, type Part } from './config';

/** Judges gradients of small networks in any notation against reverse-mode autodiff; see the README. */
class BackpropGrader implements Grader<BackpropConfig> {
  readonly id = 'backprop';
  readonly version = '1.0.0';
  readonly configSchema = configSchema;

  parseConfig(raw: unknown): BackpropConfig {
    return parseConfig(raw);
  }

  shape({ parts, answer }: BackpropConfig): SubmissionShape {
    const fields = parts.map(({ field, target }) => ({
      name: field,
      label: `$\\frac{\\partial L}{\\partial ${latexName(target)}}$`,
      input: answer === 'derivation' ? ('derivation' as const) : ('formula' as const),
      maxLength: LIMITS.characters,
    }));
    return { kind: 'answers', fields };
  }

  plan({ parts, points }: BackpropConfig): readonly TestCase[] {
    return parts.map(({ field }) => ({ name: field, maxPoints: points, visibility: 'student' }));
  }

  async *grade(
    input: GradingInput,
    config: BackpropConfig,
  ): AsyncGenerator<TestCaseResult, GradingSummary, void> {
    for (const part of config.parts) {
      input.signal.throwIfAborted();
      const task = taskOf(part, input, config);
      yield config.answer === 'derivation'
        ? derivationResult(
            part,
            config.points,
            await asInfrastructure('judging a derivation', () => judgeDerivationInPool(task)),
          )
        : expressionResult(
            part,
            config.points,
            await asInfrastructure('judging an answer', () => judgeTensorInPool(task)),
          );
    }
    return { facts: {} };
  }

  read(field: string, text: string, config: BackpropConfig): Promise<Reading> {
    const target = config.parts.find((part) => part.field === field)?.target ?? '';
    if (config.answer === 'derivation')
      return Promise.resolve({ kind: 'read', latex: '', remarks: ['Steps are read when they are judged.'] });
    const read = readTensor(text, config.network, target);
    return Promise.resolve(read.kind === 'read' ? { kind: 'read', latex: read.latex, remarks: [] } : read);
  }
}

function latexName(name: string): string {
  return nameToLatex(name.replace(/^([A-Za-z]+)([0-9]+)$/, '$1_$2'));
}

function taskOf({ field, target }: Part, input: GradingInput, { network }: BackpropConfig): TensorTask {
  return { text: input.answers.get(field) ?? '', network, target, seed: `${input.seed} ${field}` };
}

function expressionResult({ field }: Part, points: number, judgement: TensorJudgement): TestCaseResult {
  const { verdict, code, message, latex, shapes } = judgement;
  const evidence: Evidence[] = [];
  if (latex !== undefined) evidence.push({ kind: 'formula', title: 'Your answer, as it was read', latex });
  if (shapes && shapes.length > 0) {
    evidence.push({
      kind: 'table',
      title: 'Shapes of its parts',
      columns: ['part', 'shape'],
      rows: shapes.map(([part, shape]) => [`$${part}$`, shape]),
    });
  }
  return { name: field, verdict, points: verdict === 'correct' ? points : 0, code, message, evidence };
}

function derivationResult({ field }: Part, points: number, judgement: DerivationJudgement): TestCaseResult {
  const { verdict, code, message, steps, share } = judgement;
  const rows = steps.map(({ latex, verdict: step, remark }, index) => [
    String(index + 1),
    `$${latex}$`,
    step,
    remark,
  ]);
  const table: Evidence = {
    kind: 'table',
    title: 'Your steps',
    columns: ['step', 'equation', 'verdict', 'remark'],
    rows,
  };
  return {
    name: field,
    verdict,
    points: verdict === 'invalid' ? 0 : points * share,
    code,
    message,
    evidence: rows.length > 0 ? [table] : [],
  };
}

export const backprop = defineGrader(new BackpropGrader());
