import type { ReactElement } from 'react';
import { Instant } from '../components/instant';
import { Notice } from '../components/notice';
import { richWords, words } from '../words';

/** In the place of a report that its student may not see yet. `at`: from when on; null where nobody knows. */
export function Withheld({ at }: { readonly at: string | null }): ReactElement {
  return (
    <Notice tone="neutral" icon="clock" title={words('released.not')}>
      {at === null ? words('released.by-hand') : richWords('released.on', { at: <Instant at={at} /> })}
    </Notice>
  );
}
