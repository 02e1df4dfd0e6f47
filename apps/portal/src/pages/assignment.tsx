import type { AssignmentView, ProblemView } from '#libs/contracts';
import { Anchor, Box, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { queries } from '../api/queries';
import { MarkBadge, problemMark } from '../components/badges';
import { Due } from '../components/due';
import { formatPoints } from '../components/format';
import { Loaded } from '../components/loaded';
import { Page } from '../components/page';
import { Prose } from '../components/prose';
import { Score } from '../components/score';
import { GroupSection } from '../groups/group-section';
import { ChangeLog } from '../regrade/change-log';
import { Standing } from '../components/standing';
import { useCourseTitle } from './use-course-title';
import { words } from '../words';

export function AssignmentPage(): ReactElement {
  const { course = '', assignment = '' } = useParams();
  return (
    <Loaded query={useQuery(queries.assignment(course, assignment))}>
      {(data) => <Assignment assignment={data} />}
    </Loaded>
  );
}

function Assignment({ assignment }: { readonly assignment: AssignmentView }): ReactElement {
  const courseTitle = useCourseTitle(assignment.course);
  const graded = assignment.problems.filter(({ best }) => best !== null);
  const points = graded.reduce((sum, { best }) => sum + (best ?? 0), 0);
  return (
    <Page
      title={assignment.title}
      crumbs={[{ label: courseTitle, to: `/courses/${assignment.course}` }]}
      subtitle={
        <Stack gap={4}>
          <Due opensAt={assignment.opensAt} dueAt={assignment.dueAt} />
          <Standing
            policy={assignment.policy}
            queryKey={queries.assignment(assignment.course, assignment.id).queryKey}
          />
        </Stack>
      }
      aside={
        <Score
          label={words('course.your-points')}
          points={graded.length === 0 ? null : points}
          maxPoints={assignment.problems.reduce((sum, problem) => sum + problem.points, 0)}
        />
      }
    >
      <Box component="section" aria-labelledby="problems">
        <Title order={2} fz="h4" mb="sm" id="problems">
          {words('assignment.problems', { n: assignment.problems.length })}
        </Title>
        <Stack component="ol" className="plain-list" gap="xs">
          {assignment.problems.map((problem) => (
            <ProblemRow key={problem.id} assignment={assignment} problem={problem} />
          ))}
        </Stack>
      </Box>
      {assignment.groups !== null && (
        <GroupSection
          course={assignment.course}
          assignment={assignment.id}
          maximum={assignment.groups.maximum}
        />
      )}
      <Paper
        component="section"
        aria-label={words('assignment.handout')}
        withBorder
        p={{ base: 'md', sm: 'xl' }}
        className="card"
      >
        <Prose text={assignment.handout} lines={8} />
      </Paper>
      <ChangeLog course={assignment.course} assignment={assignment.id} />
    </Page>
  );
}

interface ProblemRowProps {
  readonly assignment: AssignmentView;
  readonly problem: ProblemView;
}

function ProblemRow({ assignment, problem }: ProblemRowProps): ReactElement {
  return (
    <Paper component="li" withBorder px="md" py="sm" className="card card-link">
      <Group justify="space-between" gap="sm">
        <Anchor
          component={Link}
          to={`/courses/${assignment.course}/assignments/${assignment.id}/problems/${problem.id}`}
          fw={600}
          className="cover-link grow"
          miw={180}
        >
          {problem.title}
        </Anchor>
        <Group gap="md">
          <MarkBadge mark={problemMark(problem)} />
          <Text size="sm" className="figures" miw={72} ta="right">
            <span className="visually-hidden">{words('common.points')}</span>
            {formatPoints(problem.best, problem.points)}
          </Text>
        </Group>
      </Group>
    </Paper>
  );
}
