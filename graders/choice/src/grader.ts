import {
  roundPoints,
  type SubmissionShape,
  type TestCase,
  type TestCaseResult,
  type Verdict,
} from '#libs/domain';
import { defineGrader, type Grader, type GradingInput, type GradingSummary } from '#libs/grader-sdk';
import { configSchema, type ChoiceConfig, parseConfig, type Question } from './config';

/** Judges questions with options to choose from; see the README. */
class ChoiceGrader implements Grader<ChoiceConfig> {
  readonly id = 'choice';
  readonly version = '1.0.0';
  readonly configSchema = configSchema;

  parseConfig(raw: unknown): ChoiceConfig {
    return parseConfig(raw);
  }

  shape({ questions }: ChoiceConfig): SubmissionShape {
    return {
      kind: 'answers',
      fields: questions.map(({ name, question, options, several }) => ({
        name,
        label: question,
        input: 'choice',
        maxLength: 400,
        choice: { options: options.map(({ id, text }) => ({ id, text })), several },
      })),
    };
  }

  plan({ questions }: ChoiceConfig): readonly TestCase[] {
    return questions.map(({ name, points }) => ({ name, maxPoints: points, visibility: 'student' }));
  }

  async *grade(
    input: GradingInput,
    { questions }: ChoiceConfig,
  ): AsyncGenerator<TestCaseResult, GradingSummary, void> {
    await Promise.resolve();
    for (const question of questions) {
      input.signal.throwIfAborted();
      yield judge(question, input.answers.get(question.name) ?? '');
    }
    return { facts: {} };
  }
}

function judge(question: Question, answer: string): TestCaseResult {
  const { options, several } = question;
  const chosen = new Set(
    answer
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter((id) => id !== ''),
  );
  const unknown = [...chosen].find((id) => !options.some((option) => option.id === id));
  if (chosen.size === 0) return result(question, 'invalid', 0, 'empty', 'Nothing is chosen.');
  if (unknown !== undefined) {
    return result(question, 'invalid', 0, 'unknown', `There is no option ${unknown.slice(0, 20)}.`);
  }
  if (!several && chosen.size > 1)
    return result(question, 'invalid', 0, 'several', 'Choose one option only.');
  const wrong = options.filter(({ id, correct }) => chosen.has(id) !== correct);
  if (wrong.length === 0) return result(question, 'correct', 1, 'correct', 'Correct.');
  // An option that is left out is no reason to tell that it was right.
  const reasons = wrong.flatMap(({ id, because }) =>
    chosen.has(id) && because !== undefined ? [because] : [],
  );
  const share = several ? Math.max(0, 1 - (2 * wrong.length) / options.length) : 0;
  const message = several ? 'Not all of it is right.' : 'Not right.';
  return result(
    question,
    share > 0 ? 'partially-correct' : 'incorrect',
    share,
    'wrong',
    [message, ...reasons].join(' '),
  );
}

function result(
  { name, points }: Question,
  verdict: Verdict,
  share: number,
  code: string,
  message: string,
): TestCaseResult {
  return {
    name,
    verdict,
    points: roundPoints(points * share),
    code: `choice.${code}`,
    message,
    evidence: [],
  };
}

export const choice = defineGrader(new ChoiceGrader());
