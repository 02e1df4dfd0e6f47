import { Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AnyReport } from '../api/endpoints';
import { Icon } from '../components/icon';
import { Notice } from '../components/notice';
import { CaseList } from './case-list';
import { Provenance } from './provenance';
import { ScoreHeader } from './score-header';
import { words } from '../words';

export function Report({ report }: { readonly report: AnyReport }): ReactElement {
  return (
    <Stack>
      {report.outcome === 'graded' && !isForPeople(report) && <ScoreHeader report={report} />}
      {report.outcome === 'not-gradable' && (
        <Notice tone="partial" icon="question" title={words('report.not-gradable')}>
          {words('report.not-gradable.text')}
        </Notice>
      )}
      {report.cases.length > 0 && (
        <CaseList
          title={words(report.outcome === 'graded' ? 'report.checks' : 'report.unreadable')}
          cases={report.cases}
        />
      )}
      {'hidden' in report && report.hidden.count > 0 && (
        <HiddenCases number={report.hidden.count} maxPoints={report.hidden.maxPoints} />
      )}
      <Provenance report={report} />
    </Stack>
  );
}

/** Nothing of it was judged by a grader: its 0 points would be taken for a grade. */
const isForPeople = ({ cases }: AnyReport): boolean =>
  cases.length > 0 && cases.every(({ verdict }) => verdict === 'needs-review');

/** Says honestly that there is more than the page shows. */
function HiddenCases({
  number,
  maxPoints,
}: {
  readonly number: number;
  readonly maxPoints: number;
}): ReactElement {
  return (
    <div className="hidden-cases">
      <Icon name="eye-off" size={20} />
      <div>
        <Text fw={600}>
          {maxPoints > 0
            ? words('report.hidden-worth', { n: number, points: maxPoints })
            : words('report.hidden', { n: number })}
        </Text>
        <Text size="sm" c="dimmed">
          {words('report.hidden.why', { n: number })}
        </Text>
      </div>
    </div>
  );
}
