import { Text } from '@mantine/core';
import type { ReactElement } from 'react';

/** Why a change was refused, said at once; nothing where it was not. */
export function MutationError({ error }: { readonly error: Error | null }): ReactElement | null {
  if (error === null) return null;
  return (
    <Text size="sm" c="red" role="alert">
      {error.message}
    </Text>
  );
}
