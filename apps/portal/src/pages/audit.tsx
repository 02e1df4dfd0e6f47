import type { AuditEntry } from '#libs/contracts';
import { Code, Paper, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { queries } from '../api/queries';
import { Instant } from '../components/instant';
import { Page } from '../components/page';
import { ShowOlder } from '../components/show-older';
import { Empty, Failure, Loading } from '../components/states';
import { useCourseTitle } from './use-course-title';
import { words } from '../words';

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
      title={words('audit.title')}
      crumbs={[{ label: courseTitle, to: `/courses/${course}` }]}
      subtitle={words('audit.subtitle')}
    >
      {entries.length === 0 ? (
        <Empty icon="list" title={words('audit.none')}>
          {words('audit.none.why')}
        </Empty>
      ) : (
        <ChangeTable entries={entries} />
      )}
      <ShowOlder list={log} />
    </Page>
  );
}

function ChangeTable({ entries }: { readonly entries: readonly AuditEntry[] }): ReactElement {
  return (
    <Paper withBorder className="card scroll-x" tabIndex={0} role="region" aria-label={words('audit.title')}>
      <Table verticalSpacing="sm" horizontalSpacing="md" miw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('column.when')}</Table.Th>
            <Table.Th scope="col">{words('column.who')}</Table.Th>
            <Table.Th scope="col">{words('column.what')}</Table.Th>
            <Table.Th scope="col">{words('column.before-after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map(({ action, actor, after, at, before, id, reason, subject }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Instant at={at} />
              </Table.Td>
              <Table.Td>{actor}</Table.Td>
              <Table.Td>
                {words('audit.what', { action: words(`audit.${action}`), subject })}
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
