import type { AssignmentVersionView, VersionChange } from '#libs/contracts';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { regradeQueries } from '../api/regrade-runs';
import { formatInstant } from '../components/format';
import { Instant } from '../components/instant';
import { richWords, words } from '../words';

/** What was changed in an assignment since students first saw it; nothing where nothing was. */
export function ChangeLog(props: {
  readonly course: string;
  readonly assignment: string;
}): ReactElement | null {
  const log = useInfiniteQuery(regradeQueries.versions(props.course, props.assignment));
  const versions = log.data?.pages.flatMap((page) => page.versions) ?? [];
  if (versions.length < 2) return null;
  return (
    <Paper component="section" aria-labelledby="versions" withBorder p="md" className="card">
      <Title order={2} fz="h4" mb="sm" id="versions">
        {words('versions.title')}
      </Title>
      <Stack component="ol" className="plain-list" gap="sm">
        {versions.map((version) => (
          <Version key={version.number} version={version} />
        ))}
      </Stack>
      {log.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {words('common.show-older')}
          </Button>
        </Group>
      )}
    </Paper>
  );
}

function Version({ version }: { readonly version: AssignmentVersionView }): ReactElement {
  const { changes, message, number, publishedAt, publishedBy } = version;
  return (
    <li>
      <Text size="sm" fw={600}>
        {words('versions.number', { n: number })}
      </Text>
      <Text size="sm" className="said">
        {message}
      </Text>
      <Text component="ul" size="sm" my={4}>
        {number === 1 && <li>{words('versions.first')}</li>}
        {changes.map((change) => (
          <li key={JSON.stringify(change)}>{inWords(change)}</li>
        ))}
      </Text>
      <Text size="xs" c="dimmed">
        {richWords('versions.published', { by: publishedBy, at: <Instant at={publishedAt} /> })}
      </Text>
    </li>
  );
}

function inWords(change: VersionChange): string {
  switch (change.kind) {
    case 'title':
      return words('versions.title-changed', { before: change.before, after: change.after });
    case 'opens':
      return change.after === null
        ? words('versions.opens-never-said')
        : words('versions.opens', { after: formatInstant(change.after) });
    case 'due':
      return change.after === null
        ? words('versions.due-never')
        : words('versions.due', { after: formatInstant(change.after) });
    case 'points':
      return words('versions.points', {
        problem: change.problem,
        before: change.before,
        after: change.after,
      });
    case 'problem-added':
    case 'problem-removed':
    case 'statement':
    case 'starter':
    case 'checks':
      return words(`versions.${change.kind}`, { problem: change.problem });
    case 'handout':
    case 'rules':
    case 'internal':
      return words(`versions.${change.kind}`);
  }
}
