import { Anchor, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import { isApiError } from '../api/client';
import { Icon, type IconName } from './icon';
import { Notice } from './notice';

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
export function Loading({ label = 'Loading' }: { readonly label?: string }): ReactElement {
  return (
    <Stack gap="lg" role="status" aria-label={label}>
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
      <title>Page not found · Assay</title>
      <Text className="big-number" aria-hidden>
        404
      </Text>
      <Title order={1} fz="h2">
        Page not found
      </Title>
      <Text c="dimmed" maw={460}>
        Nothing lies at this address, or it belongs to someone else. Check the link, or start from your
        course.
      </Text>
      <Button component={Link} to="/" mt="md">
        Go to my courses
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
      <title>Something went wrong · Assay</title>
      <Title order={1} fz="h2">
        {known && error.status === 403 ? 'This page is not for you' : 'This page could not be loaded'}
      </Title>
      <Notice tone="bad" icon="warning" title="What happened" role="alert">
        {known
          ? error.message
          : 'The portal met an error of its own. Nothing that you handed in is affected.'}
      </Notice>
      <Group>
        {onRetry !== undefined && (
          <Button leftSection={<Icon name="refresh" size={16} />} onClick={onRetry}>
            Try again
          </Button>
        )}
        <Anchor component={Link} to="/">
          Go to my courses
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
    <Notice tone="bad" icon="warning" title="This part could not be loaded" role="alert">
      <Text size="sm">{isApiError(error) ? error.message : 'The portal met an error of its own.'}</Text>
      <Button size="xs" variant="default" mt="xs" onClick={onRetry}>
        Try again
      </Button>
    </Notice>
  );
}
