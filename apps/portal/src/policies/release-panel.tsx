import type { Gradebook } from '#libs/contracts';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { releaseGrades } from '../api/policies';
import { queries } from '../api/queries';
import { useRole } from '../app/session';
import { MutationError } from '../components/mutation-error';
import { Notice } from '../components/notice';
import { words } from '../words';

interface ReleasePanelProps {
  readonly course: string;
  readonly book: Gradebook;
}

/** What students can't see yet, and how instructors let them. */
export function ReleasePanel({ course, book }: ReleasePanelProps): ReactElement | null {
  const isInstructor = useRole(course) === 'instructor';
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const release = useMutation({
    mutationFn: (assignment: string) => releaseGrades(course, assignment, reason.trim()),
    onSuccess: () => {
      setReason('');
    },
    onSettled: () => client.invalidateQueries({ queryKey: queries.gradebook(course).queryKey }),
  });
  const withheld = book.assignments.filter(({ isReleased }) => !isReleased);
  if (withheld.length === 0) return null;
  return (
    <Notice tone="info" icon="eye" title={words('grades.withheld')}>
      <Stack gap="xs">
        {words('grades.release.why', { n: withheld.length })}
        {isInstructor && (
          <Group gap="xs" align="flex-end">
            <TextInput
              label={words('common.reason')}
              maxLength={4000}
              value={reason}
              onChange={(event) => {
                setReason(event.currentTarget.value);
              }}
            />
            {withheld.map(({ id, title }) => (
              <Button
                key={id}
                loading={release.isPending && release.variables === id}
                disabled={reason.trim() === ''}
                onClick={() => {
                  release.mutate(id);
                }}
              >
                {words('grades.release', { title })}
              </Button>
            ))}
          </Group>
        )}
        <MutationError error={release.error} />
      </Stack>
    </Notice>
  );
}
