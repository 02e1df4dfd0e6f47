import type { SubmissionView } from '#libs/contracts';
import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { getSubmittedFile } from '../api/endpoints';
import { Icon } from '../components/icon';
import { words } from '../words';

interface LastAttemptProps {
  readonly submission: SubmissionView;
  /** Called with every file that was handed in. */
  readonly onLoad: (name: string, text: string) => void;
}

/** On another machine, or after signing out: go on from what was handed in last. */
export function LastAttempt({ submission, onLoad }: LastAttemptProps): ReactElement {
  const load = useMutation({
    mutationFn: () =>
      Promise.all(
        submission.files.map(async ({ name }) => ({
          name,
          text: await getSubmittedFile(submission.id, name),
        })),
      ),
    onSuccess: (files) => {
      for (const { name, text } of files) onLoad(name, text);
    },
  });
  return (
    <Group gap="sm">
      <Button
        variant="light"
        size="xs"
        leftSection={<Icon name="refresh" size={14} />}
        loading={load.isPending}
        onClick={() => {
          load.mutate();
        }}
      >
        {words('submit.go-on')}
      </Button>
      {load.isError && (
        <Text size="sm" c="red" role="alert">
          {words('submit.not-fetched', { why: load.error.message })}
        </Text>
      )}
    </Group>
  );
}
