/** The doors to the pool: the same judging functions, bounded in time and memory. */
import { join } from 'node:path';
import { type ExpressionJudgement, type ExpressionTask, type judgeExpression } from '../judge-expression';
import { type judgeMatrix, type MatrixJudgement, type MatrixTask } from '../matrix/judge-matrix';
import { type DerivationJudgement, type judgeDerivation } from '../tensor/judge-derivation';
import { type judgeTensor, type TensorJudgement, type TensorTask } from '../tensor/judge-tensor';
import { DeadlinePool } from './deadline-pool';

export { DeadlinePool, type PoolLimits, type PoolOutcome, type PoolTask } from './deadline-pool';

/** What judging one answer may cost: 200 ms with what it takes to end a thread. */
export const JUDGING_LIMITS = { threads: 2, deadlineMs: 180, memoryMiB: 64 } as const;

const MODULES = {
  expression: join(__dirname, '../judge-expression'),
  matrix: join(__dirname, '../matrix/judge-matrix'),
  tensor: join(__dirname, '../tensor/judge-tensor'),
  derivation: join(__dirname, '../tensor/judge-derivation'),
} as const;

const pool = new DeadlinePool({ ...JUDGING_LIMITS, preload: Object.values(MODULES) });

/** An answer that hit the deadline or the memory limit: not wrong, not judged. */
export interface TooCostly {
  readonly verdict: 'invalid';
  readonly code: 'answer.too-costly';
  readonly message: string;
  readonly remarks: readonly string[];
}

const TOO_COSTLY: TooCostly = {
  verdict: 'invalid',
  code: 'answer.too-costly',
  message: 'The answer takes too much work to evaluate. Simplify it, then try again.',
  remarks: [],
};

/**
 * Runs a judging function of ours in the shared pool.
 * @param module absolute path without extension. @param name of the exported function, whose type is `Judge`.
 * @throws Error for a bug in the function, or when no thread can be started.
 */
export async function judgeInPool<Judge extends (task: never) => unknown>(
  module: string,
  name: string,
  task: Parameters<Judge>[0],
): Promise<ReturnType<Judge> | TooCostly> {
  const outcome = await pool.run({ module, name, input: task });
  return outcome.kind === 'done' ? (outcome.output as ReturnType<Judge>) : TOO_COSTLY;
}

export function judgeExpressionInPool(task: ExpressionTask): Promise<ExpressionJudgement> {
  return judgeInPool<typeof judgeExpression>(MODULES.expression, 'judgeExpression', task);
}

export function judgeMatrixInPool(task: MatrixTask): Promise<MatrixJudgement> {
  return judgeInPool<typeof judgeMatrix>(MODULES.matrix, 'judgeMatrix', task);
}

export function judgeTensorInPool(task: TensorTask): Promise<TensorJudgement> {
  return judgeInPool<typeof judgeTensor>(MODULES.tensor, 'judgeTensor', task);
}

export async function judgeDerivationInPool(task: TensorTask): Promise<DerivationJudgement> {
  const judgement = await judgeInPool<typeof judgeDerivation>(MODULES.derivation, 'judgeDerivation', task);
  return 'share' in judgement ? judgement : { ...judgement, share: 0, steps: [] };
}
