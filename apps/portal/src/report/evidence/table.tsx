import { Table } from '@mantine/core';
import type { ReactElement } from 'react';
import type { EvidenceOf } from './evidence';

const isNumeric = (text: string): boolean => /^[-−+]?[\d.,\s]+(?:e[-+]?\d+)?\s*%?$/i.test(text);

export function TableEvidence({ evidence }: { readonly evidence: EvidenceOf<'table'> }): ReactElement {
  const { columns, rows, title } = evidence;
  // A column of figures stands right-aligned, so that magnitudes compare at a glance.
  const numeric = columns.map((_, column) => rows.every((row) => isNumeric(row[column] ?? '')));
  const align = (column: number): 'right' | 'left' => (numeric[column] === true ? 'right' : 'left');
  return (
    <div className="scroll-box" tabIndex={0} role="region" aria-label={title}>
      <Table className="figures" withTableBorder={false} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, index) => (
              <Table.Th key={index} ta={align(index)} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            <Table.Tr key={index}>
              {row.map((cell, column) => (
                <Table.Td key={column} ta={align(column)}>
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
