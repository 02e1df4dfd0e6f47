import type { SubmissionView } from '#libs/contracts';
import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { receiptPath, submittedFilePath } from '../api/endpoints';
import { queries } from '../api/queries';
import { formatBytes } from '../components/format';
import { Icon } from '../components/icon';
import { CodeEvidence } from './evidence/code';
import { words } from '../words';

/** Larger files are only offered to be saved. */
const MAX_SHOWN_BYTES = 256 * 1024;

/** What was handed in, as it was received. */
export function SubmittedFiles({ submission }: { readonly submission: SubmissionView }): ReactElement {
  return (
    <Stack gap={4}>
      {submission.files.map((file) => (
        <SubmittedFile key={file.name} id={submission.id} name={file.name} bytes={file.bytes} />
      ))}
      <Anchor href={receiptPath(submission.id)} download={`receipt-${submission.id}.json`} size="xs" mt="xs">
        <Icon name="download" size={14} /> {words('submission.receipt')}
      </Anchor>
    </Stack>
  );
}

interface SubmittedFileProps {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

function SubmittedFile({ id, name, bytes }: SubmittedFileProps): ReactElement {
  const [open, setOpen] = useState(false);
  const save = (
    <Anchor href={submittedFilePath(id, name)} download={name} size="xs">
      <Icon name="download" size={14} /> {words('common.save')}
    </Anchor>
  );
  if (bytes > MAX_SHOWN_BYTES) {
    return (
      <Group justify="space-between" gap="xs">
        <Text size="sm" ff="monospace">
          {name}
        </Text>
        {save}
      </Group>
    );
  }
  return (
    <details
      className="fold"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <Text span size="sm" ff="monospace">
          {name}
        </Text>{' '}
        <Text span size="xs" c="dimmed">
          {formatBytes(bytes)}
        </Text>
      </summary>
      {open && <Content id={id} name={name} />}
      {save}
    </details>
  );
}

const LANGUAGES: Readonly<Record<string, 'c' | 'python'>> = { c: 'c', h: 'c', py: 'python' };

function Content({ id, name }: { readonly id: string; readonly name: string }): ReactElement {
  const file = useQuery(queries.submittedFile(id, name));
  if (file.isError) return <Text size="sm">{words('submission.not-shown')}</Text>;
  if (file.data === undefined) return <Skeleton h={80} />;
  const language = LANGUAGES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text';
  return <CodeEvidence evidence={{ kind: 'code', title: name, language, text: file.data, remarks: [] }} />;
}
