import { Button, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { words } from '../words';

interface ShowOlderProps {
  /** A list that comes page by page. */
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

/** The button below a list that has more; nothing where it has not. */
export function ShowOlder({ list }: ShowOlderProps): ReactElement | null {
  if (!list.hasNextPage) return null;
  return (
    <Group justify="center">
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {words('common.show-older')}
      </Button>
    </Group>
  );
}
