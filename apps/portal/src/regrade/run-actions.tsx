import type { RegradeRunView } from '#libs/contracts';
import { Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { cancelRegrade, revertRegrade } from '../api/regrade-runs';
import { Instant } from '../components/instant';
import { MutationError } from '../components/mutation-error';
import { richWords, words } from '../words';

/** Sends a decision about a run, then fetches again what shows it and every grade that it may have changed. */
export function useRunChange<Input>(
  course: string,
  send: (input: Input) => Promise<RegradeRunView>,
): UseMutationResult<RegradeRunView, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) =>
          queryKey[1] === course || ['submission', 'report', 'regrades'].includes(String(queryKey[0])),
      }),
  });
}

interface RunActionProps {
  readonly course: string;
  readonly id: string;
}

export function CancelRun({ course, id }: RunActionProps): ReactElement {
  const cancel = useRunChange(course, () => cancelRegrade(course, id));
  return (
    <div>
      <MutationError error={cancel.error} />
      <Button
        variant="default"
        loading={cancel.isPending}
        onClick={() => {
          cancel.mutate(undefined);
        }}
      >
        {words('run.cancel')}
      </Button>
    </div>
  );
}

export function RevertRun({ course, id, until }: RunActionProps & { readonly until: string }): ReactElement {
  const [reason, setReason] = useState('');
  const revert = useRunChange(course, () => revertRegrade(course, id, reason.trim()));
  return (
    <Paper component="section" aria-label={words('run.revert')} withBorder p="md" className="card">
      <Stack gap="sm">
        <Text size="sm">{richWords('run.revertible', { until: <Instant at={until} /> })}</Text>
        <Textarea
          label={words('run.revert.why')}
          autosize
          minRows={2}
          maxLength={4000}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <MutationError error={revert.error} />
        <Group>
          <Button
            variant="default"
            disabled={reason.trim() === ''}
            loading={revert.isPending}
            onClick={() => {
              revert.mutate(undefined);
            }}
          >
            {words('run.revert')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
