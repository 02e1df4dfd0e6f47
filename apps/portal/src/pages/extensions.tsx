import type { ExtensionView } from '#libs/contracts';
import { Button, Group, Paper, Stack, Table, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { useParams } from 'react-router';
import { revokeExtension } from '../api/policies';
import { queries } from '../api/queries';
import { formatInstant, formatNumber } from '../components/format';
import { MutationError } from '../components/mutation-error';
import { Page } from '../components/page';
import { ShowOlder } from '../components/show-older';
import { Empty, Failure, Loading } from '../components/states';
import { GrantExtensionForm } from '../policies/grant-extension-form';
import { words } from '../words';
import { useCourseTitle } from './use-course-title';

/** Staff: who has more time, why, and a form to grant it. */
export function ExtensionsPage(): ReactElement {
  const { course = '' } = useParams();
  const list = useInfiniteQuery(queries.extensions(course));
  const courseTitle = useCourseTitle(course);
  if (list.data === undefined) {
    if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
    return <Loading />;
  }
  const extensions = list.data.pages.flatMap((page) => page.extensions);
  return (
    <Page
      title={words('extensions.title')}
      crumbs={[{ label: courseTitle, to: `/courses/${course}` }]}
      subtitle={words('extensions.subtitle')}
    >
      <Paper component="section" aria-labelledby="grant" withBorder p="lg" className="card">
        <Title order={2} fz="h4" mb="md" id="grant">
          {words('extensions.grant')}
        </Title>
        <GrantExtensionForm course={course} />
      </Paper>
      {extensions.length === 0 ? (
        <Empty icon="clock" title={words('extensions.none')}>
          {words('extensions.none.why')}
        </Empty>
      ) : (
        <Extensions course={course} extensions={extensions} />
      )}
      <ShowOlder list={list} />
    </Page>
  );
}

interface ExtensionsProps {
  readonly course: string;
  readonly extensions: readonly ExtensionView[];
}

function Extensions({ course, extensions }: ExtensionsProps): ReactElement {
  return (
    <Paper
      withBorder
      className="card scroll-x"
      tabIndex={0}
      role="region"
      aria-label={words('extensions.title')}
    >
      <Table verticalSpacing="sm" horizontalSpacing="md" miw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('extensions.for')}</Table.Th>
            <Table.Th scope="col">{words('extensions.assignment')}</Table.Th>
            <Table.Th scope="col">{words('extensions.more-time')}</Table.Th>
            <Table.Th scope="col">{words('common.reason')}</Table.Th>
            <Table.Th scope="col">{words('extensions.revoke')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {extensions.map((extension) => (
            <Table.Tr key={extension.id}>
              <Table.Th scope="row">
                {extension.target.name}
                <div className="sub">{words(`extensions.kind.${extension.target.kind}`)}</div>
              </Table.Th>
              <Table.Td>{extension.assignment ?? words('extensions.all')}</Table.Td>
              <Table.Td>{moreTime(extension)}</Table.Td>
              <Table.Td>
                {extension.reason}
                <div className="sub">
                  {extension.author}, {formatInstant(extension.at)}
                </div>
              </Table.Td>
              <Table.Td>
                <Revoke course={course} extension={extension} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function moreTime({ minutes, dueAt }: ExtensionView): string {
  const parts = [
    ...(minutes > 0 ? [words('extensions.n-hours', { n: Number((minutes / 60).toFixed(2)) })] : []),
    ...(dueAt === null ? [] : [words('extensions.until-at', { at: formatInstant(dueAt) })]),
  ];
  return parts.join(', ') || formatNumber(0);
}

interface RevokeProps {
  readonly course: string;
  readonly extension: ExtensionView;
}

/** Asks for the reason first: it can't be undone by anything but a new extension. */
function Revoke({ course, extension }: RevokeProps): ReactElement {
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeExtension(course, extension.id, reason.trim()),
    onSettled: () => client.invalidateQueries({ queryKey: queries.extensions(course).queryKey }),
  });
  if (!isAsked) {
    return (
      <Button
        variant="default"
        size="xs"
        aria-label={words('extensions.revoke-of', { name: extension.target.name })}
        onClick={() => {
          setAsked(true);
        }}
      >
        {words('extensions.revoke')}
      </Button>
    );
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    revoke.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" miw={200}>
        <TextInput
          label={words('common.reason')}
          required
          withAsterisk={false}
          maxLength={4000}
          autoFocus
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <MutationError error={revoke.error} />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={revoke.isPending} disabled={reason.trim() === ''}>
            {words('extensions.revoke')}
          </Button>
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setAsked(false);
            }}
          >
            {words('extensions.keep')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
