import type { RegradeRequestList } from '#libs/contracts';
import { Anchor, Paper, SegmentedControl, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link, useParams } from 'react-router';
import { queries } from '../api/queries';
import { MarkBadge, requestMark } from '../components/badges';
import { Instant } from '../components/instant';
import { Page } from '../components/page';
import { ShowOlder } from '../components/show-older';
import { studentName } from '../review/student-name';
import { Empty, Failure, Loading } from '../components/states';
import { useCourseTitle } from './use-course-title';
import { words } from '../words';

/** Staff: what students ask for, open requests first to hand. */
export function RegradeRequestsPage(): ReactElement {
  const { course = '' } = useParams();
  const [shown, setShown] = useState<'open' | 'all'>('open');
  const list = useInfiniteQuery(queries.regradeRequests(course, shown));
  const courseTitle = useCourseTitle(course);
  return (
    <Page
      title={words('requests.title')}
      crumbs={[{ label: courseTitle, to: `/courses/${course}` }]}
      subtitle={words('common.newest-first')}
      aside={
        <SegmentedControl
          aria-label={words('requests.filter')}
          value={shown}
          onChange={(value) => {
            setShown(value);
          }}
          data={[
            { value: 'open', label: words('requests.open') },
            { value: 'all', label: words('common.all') },
          ]}
        />
      }
    >
      {list.isPending && <Loading />}
      {list.isError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && (
        <RequestTable requests={list.data.pages.flatMap((page) => page.requests)} shown={shown} />
      )}
      <ShowOlder list={list} />
    </Page>
  );
}

interface RequestTableProps {
  readonly requests: RegradeRequestList['requests'];
  readonly shown: 'open' | 'all';
}

function RequestTable({ requests, shown }: RequestTableProps): ReactElement {
  if (requests.length === 0) {
    return (
      <Empty icon="check" title={words(shown === 'open' ? 'requests.none-open' : 'requests.none')}>
        {words('requests.none.why')}
      </Empty>
    );
  }
  return (
    <Paper
      withBorder
      className="card scroll-x"
      tabIndex={0}
      role="region"
      aria-label={words('requests.title')}
    >
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover miw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('column.student')}</Table.Th>
            <Table.Th scope="col">{words('column.problem')}</Table.Th>
            <Table.Th scope="col">{words('column.request')}</Table.Th>
            <Table.Th scope="col">{words('column.asked')}</Table.Th>
            <Table.Th scope="col">{words('column.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {requests.map(({ about, assignment, at, id, problem, state, student, submission, text }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row" fw={600}>
                <Anchor component={Link} to={`/submissions/${submission}`} size="sm" fw={600}>
                  {studentName(student, submission)}
                </Anchor>
              </Table.Th>
              <Table.Td>
                {problem}
                <div className="sub">{assignment}</div>
              </Table.Td>
              <Table.Td className="said">
                {text}
                {about !== null && <div className="sub">{words('requests.about', { about })}</div>}
              </Table.Td>
              <Table.Td className="nowrap">
                <Instant at={at} />
              </Table.Td>
              <Table.Td className="nowrap">
                <MarkBadge mark={requestMark(state)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
