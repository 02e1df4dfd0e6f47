import type { ProblemView } from '#libs/contracts';
import { Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, type ReactElement, Suspense, useState } from 'react';
import { getStarter, type ProblemKey } from '../api/endpoints';
import { formatBytes } from '../components/format';
import { Icon } from '../components/icon';
import { words } from '../words';

const Editor = lazy(() => import('./editor'));

export type ExpectedFileView = Extract<ProblemView['shape'], { kind: 'files' }>['files'][number];

interface FileSlotProps {
  readonly problem: ProblemKey;
  readonly file: ExpectedFileView;
  readonly hasStarter: boolean;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

const utf8 = new TextEncoder();

/** One file to hand in: what is chosen, and an editor for it. */
export function FileSlot({ problem, file, hasStarter, text, onChange }: FileSlotProps): ReactElement {
  const [editing, setEditing] = useState(false);
  const starter = useMutation({
    mutationFn: () => getStarter(problem, file.name),
    onSuccess: (content) => {
      onChange(content);
      setEditing(true);
    },
  });
  const bytes = utf8.encode(text).length;
  const max = formatBytes(file.maxBytes);
  const chosen = text !== '';
  return (
    <Paper withBorder p="sm" className="card file-slot" data-chosen={chosen || undefined}>
      <Group justify="space-between" gap="xs">
        <Group gap="sm" wrap="nowrap" className="grow" miw={200}>
          <Icon name={chosen ? 'check' : 'file'} size={20} />
          <div>
            <Text fw={600} ff="monospace" size="sm">
              {file.name}
            </Text>
            <Text size="xs" c={bytes > file.maxBytes ? 'red' : 'dimmed'}>
              {chosen
                ? words('files.ready', { size: formatBytes(bytes), max })
                : words(file.required ? 'files.not-chosen' : 'files.optional', { max })}
            </Text>
          </div>
        </Group>
        <Group gap={6}>
          {!chosen && hasStarter && (
            <Button
              variant="light"
              size="xs"
              loading={starter.isPending}
              onClick={() => {
                starter.mutate();
              }}
            >
              {words('files.begin')}
            </Button>
          )}
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon name="pencil" size={14} />}
            aria-expanded={editing}
            onClick={() => {
              setEditing(!editing);
            }}
          >
            {words(editing ? 'files.close-editor' : chosen ? 'files.edit' : 'files.write')}
          </Button>
          {chosen && (
            <Button
              variant="subtle"
              color="red"
              size="xs"
              aria-label={words('files.remove', { name: file.name })}
              onClick={() => {
                onChange('');
              }}
            >
              {words('common.remove')}
            </Button>
          )}
        </Group>
      </Group>
      {starter.isError && (
        <Text size="sm" c="red" role="alert" mt="xs">
          {words('files.no-starter', { why: starter.error.message })}
        </Text>
      )}
      {editing && (
        <Stack gap={4} mt="sm">
          <Suspense fallback={<Skeleton h={220} />}>
            <Editor
              label={words('files.text-of', { name: file.name })}
              language={file.language}
              value={text}
              onChange={onChange}
            />
          </Suspense>
          <Text size="xs" c="dimmed">
            {words('files.keys')}
          </Text>
        </Stack>
      )}
    </Paper>
  );
}
