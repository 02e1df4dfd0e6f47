import { Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { formatInstant, formatRelative } from './format';
import { Icon } from './icon';
import { useNow } from './use-now';

interface DueProps {
  readonly opensAt: string | null;
  readonly dueAt: string | null;
}

/** When work is due, in the viewer's zone and from now; or when it opens. */
export function Due({ opensAt, dueAt }: DueProps): ReactElement {
  const now = useNow();
  if (opensAt !== null && Date.parse(opensAt) > now) {
    return (
      <Line>
        Opens <time dateTime={opensAt}>{formatInstant(opensAt)}</time> ({formatRelative(opensAt, now)})
      </Line>
    );
  }
  if (dueAt === null) return <Line>No deadline</Line>;
  const past = Date.parse(dueAt) <= now;
  return (
    <Line>
      {past ? 'Was due' : 'Due'} <time dateTime={dueAt}>{formatInstant(dueAt)}</time> (
      {formatRelative(dueAt, now)})
    </Line>
  );
}

function Line({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <Text component="span" size="sm" c="dimmed" className="due">
      <Icon name="clock" size={15} />
      <span>{children}</span>
    </Text>
  );
}
