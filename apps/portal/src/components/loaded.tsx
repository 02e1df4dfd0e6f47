import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { Failure, InlineFailure, Loading } from './states';
import { words } from '../words';

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  /** Part of a page that has its heading already. */
  readonly inline?: boolean;
  readonly children: (data: T) => ReactNode;
}

/** Draws a query's data, or its loading or failed state. Data that is there stays while it is fetched again. */
export function Loaded<T>({ query, inline = false, children }: LoadedProps<T>): ReactElement {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (!query.isError)
    return inline ? <Skeleton h={150} role="status" aria-label={words('common.loading')} /> : <Loading />;
  const retry = (): void => void query.refetch();
  return inline ? (
    <InlineFailure error={query.error} onRetry={retry} />
  ) : (
    <Failure error={query.error} onRetry={retry} />
  );
}
