import type { ToldRegrades as Told } from '#libs/contracts';
import { Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { regradeQueries } from '../api/regrade-runs';
import { Instant } from '../components/instant';
import { words } from '../words';

/** How regrade runs changed the student's grade, and why; nothing where none did. */
export function ToldRegrades({ submission }: { readonly submission: string }): ReactElement | null {
  const { data = [] } = useQuery(regradeQueries.told(submission));
  if (data.length === 0) return null;
  return (
    <Paper component="section" aria-labelledby="regraded" withBorder p="md" className="card">
      <Title order={2} fz="h5" id="regraded" mb="xs">
        {words('regraded.title')}
      </Title>
      <Stack component="ol" className="plain-list" gap="xs">
        {data.map((each) => (
          <li key={each.at}>
            <Text size="sm" fw={600}>
              {inWords(each)}
            </Text>
            <Text size="sm" className="said">
              {each.reason}
            </Text>
            <Text size="xs" c="dimmed">
              <Instant at={each.at} />
            </Text>
          </li>
        ))}
      </Stack>
    </Paper>
  );
}

function inWords({ after, before, kind, version }: Told[number]): string {
  const points = { before: before ?? '–', after: after ?? '–' };
  return kind === 'applied'
    ? words('regraded.applied', { ...points, version })
    : words('regraded.reverted', points);
}
