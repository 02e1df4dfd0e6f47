/**
 * A derivation: lines such as dL/dY = 2(Y - T), each step judged against the one before. A gradient that a line derives
 * is compared with autodiff's; if it differs, it is compared with what backpropagation gives from the student's own
 * earlier gradients, so one slip costs one step and consistent later steps are credited.
 */
import { Random } from '../random';
import { unreadable } from '../read-expression';
import { ReadingError } from '../reading-error';
import { evaluateTensor, namesOf, parsePart, type TensorTask } from './judge-tensor';
import { type Situation, situation, sizings } from './network';
import { type LeftSide, readLeftSide, type Statement, statementsOf } from './statements';
import { isEqual, ShapeError, type Tensor } from './tensor';
import { type TensorExpression } from './tensor-expression';
import { tensorToLatex } from './tensor-latex';
import { normalizeTensor } from './tensor-tokens';

export interface DerivationStep {
  /** As read. */
  readonly latex: string;
  /** `consistent`: wrong, but right if the earlier slip is granted. */
  readonly verdict: 'right' | 'consistent' | 'wrong' | 'definition';
  readonly remark: string;
}

export interface DerivationJudgement {
  readonly verdict: 'correct' | 'partially-correct' | 'incorrect' | 'invalid';
  readonly code: string;
  readonly message: string;
  readonly position?: number;
  /** Share of the steps that are right or consistent, 0 to 1. */
  readonly share: number;
  readonly steps: readonly DerivationStep[];
}

export function judgeDerivation(task: TensorTask): DerivationJudgement {
  try {
    return new Derivation(task).judge();
  } catch (error) {
    const { code, message, position } = unreadable(error);
    return { verdict: 'invalid', code, message, position, share: 0, steps: [] };
  }
}

interface Trial {
  readonly situation: Situation;
  /** Values of names and of derived gradients (as dL/dY). */
  readonly environment: Map<string, Tensor>;
  /** The student's gradients so far. */
  readonly derived: Map<string, Tensor>;
}

class Derivation {
  private readonly names: Set<string>;
  private readonly gradients: Set<string>;
  private readonly trials: readonly Trial[];
  private readonly steps: DerivationStep[] = [];

  constructor(private readonly task: TensorTask) {
    this.names = namesOf(task.network);
    const random = new Random(task.seed);
    this.trials = sizings(task.network).map((sizes) => {
      const now = situation(task.network, sizes, random);
      const environment = new Map(now.environment);
      for (const [name, gradient] of now.gradients) environment.set(`dL/d${name}`, gradient);
      return { situation: now, environment, derived: new Map<string, Tensor>() };
    });
    this.gradients = new Set(this.trials[0]?.situation.gradients.keys());
  }

  judge(): DerivationJudgement {
    const statements = statementsOf(normalizeTensor(this.task.text));
    if (statements.length === 0)
      throw new ReadingError('answer.empty', 'The derivation is empty', 0, 'Write one equation a line.');
    for (const statement of statements) this.statement(statement);
    return this.conclude();
  }

  private statement({ left, parts }: Statement): void {
    if (!left) {
      throw new ReadingError(
        'answer.syntax',
        'A step is an equation',
        parts[0]?.at[0] ?? 0,
        'Write dL/dY = … on every line.',
      );
    }
    const side = readLeftSide(left, new Set([...this.names, ...this.gradients]));
    const expressions = parts.map((part) => parsePart(part, this.names, this.gradients));
    if (side.kind === 'unknown') {
      throw new ReadingError(
        'answer.left-side',
        `“${side.text.slice(0, 30)}” is no left side that is known here`,
        left.at[0] ?? 0,
        'Write dL/d and a name.',
      );
    }
    this.chain(this.subject(side, expressions), expressions, side);
  }

  /** `G = dL/dY = …` derives dL/dY; a name of its own derives nothing. */
  private subject(side: LeftSide, expressions: TensorExpression[]): string | undefined {
    const [first] = expressions;
    if (side.kind === 'gradient') return side.of;
    if (first?.kind === 'gradient' && expressions.length > 1 && !this.trials[0]?.derived.has(first.of)) {
      expressions.shift();
      return first.of;
    }
    return undefined;
  }

  private chain(subject: string | undefined, expressions: readonly TensorExpression[], side: LeftSide): void {
    const known = side.kind === 'name' ? side.name : undefined;
    let before: readonly Tensor[] | undefined =
      known !== undefined && this.names.has(known)
        ? this.trials.map(({ environment }) => this.get(environment, known))
        : undefined;
    let last: readonly Tensor[] | undefined;
    for (const expression of expressions) {
      const values = this.evaluate(expression, subject);
      if (typeof values === 'string') {
        this.steps.push({
          latex: tensorToLatex(expression),
          verdict: 'wrong',
          remark: `The shapes do not fit. ${values}`,
        });
        continue;
      }
      this.steps.push({ latex: this.show(side, expression), ...this.step(values, before, subject) });
      before = last = values;
    }
    if (last) this.keep(last, subject, known);
  }

  private get(environment: ReadonlyMap<string, Tensor>, name: string): Tensor {
    const tensor = environment.get(name);
    if (!tensor) throw new RangeError(`${name} has no value`);
    return tensor;
  }

  private show(side: LeftSide, expression: TensorExpression): string {
    const left =
      side.kind === 'gradient'
        ? tensorToLatex({ kind: 'gradient', of: side.of })
        : side.kind === 'name'
          ? side.name
          : '';
    return `${left} = ${tensorToLatex(expression)}`;
  }

  private evaluate(expression: TensorExpression, subject: string | undefined): readonly Tensor[] | string {
    try {
      return this.trials.map(({ environment, situation: now }) => {
        const target =
          now.gradients.get(subject ?? this.task.target) ?? this.get(environment, this.task.target);
        return evaluateTensor(expression, environment, target);
      });
    } catch (error) {
      if (error instanceof ShapeError) return error.message;
      throw error;
    }
  }

  private step(
    values: readonly Tensor[],
    before: readonly Tensor[] | undefined,
    subject: string | undefined,
  ): Pick<DerivationStep, 'verdict' | 'remark'> {
    const agree = (others: readonly (Tensor | undefined)[]): boolean =>
      values.every((value, index) => {
        const other = others[index];
        return other !== undefined && isEqual(value, other);
      });
    if (subject !== undefined) {
      if (agree(this.trials.map(({ situation: now }) => now.gradients.get(subject))))
        return { verdict: 'right', remark: '' };
      const granted = this.trials.map(({ situation: now, derived }) =>
        now.gradientsGiven(derived).get(subject),
      );
      if (agree(granted))
        return { verdict: 'consistent', remark: 'Right, if the slip before it is granted.' };
      if (before && agree(before))
        return { verdict: 'consistent', remark: 'Equal to the step before, which is wrong.' };
      return { verdict: 'wrong', remark: before ? 'Not equal to the step before.' : 'This does not follow.' };
    }
    if (!before) return { verdict: 'definition', remark: '' };
    return agree(before)
      ? { verdict: 'right', remark: '' }
      : { verdict: 'wrong', remark: 'The two sides are not equal.' };
  }

  private keep(values: readonly Tensor[], subject: string | undefined, name: string | undefined): void {
    for (const [index, trial] of this.trials.entries()) {
      const value = values[index];
      if (!value) continue;
      if (subject !== undefined) {
        trial.derived.set(subject, value);
        trial.environment.set(`dL/d${subject}`, value);
      }
      if (name !== undefined) trial.environment.set(name, value);
    }
    if (name !== undefined) this.names.add(name);
  }

  private conclude(): DerivationJudgement {
    const { steps } = this;
    const judged = steps.filter(({ verdict }) => verdict !== 'definition');
    const good = judged.filter(({ verdict }) => verdict !== 'wrong').length;
    const finished = this.trials.every(({ derived }) => derived.has(this.task.target));
    const count = judged.length + (finished ? 0 : 1);
    const share = count === 0 ? 0 : good / count;
    const firstWrong = steps.findIndex(({ verdict }) => verdict === 'wrong');
    if (firstWrong >= 0) {
      const { latex, remark } = steps[firstWrong] ?? { latex: '', remark: '' };
      const message = `Step ${String(firstWrong + 1)} is the first wrong one: $${latex}$. ${remark}`;
      return {
        verdict: share > 0 ? 'partially-correct' : 'incorrect',
        code: 'derivation.step',
        message,
        share,
        steps,
      };
    }
    if (!finished) {
      const message = `Every step is right, but dL/d${this.task.target} is not reached.`;
      return {
        verdict: share > 0 ? 'partially-correct' : 'incorrect',
        code: 'derivation.unfinished',
        message,
        share,
        steps,
      };
    }
    return { verdict: 'correct', code: 'derivation.right', message: 'Every step is right.', share: 1, steps };
  }
}
