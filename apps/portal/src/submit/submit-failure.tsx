import type { ReactElement } from 'react';
import { isApiError } from '../api/client';
import { Notice } from '../components/notice';
import { words } from '../words';

/** Why nothing was handed in, and that the work is still here. */
export function SubmitFailure({ error }: { readonly error: Error }): ReactElement {
  const why = isApiError(error) ? error.message : words('submit.unexpected');
  return (
    <Notice tone="bad" icon="warning" title={words('submit.failed')} role="alert">
      {words('submit.failed.kept', { why })}
    </Notice>
  );
}
