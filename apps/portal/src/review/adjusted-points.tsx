import type { SubmissionView } from '#libs/contracts';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatNumber } from '../components/format';
import { Instant } from '../components/instant';
import { Notice } from '../components/notice';
import { richWords, words } from '../words';

/** Says that other points count than the report's, and why. */
export function AdjustedPoints({
  adjustment,
  maxPoints,
}: Pick<SubmissionView, 'adjustment' | 'maxPoints'>): ReactElement | null {
  if (adjustment === null || adjustment.points === null) return null;
  return (
    <Notice
      tone="info"
      icon="pencil"
      title={words('adjusted.title', {
        points: formatNumber(adjustment.points),
        maxPoints: formatNumber(maxPoints),
        author: adjustment.author,
      })}
    >
      <Text size="sm" className="said">
        {adjustment.reason}
      </Text>
      <Text size="sm" c="dimmed">
        {richWords('adjusted.unchanged', { at: <Instant at={adjustment.at} /> })}
      </Text>
    </Notice>
  );
}
