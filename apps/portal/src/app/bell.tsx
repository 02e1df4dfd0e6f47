import { ActionIcon, Indicator } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/queries';
import { Icon } from '../components/icon';
import { words } from '../words';

/** How many notifications are unread, on every page. */
export function Bell(): ReactElement {
  const unread = useQuery(queries.news()).data?.unread ?? 0;
  const label = unread === 0 ? words('news.title') : words('news.unread', { n: unread });
  return (
    <Indicator
      label={unread > 99 ? '99+' : unread}
      size={16}
      disabled={unread === 0}
      color="red.8"
      offset={5}
    >
      <ActionIcon
        component={Link}
        to="/notifications"
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
      >
        <Icon name="bell" size={20} />
      </ActionIcon>
    </Indicator>
  );
}
