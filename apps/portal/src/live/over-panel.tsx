import type { SubmissionView } from '#libs/contracts';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Notice } from '../components/notice';

/** The platform could not do its work. Whose fault that is, and that nothing is lost, is said first. */
export function FailedPanel({ submission }: { readonly submission: SubmissionView }): ReactElement {
  return (
    <Notice tone="rule" icon="shield" title="Not your fault, and your submission is safe">
      <Text size="sm">
        Grading stopped because of a problem on our side. Your work is stored as you sent it, this attempt is
        not counted, and the course staff see it. You need not send it again; it can be graded as soon as the
        problem is mended.
      </Text>
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
    <Notice tone="neutral" icon="ban" title="This submission was cancelled">
      It was not graded and counts as no attempt. Your files are kept; submit again whenever you like.
    </Notice>
  );
}

export function SupersededPanel(): ReactElement {
  return (
    <Notice tone="neutral" icon="minus" title="A newer submission took this one’s place">
      You sent a newer one while this waited, and it is graded in its place. This one counts as no attempt;
      its files are kept.
    </Notice>
  );
}
