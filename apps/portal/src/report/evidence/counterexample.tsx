import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { EvidenceOf } from './evidence';
import { words } from '../../words';

/** A point at which the student can check the answer by hand. */
export function CounterexampleEvidence({
  evidence,
}: {
  readonly evidence: EvidenceOf<'counterexample'>;
}): ReactElement {
  return (
    <div className="counterexample">
      <dl>
        {evidence.at.map(({ name, value }) => (
          <div key={name}>
            <dt>{words('counterexample.at', { name })}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className="counterexample-yours">
          <dt>{words('counterexample.yours')}</dt>
          <dd>{evidence.yours}</dd>
        </div>
      </dl>
      {evidence.note !== '' && <Text size="sm">{evidence.note}</Text>}
    </div>
  );
}
