import type { ReactElement } from 'react';
import { formatInstant } from './format';

/** A date with its time, as the viewer writes it and in the viewer's zone. */
export function Instant({ at }: { readonly at: string }): ReactElement {
  return <time dateTime={at}>{formatInstant(at)}</time>;
}
