import type { LineComment, SubmissionView } from '#libs/contracts';
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
export const MAX_SHOWN_BYTES = 256 * 1024;

/** What was handed in, as it was received. */
export function SubmittedFiles({ submission }: { readonly submission: SubmissionView }): ReactElement {
  const comments = useQuery(queries.review(submission.id)).data?.comments ?? [];
  const commentsOn = (name: string): readonly LineComment[] => comments.filter(({ file }) => file === name);
  return (
    <Stack gap={4}>
      {submission.files.map((file) => (
        <SubmittedFile
          key={`${file.name} ${String(commentsOn(file.name).length > 0)}`}
          id={submission.id}
          name={file.name}
          bytes={file.bytes}
          comments={commentsOn(file.name)}
        />
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
  /** What staff wrote beside its lines. */
  readonly comments: readonly LineComment[];
}

function SubmittedFile({ id, name, bytes, comments }: SubmittedFileProps): ReactElement {
  const [open, setOpen] = useState(comments.length > 0);
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
      open={open}
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
      {open && <Content id={id} name={name} comments={comments} />}
      {save}
    </details>
  );
}

const LANGUAGES: Readonly<Record<string, 'c' | 'python'>> = { c: 'c', h: 'c', py: 'python' };

function Content({ id, name, comments }: Omit<SubmittedFileProps, 'bytes'>): ReactElement {
  const file = useQuery(queries.submittedFile(id, name));
  if (file.isError) return <Text size="sm">{words('submission.not-shown')}</Text>;
  if (file.data === undefined) return <Skeleton h={80} />;
  const remarks = comments.map(({ author, line, text }) => ({
    severity: 'note' as const,
    line,
    message: words('reviewed.comment', { author, text }),
  }));
  const evidence = {
    kind: 'code' as const,
    title: name,
    language: languageOf(name),
    text: file.data,
    remarks,
  };
  return <CodeEvidence evidence={evidence} />;
}

export const languageOf = (name: string): 'c' | 'python' | 'text' =>
  LANGUAGES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text';
