import { VisuallyHidden } from '@mantine/core';
import { createContext, type ReactElement, type ReactNode, use, useState } from 'react';

const Announce = createContext<(message: string) => void>(() => undefined);

/** The portal's one polite live region: changes of state are spoken here, without moving the focus. */
export function Announcer({ children }: { readonly children: ReactNode }): ReactElement {
  const [message, setMessage] = useState('');
  return (
    <Announce value={setMessage}>
      {children}
      <VisuallyHidden role="status" aria-live="polite">
        {message}
      </VisuallyHidden>
    </Announce>
  );
}

export const useAnnounce = (): ((message: string) => void) => use(Announce);
