import { Anchor, Badge, Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link, Navigate } from 'react-router';
import { useMe } from '../app/session';
import { Page } from '../components/page';
import { Empty } from '../components/states';
import { words } from '../words';

/** The only course at once, else a choice. */
export function HomePage(): ReactElement {
  const { enrollments } = useMe();
  const [only] = enrollments;
  if (only !== undefined && enrollments.length === 1)
    return <Navigate to={`/courses/${only.course}`} replace />;
  return (
    <Page title={words('home.title')}>
      {enrollments.length === 0 && (
        <Empty icon="book" title={words('home.none')}>
          {words('home.none.why')}
        </Empty>
      )}
      <Stack component="ul" className="plain-list">
        {enrollments.map(({ course, title, role }) => (
          <Paper component="li" withBorder p="md" key={course} className="card">
            <Group justify="space-between">
              <Anchor component={Link} to={`/courses/${course}`} fw={600} size="lg">
                {title}
              </Anchor>
              <Badge variant="default">{words(`role.${role}`)}</Badge>
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
