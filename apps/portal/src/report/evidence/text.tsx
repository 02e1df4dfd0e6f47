import type { ReactElement } from 'react';
import type { EvidenceOf } from './evidence';
import { words } from '../../words';

export function TextEvidence({ evidence }: { readonly evidence: EvidenceOf<'text'> }): ReactElement {
  return (
    <pre className="output" tabIndex={0} aria-label={evidence.title}>
      {evidence.text === '' ? <em>{words('text.nothing')}</em> : evidence.text}
    </pre>
  );
}
