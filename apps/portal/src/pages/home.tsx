import { Anchor, Badge, Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link, Navigate } from 'react-router';
import { useMe } from '../app/session';
import { Page } from '../components/page';
import { Empty } from '../components/states';

/** The only course at once, else a choice. */
export function HomePage(): ReactElement {
  const { enrollments } = useMe();
  const [only] = enrollments;
  if (only !== undefined && enrollments.length === 1)
    return <Navigate to={`/courses/${only.course}`} replace />;
  return (
    <Page title="My courses">
      {enrollments.length === 0 && (
        <Empty icon="book" title="You are in no course yet">
          Ask your course staff to add you with the e-mail address that you signed in with.
        </Empty>
      )}
      <Stack component="ul" className="plain-list">
        {enrollments.map(({ course, title, role }) => (
          <Paper component="li" withBorder p="md" key={course} className="card">
            <Group justify="space-between">
              <Anchor component={Link} to={`/courses/${course}`} fw={600} size="lg">
                {title}
              </Anchor>
              <Badge variant="default">{role}</Badge>
            </Group>
            <Text c="dimmed" size="sm">
              {course}
            </Text>
          </Paper>
        ))}
      </Stack>
    </Page>
  );
}
