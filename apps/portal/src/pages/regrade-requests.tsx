import type { RegradeRequestList } from '#libs/contracts';
import { Anchor, Button, Group, Paper, SegmentedControl, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link, useParams } from 'react-router';
import { queries } from '../api/queries';
import { MarkBadge, requestMark } from '../components/badges';
import { formatInstant } from '../components/format';
import { Page } from '../components/page';
import { studentName } from '../review/student-name';
import { Empty, Failure, Loading } from '../components/states';
import { useCourseTitle } from './use-course-title';

/** Staff: what students ask for, open requests first to hand. */
export function RegradeRequestsPage(): ReactElement {
  const { course = '' } = useParams();
  const [shown, setShown] = useState<'open' | 'all'>('open');
  const list = useInfiniteQuery(queries.regradeRequests(course, shown));
  const courseTitle = useCourseTitle(course);
  return (
    <Page
      title="Regrade requests"
      crumbs={[{ label: courseTitle, to: `/courses/${course}` }]}
      subtitle="Newest first"
      aside={
        <SegmentedControl
          aria-label="Which requests to show"
          value={shown}
          onChange={(value) => {
            setShown(value);
          }}
          data={[
            { value: 'open', label: 'Open' },
            { value: 'all', label: 'All' },
          ]}
        />
      }
    >
      {list.isPending && <Loading />}
      {list.isError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && (
        <RequestTable requests={list.data.pages.flatMap((page) => page.requests)} shown={shown} />
      )}
      {list.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            Show older
          </Button>
        </Group>
      )}
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
      <Empty icon="check" title={shown === 'open' ? 'Nothing waits for an answer' : 'Nobody asked yet'}>
        Students can ask for a regrade below their report; it appears here.
      </Empty>
    );
  }
  return (
    <Paper withBorder className="card scroll-x" tabIndex={0} role="region" aria-label="Regrade requests">
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover miw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Student</Table.Th>
            <Table.Th scope="col">Problem</Table.Th>
            <Table.Th scope="col">Request</Table.Th>
            <Table.Th scope="col">Asked</Table.Th>
            <Table.Th scope="col">State</Table.Th>
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
                {about !== null && <div className="sub">about “{about}”</div>}
              </Table.Td>
              <Table.Td className="nowrap">
                <time dateTime={at}>{formatInstant(at)}</time>
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
