import type { CourseView } from '#libs/contracts';
import { Anchor, Button, Group, Paper, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { queries } from '../api/queries';
import { isStaff } from '../api/vocabulary';
import { STAFF_PAGES } from '../app/staff-pages';
import { Due } from '../components/due';
import { Loaded } from '../components/loaded';
import { Page } from '../components/page';
import { Standing } from '../components/standing';
import { Score } from '../components/score';
import { Empty } from '../components/states';
import { words } from '../words';

export function CoursePage(): ReactElement {
  const { course = '' } = useParams();
  return <Loaded query={useQuery(queries.course(course))}>{(data) => <Course course={data} />}</Loaded>;
}

function Course({ course }: { readonly course: CourseView }): ReactElement {
  const points = course.assignments.reduce((sum, assignment) => sum + (assignment.points ?? 0), 0);
  const maxPoints = course.assignments.reduce((sum, assignment) => sum + assignment.maxPoints, 0);
  return (
    <Page
      title={course.title}
      subtitle={words('course.subtitle')}
      aside={
        course.role === 'student' ? (
          <Score label={words('course.credit')} points={points} maxPoints={maxPoints} />
        ) : (
          course.role === 'instructor' && (
            <Button component={Link} to={`/courses/${course.id}/publications`} variant="default">
              {words('publish.link')}
            </Button>
          )
        )
      }
    >
      {isStaff(course.role) && <StaffLinks course={course.id} />}
      {course.assignments.length === 0 && (
        <Empty icon="book" title={words('course.none')}>
          {words('course.none.why')}
        </Empty>
      )}
      <Stack component="ul" className="plain-list" gap="sm">
        {course.assignments.map((assignment) => (
          <Paper component="li" withBorder p="md" key={assignment.id} className="card card-link">
            <Group justify="space-between" gap="md">
              <Stack gap={4} className="grow" miw={220}>
                <Anchor
                  component={Link}
                  to={`/courses/${course.id}/assignments/${assignment.id}`}
                  fw={600}
                  size="lg"
                  className="cover-link"
                >
                  {assignment.title}
                </Anchor>
                <Due opensAt={assignment.opensAt} dueAt={assignment.dueAt} />
                <Standing policy={assignment.policy} queryKey={queries.course(course.id).queryKey} />
              </Stack>
              <Score
                label={words('course.your-points')}
                points={assignment.points}
                maxPoints={assignment.maxPoints}
              />
            </Group>
          </Paper>
        ))}
      </Stack>
    </Page>
  );
}

/** Where the header has no room for them. */
function StaffLinks({ course }: { readonly course: string }): ReactElement {
  return (
    <Group component="nav" aria-label={words('course.for-staff')} gap="xs" className="only-on-phones">
      {STAFF_PAGES.map((path) => (
        <Button key={path} component={Link} to={`/courses/${course}/${path}`} variant="default" size="xs">
          {words(`page.${path}`)}
        </Button>
      ))}
    </Group>
  );
}
