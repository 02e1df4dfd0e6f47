import type { ReactElement } from 'react';
import { Formula } from '../../components/prose';
import type { EvidenceOf } from './evidence';

export function FormulaEvidence({ evidence }: { readonly evidence: EvidenceOf<'formula'> }): ReactElement {
  return (
    <div className="formula-box">
      <Formula latex={evidence.latex} display />
    </div>
  );
}
