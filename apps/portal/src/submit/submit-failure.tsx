import type { ReactElement } from 'react';
import { isApiError } from '../api/client';
import { Notice } from '../components/notice';

/** Why nothing was handed in, and that the work is still here. */
export function SubmitFailure({ error }: { readonly error: Error }): ReactElement {
  const message = isApiError(error) ? error.message : 'Something unexpected happened. Try again.';
  return (
    <Notice tone="bad" icon="warning" title="Not handed in" role="alert">
      {message} Your work is still on this page.
    </Notice>
  );
}
