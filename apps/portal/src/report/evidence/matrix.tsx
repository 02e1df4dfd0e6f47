import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { EvidenceOf } from './evidence';
import { words } from '../../words';

/** A bracketed matrix; marked cells are ringed and named in words below. */
export function MatrixEvidence({ evidence }: { readonly evidence: EvidenceOf<'matrix'> }): ReactElement {
  const { marked, rows, title } = evidence;
  const isMarked = (row: number, column: number): boolean =>
    marked.some(([r, c]) => r === row && c === column);
  return (
    <div>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={title}>
        <table className="matrix figures">
          <tbody>
            {rows.map((row, r) => (
              <tr key={r}>
                {row.map((cell, c) => (
                  <td key={c} data-marked={isMarked(r, c) || undefined}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {marked.length > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {words('matrix.ringed', {
            cells: marked
              .map(([row, column]) => words('matrix.cell', { row: row + 1, column: column + 1 }))
              .join('; '),
          })}
        </Text>
      )}
    </div>
  );
}
