import type { AuditEntry } from '#libs/contracts';
import { Button, Code, Group, Paper, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { queries } from '../api/queries';
import { formatInstant } from '../components/format';
import { Page } from '../components/page';
import { Empty, Failure, Loading } from '../components/states';
import { useCourseTitle } from './use-course-title';

/** Staff: what was changed in the course, by whom and why. */
export function AuditPage(): ReactElement {
  const { course = '' } = useParams();
  const log = useInfiniteQuery(queries.auditLog(course));
  const courseTitle = useCourseTitle(course);
  if (log.data === undefined) {
    if (log.isError) return <Failure error={log.error} onRetry={() => void log.refetch()} />;
    return <Loading />;
  }
  const entries = log.data.pages.flatMap((page) => page.entries);
  return (
    <Page
      title="Changes"
      crumbs={[{ label: courseTitle, to: `/courses/${course}` }]}
      subtitle="Newest first; nobody can change or remove an entry"
    >
      {entries.length === 0 ? (
        <Empty icon="list" title="Nothing was changed yet">
          Published assignments, changed roles and what staff decide about submissions appear here.
        </Empty>
      ) : (
        <ChangeTable entries={entries} />
      )}
      {log.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            Show older
          </Button>
        </Group>
      )}
    </Page>
  );
}

const WORDS: Readonly<Record<AuditEntry['action'], string>> = {
  'account.link-made': 'Link to choose a password made',
  'assignment.published': 'Assignment published',
  'enrollment.changed': 'Role changed',
  'grading.cancelled': 'Grading cancelled',
  'points.adjusted': 'Points set',
  'regrade.answered': 'Regrade request answered',
  'rubric.changed': 'Rubric changed',
  'student.revealed': 'Name asked for',
  'student.viewed': 'Looked at as',
  'submission.marked': 'Review finished or changed',
};

function ChangeTable({ entries }: { readonly entries: readonly AuditEntry[] }): ReactElement {
  return (
    <Paper withBorder className="card scroll-x" tabIndex={0} role="region" aria-label="Changes">
      <Table verticalSpacing="sm" horizontalSpacing="md" miw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">When</Table.Th>
            <Table.Th scope="col">Who</Table.Th>
            <Table.Th scope="col">What</Table.Th>
            <Table.Th scope="col">Before and after</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map(({ action, actor, after, at, before, id, reason, subject }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <time dateTime={at}>{formatInstant(at)}</time>
              </Table.Td>
              <Table.Td>{actor}</Table.Td>
              <Table.Td>
                {WORDS[action]}: {subject}
                <div className="sub">{reason}</div>
              </Table.Td>
              <Table.Td>
                <Code>{JSON.stringify(before)}</Code> → <Code>{JSON.stringify(after)}</Code>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
