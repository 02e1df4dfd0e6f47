import type { SubmissionView } from '#libs/contracts';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatInstant, formatNumber } from '../components/format';
import { Notice } from '../components/notice';

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
      title={`${formatNumber(adjustment.points)} of ${formatNumber(maxPoints)} points count, set by ${adjustment.author}`}
    >
      <Text size="sm" className="said">
        {adjustment.reason}
      </Text>
      <Text size="sm" c="dimmed">
        <time dateTime={adjustment.at}>{formatInstant(adjustment.at)}</time>; the report below is unchanged.
      </Text>
    </Notice>
  );
}
