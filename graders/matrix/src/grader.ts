import { type Evidence, type SubmissionShape, type TestCase, type TestCaseResult } from '#libs/domain';
import {
  asInfrastructure,
  defineGrader,
  type Grader,
  type GradingInput,
  type GradingSummary,
  type Reading,
} from '#libs/grader-sdk';
import { judgeMatrixInPool, LIMITS, type MatrixJudgement, readMatrix, Vocabulary } from '#libs/mathematics';
import { configSchema, DECLARATIONS, type MatrixConfig, parseConfig } from './config';

/** Judges a matrix of numbers, typed or pasted in any notation, cell by cell; see the README. */
class MatrixGrader implements Grader<MatrixConfig> {
  readonly id = 'matrix';
  readonly version = '1.0.0';
  readonly configSchema = configSchema;

  parseConfig(raw: unknown): MatrixConfig {
    return parseConfig(raw);
  }

  shape({ field, name }: MatrixConfig): SubmissionShape {
    return {
      kind: 'answers',
      fields: [{ name: field, label: `$${name}$`, input: 'matrix', maxLength: LIMITS.characters }],
    };
  }

  plan({ field, points }: MatrixConfig): readonly TestCase[] {
    return [{ name: field, maxPoints: points, visibility: 'student' }];
  }

  async *grade(
    input: GradingInput,
    config: MatrixConfig,
  ): AsyncGenerator<TestCaseResult, GradingSummary, void> {
    input.signal.throwIfAborted();
    const task = {
      text: input.answers.get(config.field) ?? '',
      key: config.key,
      wrong: config.wrong,
      declarations: DECLARATIONS,
      domain: config.domain,
      seed: input.seed,
      ...(config.tolerance !== undefined && { tolerance: config.tolerance }),
    };
    const judgement = await asInfrastructure('judging an answer', () => judgeMatrixInPool(task));
    yield toResult(config, judgement);
    return { facts: {} };
  }

  read(_field: string, text: string): Promise<Reading> {
    return Promise.resolve(readMatrix(text, new Vocabulary(DECLARATIONS)));
  }
}

function toResult({ field, points }: MatrixConfig, judgement: MatrixJudgement): TestCaseResult {
  const { verdict, code, message, remarks } = judgement;
  return {
    name: field,
    verdict,
    points: verdict === 'correct' ? points : 0,
    code,
    message: [message, ...remarks].join(' '),
    evidence: evidenceOf(judgement),
  };
}

/** The student's own matrix with its wrong cells marked; never the key. */
function evidenceOf({ rows, wrong, latex }: MatrixJudgement): readonly Evidence[] {
  const evidence: Evidence[] = [];
  if (latex !== undefined) evidence.push({ kind: 'formula', title: 'Your answer, as it was read', latex });
  if (rows && wrong && wrong.length > 0) {
    evidence.push({ kind: 'matrix', title: 'Cells that differ are marked', rows, marked: wrong });
  }
  return evidence;
}

export const matrix = defineGrader(new MatrixGrader());
