import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { words } from '../words';

interface EntranceProps {
  readonly title: string;
  readonly subtitle?: string;
  readonly children: ReactNode;
}

/** Frame of the pages that need no session: one card in the middle. */
export function Entrance({ title, subtitle, children }: EntranceProps): ReactElement {
  return (
    <Center component="main" mih="100vh" p="md" className="sign-in">
      <title>{words('app.title', { page: title })}</title>
      <Paper withBorder shadow="md" p={{ base: 'lg', xs: 36 }} w="100%" maw={420} className="card">
        <Stack>
          <Stack gap={4} align="center" mb="xs">
            <img src="/favicon.svg" alt="" width={48} height={48} />
            <Title order={1} fz="h2" mt={6} ta="center">
              {title}
            </Title>
            {subtitle !== undefined && (
              <Text c="dimmed" size="sm" ta="center">
                {subtitle}
              </Text>
            )}
          </Stack>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
