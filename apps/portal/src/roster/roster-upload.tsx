import type { Enrolled, RosterApplied, RosterPreview } from '#libs/contracts';
import { Button, FileButton, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { applyRoster, previewRoster } from '../api/endpoints';
import { queries } from '../api/queries';
import { Icon } from '../components/icon';
import { Notice } from '../components/notice';
import { words } from '../words';

/** Takes a roster file: first shows what it would do, then does it. */
export function RosterUpload({ course }: { readonly course: string }): ReactElement {
  const client = useQueryClient();
  const preview = useMutation({ mutationFn: (file: File) => previewRoster(course, file) });
  const apply = useMutation({
    mutationFn: ({ file, digest }: { file: File; digest: string }) => applyRoster(course, file, digest),
    onSuccess: async () => {
      preview.reset();
      await client.invalidateQueries({ queryKey: queries.roster(course).queryKey });
    },
  });
  const look = (file: File | null): void => {
    if (file === null) return;
    apply.reset();
    preview.mutate(file);
  };
  const failure = preview.error ?? apply.error;
  return (
    <Paper component="section" aria-labelledby="roster-upload" withBorder p="lg" className="card">
      <Group justify="space-between">
        <div className="grow">
          <Title order={2} fz="h4" id="roster-upload">
            {words('upload.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {words('upload.why')}
          </Text>
        </div>
        <FileButton onChange={look} accept=".csv,.tsv,.txt,text/csv">
          {(props) => (
            <Button {...props} loading={preview.isPending} leftSection={<Icon name="upload" size={16} />}>
              {words('upload.choose')}
            </Button>
          )}
        </FileButton>
      </Group>
      {failure && (
        <Notice tone="bad" icon="warning" role="alert">
          {failure.message}
        </Notice>
      )}
      {apply.data !== undefined && (
        <Notice tone="good" icon="check" role="status">
          {inSummary(apply.data)}
        </Notice>
      )}
      {preview.data !== undefined && (
        <Preview
          preview={preview.data}
          isApplying={apply.isPending}
          onApply={(digest) => {
            apply.mutate({ file: preview.variables, digest });
          }}
        />
      )}
    </Paper>
  );
}

interface PreviewProps {
  readonly preview: RosterPreview;
  readonly isApplying: boolean;
  readonly onApply: (digest: string) => void;
}

function Preview({ preview, isApplying, onApply }: PreviewProps): ReactElement {
  const { absent, added, changed, digest, problems, unchanged } = preview;
  const isNothing = added.length + changed.length === 0;
  return (
    <Stack mt="md" role="region" aria-label={words('upload.preview')}>
      {problems.length > 0 && (
        <Notice tone="bad" icon="warning" title={words('upload.problems')} role="alert">
          <ul>
            {problems.map(({ line, message }) => (
              <li key={`${line} ${message}`}>{words('upload.problem', { line, message })}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Text size="sm">
        {words('upload.summary', {
          added: added.length,
          changed: changed.length,
          unchanged,
          absent: absent.length,
        })}
      </Text>
      {!isNothing && <Changes preview={preview} />}
      <Group justify="flex-end">
        <Button
          disabled={problems.length > 0 || isNothing}
          loading={isApplying}
          onClick={() => {
            onApply(digest);
          }}
        >
          {words('common.apply')}
        </Button>
      </Group>
    </Stack>
  );
}

function Changes({ preview: { added, changed } }: { readonly preview: RosterPreview }): ReactElement {
  const rows = [...added.map((row) => ({ ...row, before: null })), ...changed];
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words('upload.changes')}>
      <Table verticalSpacing="xs" miw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('column.line')}</Table.Th>
            <Table.Th scope="col">{words('column.person')}</Table.Th>
            <Table.Th scope="col">{words('column.now')}</Table.Th>
            <Table.Th scope="col">{words('column.afterwards')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ after, before, email, line, name }) => (
            <Table.Tr key={email}>
              <Table.Td>{line}</Table.Td>
              <Table.Th scope="row">
                {name}
                <div className="sub">{email}</div>
              </Table.Th>
              <Table.Td>{before === null ? words('upload.not-in-course') : inWords(before)}</Table.Td>
              <Table.Td>{inWords(after)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function inSummary({ added, changed, invited }: RosterApplied): string {
  if (invited === 0) return words('upload.done', { added, changed });
  return words('upload.done-invited', { added, changed, invited });
}

function inWords({ role, section, labels, studentId }: Enrolled): string {
  return [words(`role.${role}`), section && words('upload.section', { section }), ...labels, studentId]
    .filter((word) => word !== '')
    .join(', ');
}
