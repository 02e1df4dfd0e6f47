import { Kbd } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Shortcuts } from './shortcuts';

/** The key of something, where keys are switched on. Screen readers hear it from the list of shortcuts. */
export function KeyHint({
  shortcuts,
  name,
}: {
  readonly shortcuts: Shortcuts;
  readonly name: string | null;
}): ReactElement | null {
  if (!shortcuts.enabled || name === null) return null;
  return (
    <Kbd size="xs" aria-hidden>
      {name}
    </Kbd>
  );
}
