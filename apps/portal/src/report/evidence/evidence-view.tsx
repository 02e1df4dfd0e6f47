import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { CodeEvidence } from './code';
import { ConfusionMatrixEvidence } from './confusion-matrix';
import { CounterexampleEvidence } from './counterexample';
import { DiffEvidence } from './diff';
import { DownloadEvidence } from './download';
import type { AnyEvidence } from './evidence';
import { FormulaEvidence } from './formula';
import { ImageGridEvidence } from './image-grid';
import { MatrixEvidence } from './matrix';
import { SeriesEvidence } from './series';
import { TableEvidence } from './table';
import { TextEvidence } from './text';

/** Draws one piece of evidence below its title. All its texts are untrusted and stay texts. */
export function EvidenceView({ evidence }: { readonly evidence: AnyEvidence }): ReactElement {
  return (
    <section className="evidence">
      <Text component="h4" size="sm" fw={600} mb={4} mt={0}>
        {evidence.title}
      </Text>
      <Drawing evidence={evidence} />
    </section>
  );
}

function Drawing({ evidence }: { readonly evidence: AnyEvidence }): ReactElement {
  switch (evidence.kind) {
    case 'text':
      return <TextEvidence evidence={evidence} />;
    case 'code':
      return <CodeEvidence evidence={evidence} />;
    case 'diff':
      return <DiffEvidence evidence={evidence} />;
    case 'table':
      return <TableEvidence evidence={evidence} />;
    case 'matrix':
      return <MatrixEvidence evidence={evidence} />;
    case 'formula':
      return <FormulaEvidence evidence={evidence} />;
    case 'counterexample':
      return <CounterexampleEvidence evidence={evidence} />;
    case 'series':
      return <SeriesEvidence evidence={evidence} />;
    case 'image-grid':
      return <ImageGridEvidence evidence={evidence} />;
    case 'confusion-matrix':
      return <ConfusionMatrixEvidence evidence={evidence} />;
    case 'download':
      return <DownloadEvidence evidence={evidence} />;
  }
}
