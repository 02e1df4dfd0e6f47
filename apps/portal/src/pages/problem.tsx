import type { AssignmentView, ProblemView } from '#libs/contracts';
import { Anchor, Grid, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { ProblemKey } from '../api/endpoints';
import { queries } from '../api/queries';
import { Attempts } from '../components/attempts';
import { MarkBadge, problemMark } from '../components/badges';
import { Due } from '../components/due';
import { Icon } from '../components/icon';
import { Loaded } from '../components/loaded';
import { Page } from '../components/page';
import { Prose } from '../components/prose';
import { Score } from '../components/score';
import { Standing } from '../components/standing';
import { NotFound } from '../components/states';
import { AnswerForm } from '../submit/answer-form';
import { FileForm } from '../submit/file-form';
import { useCourseTitle } from './use-course-title';
import { richWords, words } from '../words';

/** Where a student works on one problem: statement, hand-in, attempts. */
export function ProblemPage(): ReactElement {
  const { course = '', assignment = '', problem = '' } = useParams();
  return (
    <Loaded query={useQuery(queries.assignment(course, assignment))}>
      {(data) => {
        const found = data.problems.find(({ id }) => id === problem);
        if (found === undefined) return <NotFound />;
        return <Problem key={problem} assignment={data} problem={found} />;
      }}
    </Loaded>
  );
}

interface ProblemProps {
  readonly assignment: AssignmentView;
  readonly problem: ProblemView;
}

function Problem({ assignment, problem }: ProblemProps): ReactElement {
  const courseTitle = useCourseTitle(assignment.course);
  const at = `/courses/${assignment.course}/assignments/${assignment.id}`;
  const key: ProblemKey = { course: assignment.course, assignment: assignment.id, problem: problem.id };
  return (
    <Page
      title={problem.title}
      crumbs={[
        { label: courseTitle, to: `/courses/${assignment.course}` },
        { label: assignment.title, to: at },
      ]}
      subtitle={
        <Group gap="md">
          <span>{words('common.n-points', { n: problem.points })}</span>
          <Due opensAt={assignment.opensAt} dueAt={assignment.dueAt} />
          <Standing
            policy={assignment.policy}
            queryKey={queries.assignment(assignment.course, assignment.id).queryKey}
          />
        </Group>
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            <Paper
              component="section"
              aria-label={words('problem.statement')}
              withBorder
              p="lg"
              className="card"
            >
              {problem.statement.trim() === '' ? (
                <Text>
                  {richWords('problem.see-handout', {
                    link: (chunks) => (
                      <Anchor component={Link} to={at}>
                        {chunks}
                      </Anchor>
                    ),
                  })}
                </Text>
              ) : (
                <Prose text={problem.statement} />
              )}
            </Paper>
            <Paper component="section" aria-labelledby="hand-in" withBorder p="lg" className="card">
              <Title order={2} fz="h4" id="hand-in" mb="md">
                {words('problem.your-work')}
              </Title>
              {problem.shape.kind === 'answers' ? (
                <AnswerForm problemKey={key} problem={problem} fields={problem.shape.fields} />
              ) : (
                <FileForm problemKey={key} problem={problem} files={problem.shape.files} />
              )}
            </Paper>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack>
            <Paper
              component="section"
              aria-label={words('problem.standing')}
              withBorder
              p="md"
              className="card"
            >
              <Group justify="space-between" mb="sm">
                <MarkBadge mark={problemMark(problem)} />
              </Group>
              <Score label={words('problem.best')} points={problem.best} maxPoints={problem.points} />
            </Paper>
            <Paper component="section" aria-labelledby="attempts" withBorder p="md" className="card">
              <Title order={2} fz="h5" id="attempts" mb="xs">
                {words('attempts.title')}
              </Title>
              <Attempts problem={key} />
            </Paper>
          </Stack>
        </Grid.Col>
      </Grid>
      <Neighbours assignment={assignment} problem={problem} at={at} />
    </Page>
  );
}

function Neighbours({ assignment, problem, at }: ProblemProps & { readonly at: string }): ReactElement {
  const here = assignment.problems.indexOf(problem);
  const before = assignment.problems[here - 1];
  const after = assignment.problems[here + 1];
  return (
    <Group component="nav" aria-label={words('problem.others')} justify="space-between">
      {before ? (
        <Anchor component={Link} to={`${at}/problems/${before.id}`} size="sm">
          ← {before.title}
        </Anchor>
      ) : (
        <span />
      )}
      {after && (
        <Anchor component={Link} to={`${at}/problems/${after.id}`} size="sm">
          {after.title} <Icon name="chevron-right" size={14} />
        </Anchor>
      )}
    </Group>
  );
}
