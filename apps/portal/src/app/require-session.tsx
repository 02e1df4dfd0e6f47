import { Center, Container, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { queries } from '../api/queries';
import { Failure } from '../components/states';
import { words } from '../words';

/** Shows its pages to who is signed in; asks everyone else to sign in, then comes back to the same address. */
export function RequireSession(): ReactElement {
  const { pathname, search } = useLocation();
  const me = useQuery(queries.me());
  if (me.data === null) {
    const here = pathname + search;
    return <Navigate to={here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`} replace />;
  }
  if (me.data !== undefined) return <Outlet />;
  if (me.isError) {
    return (
      <Container component="main" py="xl">
        <Failure error={me.error} onRetry={() => void me.refetch()} />
      </Container>
    );
  }
  return (
    <Center component="main" h="100vh" role="status" aria-label={words('common.loading')}>
      <Loader />
    </Center>
  );
}
