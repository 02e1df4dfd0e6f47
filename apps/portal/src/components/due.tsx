import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { richWords, words } from '../words';
import { formatRelative } from './format';
import { Icon } from './icon';
import { Instant } from './instant';
import { useNow } from './use-now';

interface DueProps {
  readonly opensAt: string | null;
  readonly dueAt: string | null;
}

/** When work is due, in the viewer's zone and from now; or when it opens. */
export function Due({ opensAt, dueAt }: DueProps): ReactElement {
  const now = useNow();
  if (opensAt !== null && Date.parse(opensAt) > now) return <Line of="due.opens" at={opensAt} now={now} />;
  if (dueAt === null) return <Line of="due.none" />;
  return <Line of={Date.parse(dueAt) <= now ? 'due.was' : 'due.is'} at={dueAt} now={now} />;
}

type LineProps =
  | { readonly of: 'due.opens' | 'due.was' | 'due.is'; readonly at: string; readonly now: number }
  | { readonly of: 'due.none' };

function Line(props: LineProps): ReactElement {
  return (
    <Text component="span" size="sm" c="dimmed" className="due">
      <Icon name="clock" size={15} />
      <span>
        {props.of === 'due.none'
          ? words(props.of)
          : richWords(props.of, {
              at: <Instant at={props.at} />,
              relative: formatRelative(props.at, props.now),
            })}
      </span>
    </Text>
  );
}
