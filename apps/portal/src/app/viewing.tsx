import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { beginView, endView } from '../api/endpoints';
import { Notice } from '../components/notice';
import { useMe } from './session';
import { bold, richWords, words } from '../words';

/** Sees the course as this student from now on; what was fetched as staff is forgotten. */
export function useBeginView(course: string): {
  readonly begin: (student: string) => void;
  readonly error: Error | null;
} {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, error } = useMutation({
    mutationFn: (student: string) => beginView(course, student),
    onSuccess: async () => {
      await navigate(`/courses/${course}`);
      await client.resetQueries();
    },
  });
  return { begin: mutate, error };
}

/** On every page while staff see the portal as a student. */
export function ViewingBanner(): ReactElement | null {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const end = useMutation({
    mutationFn: endView,
    onSuccess: async () => {
      await navigate('/');
      await client.resetQueries();
    },
  });
  if (me.viewer === null) return null;
  return (
    <div className="banner">
      <Notice tone="partial" icon="eye" role="status">
        <Group justify="space-between">
          <Text size="sm">{richWords('app.viewing', { viewer: me.viewer, name: me.name, b: bold })}</Text>
          <Button
            size="xs"
            variant="default"
            loading={end.isPending}
            onClick={() => {
              end.mutate();
            }}
          >
            {words('app.stop-viewing')}
          </Button>
        </Group>
      </Notice>
    </div>
  );
}
