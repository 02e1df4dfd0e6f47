import type { SubmissionView } from '#libs/contracts';
import { Button, Group, NumberInput, Stack, Textarea } from '@mantine/core';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { MutationError } from '../components/mutation-error';
import { adjustPoints } from '../api/endpoints';
import { formatNumber } from '../components/format';
import { useReviewChange } from './use-review-change';
import { words } from '../words';

/** Staff set other points, with a reason that the student reads. */
export function AdjustPoints({ submission }: { readonly submission: SubmissionView }): ReactElement {
  const { adjustment, id, maxPoints, points } = submission;
  const [wanted, setWanted] = useState<string | number>(points ?? '');
  const [reason, setReason] = useState('');
  const change = useReviewChange(submission, (to: number | null) =>
    adjustPoints(id, { points: to, reason: reason.trim(), seenRevision: adjustment?.revision ?? 0 }),
  );
  const set = (to: number | null): void => {
    change.mutate(to, {
      onSuccess: () => {
        setReason('');
      },
    });
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (typeof wanted === 'number') set(wanted);
  };
  const isIncomplete = reason.trim() === '';
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <NumberInput
          label={words('adjust.points', { max: formatNumber(maxPoints) })}
          min={0}
          max={maxPoints}
          decimalScale={2}
          clampBehavior="strict"
          required
          withAsterisk={false}
          value={wanted}
          onChange={setWanted}
        />
        <Textarea
          label={words('common.reason')}
          description={words('adjust.read')}
          autosize
          minRows={2}
          maxLength={4000}
          required
          withAsterisk={false}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <MutationError error={change.error} />
        <Group gap="xs">
          <Button type="submit" loading={change.isPending} disabled={isIncomplete || wanted === ''}>
            {words('adjust.submit')}
          </Button>
          {adjustment !== null && adjustment.points !== null && (
            <Button
              variant="default"
              disabled={isIncomplete || change.isPending}
              onClick={() => {
                set(null);
              }}
            >
              {words('adjust.undo')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
