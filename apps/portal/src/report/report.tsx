import { Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AnyReport } from '../api/endpoints';
import { count } from '../components/format';
import { Icon } from '../components/icon';
import { Notice } from '../components/notice';
import { CaseList } from './case-list';
import { Provenance } from './provenance';
import { ScoreHeader } from './score-header';

export function Report({ report }: { readonly report: AnyReport }): ReactElement {
  return (
    <Stack>
      {report.outcome === 'graded' ? (
        <ScoreHeader report={report} />
      ) : (
        <Notice tone="partial" icon="question" title="This could not be graded, and it costs you nothing">
          Your submission could not be read, so it was not judged: it counts as no attempt and no points were
          lost. Read below what could not be understood, mend it, and submit again.
        </Notice>
      )}
      {report.cases.length > 0 && (
        <CaseList
          title={report.outcome === 'graded' ? 'Checks' : 'What could not be read'}
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
          {count(number, 'further check')} {number === 1 ? 'is' : 'are'} hidden
          {maxPoints > 0 && `, worth ${count(maxPoints, 'point')}`}
        </Text>
        <Text size="sm" c="dimmed">
          {number === 1 ? 'It runs' : 'They run'} on your work like the others. What{' '}
          {number === 1 ? 'it tests' : 'they test'} stays hidden for now, so that programs are written for the
          task and not for the tests.
        </Text>
      </div>
    </div>
  );
}
