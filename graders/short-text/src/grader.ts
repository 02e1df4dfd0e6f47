import { type SubmissionShape, type TestCase, type TestCaseResult, type Verdict } from '#libs/domain';
import { defineGrader, type Grader, type GradingInput, type GradingSummary } from '#libs/grader-sdk';
import { configSchema, parseConfig, type Question, type ShortTextConfig } from './config';
import { isWithin, normalise } from './normalise';

/** Judges a word or a short phrase by a list of answers; see the README. */
class ShortTextGrader implements Grader<ShortTextConfig> {
  readonly id = 'short-text';
  readonly version = '1.0.0';
  readonly configSchema = configSchema;

  parseConfig(raw: unknown): ShortTextConfig {
    return parseConfig(raw);
  }

  shape({ questions }: ShortTextConfig): SubmissionShape {
    return {
      kind: 'answers',
      fields: questions.map(({ name, question }) => ({
        name,
        label: question,
        input: 'text',
        maxLength: 200,
      })),
    };
  }

  plan({ questions }: ShortTextConfig): readonly TestCase[] {
    return questions.map(({ name, points }) => ({ name, maxPoints: points, visibility: 'student' }));
  }

  async *grade(
    input: GradingInput,
    { questions }: ShortTextConfig,
  ): AsyncGenerator<TestCaseResult, GradingSummary, void> {
    await Promise.resolve();
    for (const question of questions) {
      input.signal.throwIfAborted();
      yield judge(question, normalise(input.answers.get(question.name) ?? ''));
    }
    return { facts: {} };
  }
}

function judge(question: Question, answer: string): TestCaseResult {
  if (answer === '') return result(question, 'invalid', 'empty', 'There is no word in the answer.');
  const accepted = question.accept.map(normalise);
  if (accepted.includes(answer)) return result(question, 'correct', 'correct', 'Correct.');
  // A named mistake may be one letter away from what is right, and is looked at first.
  const mistake = question.mistakes.find(({ answers }) => answers.map(normalise).includes(answer));
  if (mistake) return result(question, 'incorrect', 'mistake', mistake.advice);
  const meant = accepted.find((text) => isWithin(answer, text, Math.min(question.typos, text.length / 5)));
  if (meant !== undefined) return result(question, 'correct', 'typo', 'Correct, but for the spelling.');
  if (question.otherwise === 'review') {
    return result(question, 'needs-review', 'review', 'A person will look at this answer.');
  }
  return result(question, 'incorrect', 'wrong', 'Not right.');
}

function result({ name, points }: Question, verdict: Verdict, code: string, message: string): TestCaseResult {
  return {
    name,
    verdict,
    points: verdict === 'correct' ? points : 0,
    code: `short-text.${code}`,
    message,
    evidence: [],
  };
}

export const shortText = defineGrader(new ShortTextGrader());
