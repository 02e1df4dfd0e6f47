import type { SubmissionView } from '#libs/contracts';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Notice } from '../components/notice';
import { words } from '../words';

/** The platform could not do its work. Whose fault that is, and that nothing is lost, is said first. */
export function FailedPanel({ submission }: { readonly submission: SubmissionView }): ReactElement {
  return (
    <Notice tone="rule" icon="shield" title={words('over.failed')}>
      <Text size="sm">{words('over.failed.text')}</Text>
      {submission.job.message !== '' && (
        <Text size="sm" c="dimmed" mt="xs">
          {submission.job.message}
        </Text>
      )}
    </Notice>
  );
}

export function CancelledPanel(): ReactElement {
  return (
    <Notice tone="neutral" icon="ban" title={words('over.cancelled')}>
      {words('over.cancelled.text')}
    </Notice>
  );
}

export function SupersededPanel(): ReactElement {
  return (
    <Notice tone="neutral" icon="minus" title={words('over.superseded')}>
      {words('over.superseded.text')}
    </Notice>
  );
}
