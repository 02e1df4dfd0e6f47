import type { SubmissionList } from '#libs/contracts';
import { Anchor, Button, Paper, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { queries } from '../api/queries';
import { MarkBadge, stateMark } from '../components/badges';
import { formatPoints, namesOf } from '../components/format';
import { Instant } from '../components/instant';
import { Icon } from '../components/icon';
import { Page } from '../components/page';
import { ShowOlder } from '../components/show-older';
import { studentName } from '../review/student-name';
import { Empty, Failure, Loading } from '../components/states';
import { useCourseTitle } from './use-course-title';
import { words } from '../words';

/** Staff: what came in, newest first. */
export function CourseSubmissionsPage(): ReactElement {
  const { course = '' } = useParams();
  const list = useInfiniteQuery(queries.courseSubmissions(course));
  const courseTitle = useCourseTitle(course);
  if (list.data === undefined) {
    if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
    return <Loading />;
  }
  const submissions = list.data.pages.flatMap((page) => page.submissions);
  return (
    <Page
      title={words('submissions.title')}
      crumbs={[{ label: courseTitle, to: `/courses/${course}` }]}
      subtitle={words('common.newest-first')}
      aside={
        <Button
          variant="default"
          leftSection={<Icon name="refresh" size={16} />}
          loading={list.isRefetching}
          onClick={() => void list.refetch()}
        >
          {words('submissions.refresh')}
        </Button>
      }
    >
      {submissions.length === 0 ? (
        <Empty icon="list" title={words('submissions.none')}>
          {words('submissions.none.why')}
        </Empty>
      ) : (
        <SubmissionTable submissions={submissions} />
      )}
      <ShowOlder list={list} />
    </Page>
  );
}

function SubmissionTable({
  submissions,
}: {
  readonly submissions: SubmissionList['submissions'];
}): ReactElement {
  return (
    <Paper
      withBorder
      className="card scroll-x"
      tabIndex={0}
      role="region"
      aria-label={words('submissions.title')}
    >
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover miw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('column.student')}</Table.Th>
            <Table.Th scope="col">{words('column.problem')}</Table.Th>
            <Table.Th scope="col">{words('column.received')}</Table.Th>
            <Table.Th scope="col">{words('column.state')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {words('column.points')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {submissions.map(
            ({ assignment, authors, id, job, maxPoints, points, problemTitle, receivedAt }) => (
              <Table.Tr key={id}>
                <Table.Th scope="row" fw={600}>
                  <Anchor component={Link} to={`/submissions/${id}`} size="sm" fw={600}>
                    {namesOf(authors) || studentName(null, id)}
                  </Anchor>
                </Table.Th>
                <Table.Td>
                  {problemTitle}
                  <div className="sub">{assignment}</div>
                </Table.Td>
                <Table.Td>
                  <Instant at={receivedAt} />
                </Table.Td>
                <Table.Td>
                  <MarkBadge mark={stateMark(job.state)} />
                </Table.Td>
                <Table.Td ta="right" className="figures">
                  {formatPoints(points, maxPoints)}
                </Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
