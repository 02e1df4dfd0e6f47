/** From judgements to the results of the planned cases. */
import { type Evidence, roundPoints, type TestCase, type TestCaseResult, type Verdict } from '#libs/domain';
import type { Facts } from '#libs/grader-sdk';
import { caseName } from './calls';
import type { FunctionTestsConfig } from './config';
import { argumentsEvidence, codeEvidence, markedEvidence, printedEvidence } from './evidence';
import { isRight, type Judgement } from './judge';
import { propertyName, propertyResults } from './properties';
import type { Answers } from './submission';
import { differenceText, failureEnding, lossEnding } from './words';

export function planOf({ functions }: FunctionTestsConfig): readonly TestCase[] {
  return functions.flatMap((tested) => [
    ...tested.cases.map(({ name, points, visibility }) => ({
      name: caseName(tested, name),
      maxPoints: points,
      visibility,
    })),
    ...Object.entries(tested.properties).map(([property, points]) => ({
      name: caseName(tested, propertyName(property)),
      maxPoints: points,
      visibility: 'student' as const,
    })),
  ]);
}

/** One outcome for all cases: there is nothing that can be run. */
export function sameForAll(
  config: FunctionTestsConfig,
  verdict: Verdict,
  code: string,
  message: string,
): readonly TestCaseResult[] {
  return planOf(config).map(({ name }) => ({
    name,
    verdict,
    points: 0,
    code: `function.${code}`,
    message,
    evidence: [],
  }));
}

export function resultsOf(
  judgements: readonly Judgement[],
  answers: Answers,
  source: Uint8Array,
  config: FunctionTestsConfig,
): readonly TestCaseResult[] {
  const results = judgements.map((judgement) => resultOf(judgement, answers, config));
  const failed = results.findIndex(
    ({ verdict }, index) => verdict !== 'correct' && judgements[index]?.call.case.visibility === 'student',
  );
  const remarked = judgements.map(({ answer }) => answer).find((answer) => answer.kind === 'failed');
  return [
    ...results.map((result, index) =>
      index === failed
        ? {
            ...result,
            evidence: [
              ...result.evidence,
              ...(remarked ? codeEvidence(source, remarked.failure) : []),
              ...printedEvidence(answers.printed),
            ],
          }
        : result,
    ),
    ...config.functions.flatMap((tested) =>
      propertyResults(
        tested,
        judgements.filter(({ call }) => call.tested.signature.name === tested.signature.name),
      ),
    ),
  ];
}

type Outcome = Pick<TestCaseResult, 'verdict' | 'code' | 'message' | 'evidence'> & { readonly share: number };

function resultOf(judgement: Judgement, answers: Answers, config: FunctionTestsConfig): TestCaseResult {
  const { call } = judgement;
  const { share, code, ...rest } = outcomeOf(judgement, answers, config);
  return {
    name: call.id,
    ...rest,
    points: roundPoints(call.case.points * share),
    code: code.startsWith('mistake.') ? code : `function.${code}`,
  };
}

function outcomeOf(judgement: Judgement, answers: Answers, config: FunctionTestsConfig): Outcome {
  const { answer, call } = judgement;
  const none = { share: 0, evidence: argumentsEvidence(call) };
  switch (answer.kind) {
    case 'answered':
      return answeredOutcome(judgement);
    case 'failed':
      return { ...none, ...failureEnding(answer.failure, answer.where, config.file) };
    case 'lost':
      return { ...none, ...lossEnding(answer.outcome) };
    case 'missing':
      return {
        share: 0,
        evidence: [],
        verdict: 'incorrect',
        code: 'missing',
        message: missingText(call.tested.signature.name, answers.functions, config.file),
      };
    case 'not-run':
      return {
        ...none,
        verdict: 'not-run',
        code: 'not-run',
        message: 'The time for all cases was used up by those before.',
      };
  }
}

function answeredOutcome(judgement: Judgement): Outcome {
  const { parts, call, mistake } = judgement;
  if (isRight(judgement)) {
    return { verdict: 'correct', share: 1, code: 'equal', message: 'Correct.', evidence: [] };
  }
  const wrong = parts.flatMap(({ name, got, difference }) => (difference ? [{ name, got, difference }] : []));
  const right = parts.length - wrong.length;
  const found = wrong.map(({ name, difference }) => differenceText(name ?? 'The result', difference));
  const evidence: Evidence[] = [
    ...argumentsEvidence(call),
    ...wrong.flatMap(({ name, got, difference }) => markedEvidence(name, got, difference)),
  ];
  return {
    verdict: right > 0 ? 'partially-correct' : 'incorrect',
    share: right / parts.length,
    code: mistake ? `mistake.${mistake.name}` : (wrong[0]?.difference.kind ?? 'different'),
    message: [...(mistake ? [mistake.advice] : []), ...found].join(' '),
    evidence,
  };
}

function missingText(name: string, functions: readonly string[], file: string): string {
  const plain = (text: string): string => text.toLowerCase().replaceAll('_', '');
  const similar = functions.find((other) => plain(other) === plain(name));
  return `${file} has no function ${name}.${similar === undefined ? '' : ` It has ${similar}.`}`;
}

export function factsOf(judgements: readonly Judgement[]): Facts {
  return {
    right: judgements.filter(isRight).length,
    of: judgements.length,
    mistakes: [...new Set(judgements.flatMap(({ mistake }) => mistake?.name ?? []))].sort(),
  };
}
