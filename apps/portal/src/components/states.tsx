import { Anchor, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import { isApiError } from '../api/client';
import { Icon, type IconName } from './icon';
import { Notice } from './notice';
import { words } from '../words';

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}

export function Empty({ icon, title, children }: EmptyProps): ReactElement {
  return (
    <Paper withBorder p="xl" className="card">
      <Stack align="center" gap={6} py="md" ta="center">
        <span className="empty-icon">
          <Icon name={icon} size={28} />
        </span>
        <Text fw={600}>{title}</Text>
        {children !== undefined && (
          <Text component="div" c="dimmed" size="sm" maw={460}>
            {children}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

/** Grey shapes in the place of what is loading, so that nothing jumps when it comes. */
export function Loading(): ReactElement {
  return (
    <Stack gap="lg" role="status" aria-label={words('common.loading')}>
      <Stack gap={8}>
        <Skeleton h={14} w={160} />
        <Skeleton h={30} w="55%" />
      </Stack>
      <Skeleton h={150} />
      <Skeleton h={90} />
      <Skeleton h={90} />
    </Stack>
  );
}

export function NotFound(): ReactElement {
  return (
    <Stack align="center" gap="xs" py={64} ta="center">
      <title>{words('app.title', { page: words('state.not-found') })}</title>
      <Text className="big-number" aria-hidden>
        404
      </Text>
      <Title order={1} fz="h2">
        {words('state.not-found')}
      </Title>
      <Text c="dimmed" maw={460}>
        {words('state.not-found.why')}
      </Text>
      <Button component={Link} to="/" mt="md">
        {words('state.to-courses')}
      </Button>
    </Stack>
  );
}

interface FailureProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong while a page was fetched, and what to do. */
export function Failure({ error, onRetry }: FailureProps): ReactElement {
  if (isApiError(error, 404)) return <NotFound />;
  const known = isApiError(error);
  return (
    <Stack py="xl">
      <title>{words('app.title', { page: words('state.failed') })}</title>
      <Title order={1} fz="h2">
        {words(known && error.status === 403 ? 'state.forbidden' : 'state.not-loaded')}
      </Title>
      <Notice tone="bad" icon="warning" title={words('state.what-happened')} role="alert">
        {known ? error.message : words('state.own-error')}
      </Notice>
      <Group>
        {onRetry !== undefined && (
          <Button leftSection={<Icon name="refresh" size={16} />} onClick={onRetry}>
            {words('common.try-again')}
          </Button>
        )}
        <Anchor component={Link} to="/">
          {words('state.to-courses')}
        </Anchor>
      </Group>
    </Stack>
  );
}

/** A part of a page that could not be fetched; the rest of the page stands. */
export function InlineFailure({
  error,
  onRetry,
}: {
  readonly error: Error;
  readonly onRetry: () => void;
}): ReactElement {
  return (
    <Notice tone="bad" icon="warning" title={words('state.part-failed')} role="alert">
      <Text size="sm">{isApiError(error) ? error.message : words('state.part-own-error')}</Text>
      <Button size="xs" variant="default" mt="xs" onClick={onRetry}>
        {words('common.try-again')}
      </Button>
    </Notice>
  );
}
