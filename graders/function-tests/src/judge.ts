/** From what came back to a judgement of each call. */
import type { Call } from './calls';
import { difference, type Difference, type Tolerance } from './compare';
import type { Mistake } from './reference';
import type { Answer } from './submission';
import type { Value } from './values';

/** One of a function's results; `name` is null where it returns only one. */
export interface Part {
  readonly name: string | null;
  readonly got: Value;
  readonly difference: Difference | null;
}

export interface Judgement {
  readonly call: Call;
  readonly answer: Answer;
  /** Empty where the call gave no result. */
  readonly parts: readonly Part[];
  readonly mistake: Mistake | null;
}

/** Admits float32 arithmetic on float64 arguments. */
const DEFAULT: Tolerance = { rtol: 1e-4, atol: 1e-6 };

function toleranceOf({ tested, case: each }: Call): Tolerance {
  return { rtol: each.rtol ?? tested.rtol ?? DEFAULT.rtol, atol: each.atol ?? tested.atol ?? DEFAULT.atol };
}

export function judgeCall(call: Call, answer: Answer, expected: readonly Value[]): Judgement {
  const values = answer.kind === 'answered' ? answer.frame.values : [];
  const parts = values.map((got, index): Part => ({
    name: call.tested.returns?.[index] ?? null,
    got,
    difference: difference(expected[index] ?? { kind: 'none' }, got, toleranceOf(call)),
  }));
  return { call, answer, parts, mistake: null };
}

export function isWrong({ parts }: Judgement): boolean {
  return parts.some((part) => part.difference !== null);
}

export function isRight({ parts }: Judgement): boolean {
  return parts.length > 0 && parts.every((part) => part.difference === null);
}

export function isPartlyRight({ parts }: Judgement): boolean {
  return parts.some((part) => part.difference === null);
}

/**
 * Names the mistakes: a known one whose results are those of the student where the student is wrong. Where several fit,
 * the one that explains most of the function's wrong cases.
 */
export function nameMistakes(
  judgements: readonly Judgement[],
  mistakes: readonly Mistake[],
): readonly Judgement[] {
  const fitting = new Map(
    judgements.map((judgement) => [judgement, mistakes.filter((mistake) => explains(mistake, judgement))]),
  );
  const explained = (mistake: Mistake, name: string): number =>
    [...fitting].filter(([{ call }, fit]) => call.tested.signature.name === name && fit.includes(mistake))
      .length;
  return judgements.map((judgement) => {
    const { name } = judgement.call.tested.signature;
    const [best] = (fitting.get(judgement) ?? []).toSorted((a, b) => explained(b, name) - explained(a, name));
    return { ...judgement, mistake: best ?? null };
  });
}

function explains({ values }: Mistake, judgement: Judgement): boolean {
  const mistaken = values.get(judgement.call.id);
  if (!mistaken || !isWrong(judgement)) return false;
  const tolerance = toleranceOf(judgement.call);
  return judgement.parts.every(
    (part, index) =>
      part.difference === null ||
      difference(mistaken[index] ?? { kind: 'none' }, part.got, tolerance) === null,
  );
}
