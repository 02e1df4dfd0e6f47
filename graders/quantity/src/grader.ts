import { type SubmissionShape, type TestCase, type TestCaseResult, type Verdict } from '#libs/domain';
import {
  defineGrader,
  type Grader,
  type GradingInput,
  type GradingSummary,
  type Reading,
} from '#libs/grader-sdk';
import { findUnit, LIMITS, type Quantity, readQuantity } from '#libs/mathematics';
import { configSchema, keysOf, parseConfig, type QuantityConfig, type QuantityPart } from './config';
import { nameSlip } from './slips';

/** Judges numbers with units and a tolerance; see the README. */
class QuantityGrader implements Grader<QuantityConfig> {
  readonly id = 'quantity';
  readonly version = '1.0.0';
  readonly configSchema = configSchema;

  parseConfig(raw: unknown): QuantityConfig {
    return parseConfig(raw);
  }

  shape({ parts }: QuantityConfig): SubmissionShape {
    const maxLength = Math.min(400, LIMITS.characters);
    return {
      kind: 'answers',
      fields: parts.map(({ name, label }) => ({ name, label, input: 'text', maxLength })),
    };
  }

  plan({ parts }: QuantityConfig): readonly TestCase[] {
    return parts.map(({ name, points }) => ({ name, maxPoints: points, visibility: 'student' }));
  }

  async *grade(
    input: GradingInput,
    config: QuantityConfig,
  ): AsyncGenerator<TestCaseResult, GradingSummary, void> {
    await Promise.resolve();
    const keys = keysOf(config);
    const earlier = new Map<string, number>();
    for (const part of config.parts) {
      input.signal.throwIfAborted();
      const read = readQuantity(input.answers.get(part.name) ?? '', part.unit);
      if (read.kind === 'unreadable') {
        yield result(part, 'invalid', read.code, read.message);
        continue;
      }
      const granted = keysOf(config, earlier).get(part.name) ?? NaN;
      earlier.set(part.name, read.quantity.base);
      yield judge(part, read.quantity, keys.get(part.name) ?? NaN, granted, config.tolerance);
    }
    return { facts: {} };
  }

  read(field: string, text: string, config: QuantityConfig): Promise<Reading> {
    const unit = config.parts.find(({ name }) => name === field)?.unit ?? 'number';
    const read = readQuantity(text, unit);
    return Promise.resolve(read.kind === 'read' ? { kind: 'read', latex: read.latex, remarks: [] } : read);
  }
}

function judge(
  part: QuantityPart,
  mine: Quantity,
  key: number,
  granted: number,
  tolerance: number,
): TestCaseResult {
  const dimension = findUnit(part.unit)?.dimension;
  if (mine.dimension !== dimension && mine.dimension !== 'number') {
    return result(
      part,
      'incorrect',
      'quantity.unit',
      `“${mine.unit}” measures something else than what is asked for.`,
    );
  }
  const isNear = (value: number): boolean => Math.abs(mine.base - value) <= tolerance * Math.abs(value);
  if (isNear(key)) return result(part, 'correct', 'quantity.equal', 'Correct.');
  if (isNear(granted)) {
    return result(
      part,
      'correct',
      'quantity.consistent',
      'Consistent with your earlier answer, so credited.',
    );
  }
  const slip = nameSlip(mine.base, [key, granted], tolerance);
  return slip
    ? result(part, 'incorrect', `mistake.${slip.name}`, slip.advice)
    : result(
        part,
        'incorrect',
        'quantity.different',
        `${String(Number(mine.value.toPrecision(4)))} ${mine.unit} is not right.`,
      );
}

function result(
  { name, points }: QuantityPart,
  verdict: Verdict,
  code: string,
  message: string,
): TestCaseResult {
  return { name, verdict, points: verdict === 'correct' ? points : 0, code, message, evidence: [] };
}

export const quantity = defineGrader(new QuantityGrader());
