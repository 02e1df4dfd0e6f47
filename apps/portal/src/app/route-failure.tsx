import { Button, Container, Stack, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { Notice } from '../components/notice';
import { Failure, NotFound } from '../components/states';
import { words } from '../words';

/** The last net: a page that threw, or a chunk that a new version of the portal has replaced. */
export function RouteFailure(): ReactElement {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  const reload = (): void => {
    window.location.reload();
  };
  if (error instanceof TypeError && error.message.includes('module')) {
    return (
      <Container py="xl">
        <Stack align="flex-start">
          <Title order={1} fz="h2">
            {words('state.updated.title')}
          </Title>
          <Notice tone="info" icon="refresh">
            {words('state.updated')}
          </Notice>
          <Button onClick={reload}>{words('state.reload')}</Button>
        </Stack>
      </Container>
    );
  }
  return (
    <Container py="xl">
      <Failure error={error} onRetry={reload} />
    </Container>
  );
}
