import type { SubmissionShape, TestCase, TestCaseResult, Verdict } from '#libs/domain';
import { defineGrader, type Grader, type GradingInput, type GradingSummary } from '#libs/grader-sdk';
import { configSchema, type ManualConfig, parseConfig } from './config';

const CASE = 'review';

/** Leaves all judgement to people; see the README. */
class ManualGrader implements Grader<ManualConfig> {
  readonly id = 'manual';
  readonly version = '1.0.0';
  readonly forPeople = true;
  readonly configSchema = configSchema;

  parseConfig(raw: unknown): ManualConfig {
    return parseConfig(raw);
  }

  shape({ questions, files }: ManualConfig): SubmissionShape {
    if (files) return { kind: 'files', files };
    return {
      kind: 'answers',
      fields: (questions ?? []).map(({ name, question, maxLength }) => ({
        name,
        label: question,
        input: 'text',
        maxLength,
      })),
    };
  }

  /** One case, which the platform scales to what the problem is worth: how that is divided, the rubric says. */
  plan(): readonly TestCase[] {
    return [{ name: CASE, maxPoints: 1, visibility: 'student' }];
  }

  async *grade(input: GradingInput): AsyncGenerator<TestCaseResult, GradingSummary, void> {
    await Promise.resolve();
    input.signal.throwIfAborted();
    yield isBlank(input)
      ? result('invalid', 'empty', 'There is nothing to read in it.')
      : result('needs-review', 'waiting', 'It waits for a person, who will read it and give the points.');
    return { facts: {} };
  }
}

/** Nobody should wait for a person to find out that the file was empty. */
function isBlank({ answers, files }: GradingInput): boolean {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return ![...answers.values(), ...[...files.values()].map(text)].some((each) => each.trim() !== '');
}

function result(verdict: Verdict, code: string, message: string): TestCaseResult {
  return { name: CASE, verdict, points: 0, code: `manual.${code}`, message, evidence: [] };
}

export const manual = defineGrader(new ManualGrader());
