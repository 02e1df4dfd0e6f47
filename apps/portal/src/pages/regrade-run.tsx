import type { RegradePolicy, RegradeRunView } from '#libs/contracts';
import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useParams } from 'react-router';
import { regradeQueries } from '../api/regrade-runs';
import { useIsInstructor } from '../app/session';
import { Instant } from '../components/instant';
import { Loaded } from '../components/loaded';
import { Page } from '../components/page';
import { Preview } from '../regrade/preview';
import { CancelRun, RevertRun } from '../regrade/run-actions';
import { RunState, versionsOf } from '../regrade/run-words';
import { useCourseTitle } from './use-course-title';
import { richWords, words } from '../words';

/** Staff: what a run found, and every change of a grade that applying it makes. */
export function RegradeRunPage(): ReactElement {
  const { course = '', run = '' } = useParams();
  return (
    <Loaded query={useQuery(regradeQueries.run(course, run))}>
      {(data) => <Run course={course} run={data} />}
    </Loaded>
  );
}

function Run({ course, run }: { readonly course: string; readonly run: RegradeRunView }): ReactElement {
  const courseTitle = useCourseTitle(course);
  const isInstructor = useIsInstructor(course);
  const [chosen, setChosen] = useState<RegradePolicy>('raise-only');
  const { applied, id, problem, reason, reverted, revertibleUntil, state } = run;
  const isOpen = state === 'running' || state === 'ready';
  return (
    <Page
      title={words('run.title', { problem })}
      crumbs={[
        { label: courseTitle, to: `/courses/${course}` },
        { label: words('runs.title'), to: `/courses/${course}/regrade-runs` },
      ]}
      subtitle={`${run.assignment}, ${versionsOf(run)}`}
      aside={
        <div>
          <RunState run={run} />
        </div>
      }
    >
      <Stack gap="xs">
        <Text className="said">{reason}</Text>
        {applied && (
          <Text size="sm" c="dimmed">
            {richWords('runs.applied-by', { by: applied.by, at: <Instant at={applied.at} /> })}
          </Text>
        )}
        {reverted && (
          <Text size="sm" c="dimmed">
            {richWords('runs.reverted-by', { by: reverted.by, at: <Instant at={reverted.at} /> })}
          </Text>
        )}
      </Stack>
      {isOpen && isInstructor && (
        <Group justify="space-between">
          <SegmentedControl
            aria-label={words('run.policy')}
            value={chosen}
            onChange={(value) => {
              setChosen(value);
            }}
            data={[
              { value: 'raise-only', label: words('run.raise-only') },
              { value: 'replace', label: words('run.replace') },
            ]}
          />
          <CancelRun course={course} id={id} />
        </Group>
      )}
      {!isInstructor && <Text c="dimmed">{words('run.instructors-only')}</Text>}
      {isInstructor && state !== 'running' && state !== 'cancelled' && (
        <Preview course={course} run={run} policy={run.policy ?? chosen} />
      )}
      {state === 'applied' && revertibleUntil !== null && isInstructor && (
        <RevertRun course={course} id={id} until={revertibleUntil} />
      )}
    </Page>
  );
}
