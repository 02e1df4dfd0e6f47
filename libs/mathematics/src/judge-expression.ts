/** One text against one key: reading, equality and what to say about it. Plain data in and out, so it can cross threads. */
import { type Domain } from './domain';
import { decideEquality, type Equality } from './equality';
import { type Expression } from './expression';
import { type LeftSides } from './left-side';
import { diagnose, type Origin } from './mistakes/diagnose';
import { type Mistake } from './mistakes/mistake';
import { readExpression } from './read-expression';
import { type Declarations, Vocabulary } from './vocabulary';

export interface ExpressionTask {
  readonly text: string;
  readonly key: Expression;
  readonly declarations: Declarations;
  readonly domain: Domain;
  readonly leftSides: LeftSides;
  readonly seed: string;
  readonly tolerance?: number;
  /** What was to be differentiated, so that mistakes can be named. */
  readonly origin?: Origin;
}

export interface ExpressionJudgement {
  readonly verdict: 'correct' | 'incorrect' | 'invalid';
  /** Stable: `answer.…` for what can't be read, `equality.…` for what was compared. */
  readonly code: string;
  readonly message: string;
  readonly position?: number;
  /** The reading, where there is one. */
  readonly latex?: string;
  readonly remarks: readonly string[];
  readonly counterexample?: Counterexample;
  readonly mistake?: Mistake;
}

export interface Counterexample {
  readonly at: readonly { readonly name: string; readonly value: string }[];
  /** A few digits, or `undefined`. */
  readonly yours: string;
}

export function judgeExpression(task: ExpressionTask): ExpressionJudgement {
  const read = readExpression(task.text, new Vocabulary(task.declarations), { leftSides: task.leftSides });
  if (read.kind === 'unreadable') {
    const { code, message, position } = read;
    return { verdict: 'invalid', code, message, position, remarks: [] };
  }
  const { latex, remarks } = read;
  const [question] = read.questions;
  if (question) {
    const message = `This can be read in two ways (at character ${String(question.position + 1)}): ${question.message}.`;
    return {
      verdict: 'invalid',
      code: 'answer.ambiguous',
      message,
      position: question.position,
      latex,
      remarks,
    };
  }
  const { seed, tolerance } = task;
  const equality = decideEquality(read.expression, task.key, task.domain, {
    seed,
    ...(tolerance !== undefined && { tolerance }),
  });
  const explained = { ...explain(equality), latex, remarks };
  if (equality.kind !== 'different') return explained;
  const mistake = diagnose(read.expression, task.key, task.domain, task.origin);
  if (!mistake) return explained;
  return {
    ...explained,
    mistake,
    code: `mistake.${mistake.name}`,
    message: `${explained.message} ${mistake.advice}`,
  };
}

type Explanation = Pick<ExpressionJudgement, 'verdict' | 'code' | 'message' | 'counterexample'>;

function explain(equality: Equality): Explanation {
  switch (equality.kind) {
    case 'equal':
      return { verdict: 'correct', code: 'equality.equal', message: 'Correct.' };
    case 'different':
      return explainDifference(equality);
    case 'undecided':
      return { verdict: 'invalid', ...UNDECIDED[equality.reason] };
    case 'key-undefined':
      throw new RangeError('the key has no value at any point');
  }
}

const UNDECIDED: Readonly<
  Record<
    Extract<Equality, { kind: 'undecided' }>['reason'],
    { readonly code: string; readonly message: string }
  >
> = {
  'undefined-everywhere': {
    code: 'answer.undefined',
    message:
      'The answer has no value anywhere, for example because it divides by zero or takes a logarithm of a negative number.',
  },
  'too-large': {
    code: 'answer.too-large',
    message:
      'The answer is too large (or too close to zero) to be worked out. Check exponents and factorials.',
  },
  'too-costly': {
    code: 'answer.too-costly',
    message: 'The answer takes too much work to evaluate. Simplify it, then try again.',
  },
  'too-few-points': {
    code: 'answer.too-few-points',
    message: 'The answer can’t be worked out with enough certainty. Simplify it, then try again.',
  },
};

function explainDifference(equality: Extract<Equality, { kind: 'different' }>): Explanation {
  const at = [...equality.at].map(([name, value]) => ({ name, value: shorten(value) }));
  const place = at.length === 0 ? '' : `At ${at.map(({ name, value }) => `${name} = ${value}`).join(', ')} `;
  if (equality.yours === undefined) {
    return {
      verdict: 'incorrect',
      code: 'equality.undefined',
      message: `${place === '' ? 'Y' : `${place}y`}our answer has no value, but the right one has.`,
      counterexample: { at, yours: 'undefined' },
    };
  }
  return {
    verdict: 'incorrect',
    code: 'equality.different',
    message: `${place === '' ? 'Y' : `${place}y`}our answer is ${equality.yours}; the right value is different.`,
    counterexample: { at, yours: equality.yours },
  };
}

/** Random points have 15 digits; six are enough to check by hand. */
function shorten(value: string): string {
  return value.length > 8 ? String(Number(Number(value).toPrecision(6))) : value;
}
