import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';
import { isApiError } from '../api/client';
import { Icon } from '../components/icon';

/** Why nothing was handed in, and that the work is still here. */
export function SubmitFailure({ error }: { readonly error: Error }): ReactElement {
  const message = isApiError(error) ? error.message : 'Something unexpected happened. Try again.';
  return (
    <Alert color="red" icon={<Icon name="warning" />} title="Not handed in" role="alert">
      {message} Your work is still on this page.
    </Alert>
  );
}
