import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { unsubscribe } from '../api/policies';
import { Entrance } from '../components/entrance';
import { MutationError } from '../components/mutation-error';
import { Notice } from '../components/notice';
import { words } from '../words';

/** Where the link in a mail leads: ends mail on a click, not on being opened, since mail scanners open links. */
export function UnsubscribePage(): ReactElement {
  const [token] = useState(() => window.location.hash.slice(1));
  const end = useMutation({ mutationFn: () => unsubscribe(token) });
  return (
    <Entrance title={words('unsubscribe.title')}>
      {end.isSuccess ? (
        <Notice tone="good" icon="check" role="status">
          {words('unsubscribe.done')}
        </Notice>
      ) : (
        <Stack>
          <Text>{words('unsubscribe.text')}</Text>
          <MutationError error={end.error} />
          <Button
            loading={end.isPending}
            onClick={() => {
              end.mutate();
            }}
          >
            {words('unsubscribe.submit')}
          </Button>
        </Stack>
      )}
    </Entrance>
  );
}
