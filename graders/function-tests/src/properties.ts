/** What has to hold in every call of a function: its arguments stay, its results repeat, its results are finite. */
import type { TestCaseResult, Verdict } from '#libs/domain';
import { caseName } from './calls';
import { difference, isFinite } from './compare';
import { PROPERTIES, type Property, type TestedFunction } from './config';
import { isPartlyRight, type Judgement } from './judge';

const NAMES: Readonly<Record<string, string>> = {
  'inputs-unchanged': 'leaves its arguments as they are',
  deterministic: 'gives the same result again',
  finite: 'gives finite numbers',
};

export function propertyName(property: string): string {
  return NAMES[property] ?? property;
}

/** A function that is right nowhere earns nothing for leaving its arguments alone. */
export function propertyResults(tested: TestedFunction, judgements: readonly Judgement[]): TestCaseResult[] {
  return PROPERTIES.flatMap((property) => {
    const points = tested.properties[property];
    if (points === undefined) return [];
    const result = (verdict: Verdict, code: string, message: string): TestCaseResult[] => [
      {
        name: caseName(tested, propertyName(property)),
        verdict,
        points: verdict === 'correct' ? points : 0,
        code: `function.${code}`,
        message,
        evidence: [],
      },
    ];
    if (!judgements.some(isPartlyRight))
      return result('not-run', 'none-right', 'The function is right in no case yet.');
    for (const judgement of judgements) {
      const broken = breach(property, judgement);
      if (broken === null) continue;
      const { name, visibility } = judgement.call.case;
      const where = visibility === 'student' ? ` In the case "${name}".` : '';
      return result('incorrect', property, `${broken}${where}`);
    }
    return result('correct', property, 'Correct.');
  });
}

/** How a call breaks the property, in words; null if it doesn't. */
function breach(property: Property, { answer, parts }: Judgement): string | null {
  if (answer.kind !== 'answered') return null;
  const { changed, second } = answer.frame;
  switch (property) {
    case 'inputs-unchanged':
      return changed.length === 0
        ? null
        : `It changes its argument ${changed.join(' and ')}; work on a copy.`;
    case 'deterministic': {
      const exact = { rtol: 0, atol: 0 };
      const isSame = parts.every(
        ({ got }, index) => difference(got, second?.[index] ?? { kind: 'none' }, exact) === null,
      );
      return isSame ? null : 'A second call with the same arguments gives another result.';
    }
    case 'finite':
      return parts.every(({ got, difference: found }) => found === null || isFinite(got))
        ? null
        : 'It returns nan or inf.';
  }
}
