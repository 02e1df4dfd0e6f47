import type { RegradeRunView } from '#libs/contracts';
import { Anchor, Paper, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { regradeQueries } from '../api/regrade-runs';
import { useIsInstructor } from '../app/session';
import { Instant } from '../components/instant';
import { Page } from '../components/page';
import { ShowOlder } from '../components/show-older';
import { Empty, Failure, Loading } from '../components/states';
import { RunState, versionsOf } from '../regrade/run-words';
import { StartRun } from '../regrade/start-run';
import { useCourseTitle } from './use-course-title';
import { richWords, words } from '../words';

/** Staff: what was graded again, and what came of it; instructors start runs here. */
export function RegradeRunsPage(): ReactElement {
  const { course = '' } = useParams();
  const list = useInfiniteQuery(regradeQueries.list(course));
  const courseTitle = useCourseTitle(course);
  const isInstructor = useIsInstructor(course);
  if (list.data === undefined) {
    if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
    return <Loading />;
  }
  const runs = list.data.pages.flatMap((page) => page.runs);
  return (
    <Page
      title={words('runs.title')}
      crumbs={[{ label: courseTitle, to: `/courses/${course}` }]}
      subtitle={words('runs.subtitle')}
    >
      {isInstructor && <StartRun course={course} />}
      {runs.length === 0 ? (
        <Empty icon="refresh" title={words('runs.none')}>
          {words('runs.none.why')}
        </Empty>
      ) : (
        <RunTable course={course} runs={runs} />
      )}
      <ShowOlder list={list} />
    </Page>
  );
}

interface RunTableProps {
  readonly course: string;
  readonly runs: readonly RegradeRunView[];
}

function RunTable({ course, runs }: RunTableProps): ReactElement {
  return (
    <Paper withBorder className="card scroll-x" tabIndex={0} role="region" aria-label={words('runs.title')}>
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover miw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('column.problem')}</Table.Th>
            <Table.Th scope="col">{words('common.reason')}</Table.Th>
            <Table.Th scope="col">{words('runs.started')}</Table.Th>
            <Table.Th scope="col">{words('column.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Th scope="row" fw={600}>
                <Anchor component={Link} to={`/courses/${course}/regrade-runs/${run.id}`} size="sm" fw={600}>
                  {run.problem}
                </Anchor>
                <div className="sub">
                  {run.assignment}, {versionsOf(run)}
                </div>
              </Table.Th>
              <Table.Td className="said">{run.reason}</Table.Td>
              <Table.Td>
                {richWords('runs.started-by', { by: run.started.by, at: <Instant at={run.started.at} /> })}
              </Table.Td>
              <Table.Td className="nowrap">
                <RunState run={run} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
