import { Skeleton, Table } from '@mantine/core';
import { lazy, type ReactElement, Suspense } from 'react';
import type { ChartProps } from './chart-data';
import { formatNumber } from './format';
import { words } from '../words';

const LineChart = lazy(() => import('./line-chart'));

/** A line chart, and the same numbers as a table for whoever can't see it or wants them exactly. */
export function Chart(props: ChartProps): ReactElement {
  return (
    <div>
      <Suspense fallback={<Skeleton h={300} />}>
        <LineChart {...props} />
      </Suspense>
      <details className="fold">
        <summary>{words('chart.numbers')}</summary>
        <div className="scroll-box" tabIndex={0} role="region" aria-label={words('chart.numbers-region')}>
          <Table striped>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words('chart.line')}</Table.Th>
                <Table.Th ta="right">{props.xLabel}</Table.Th>
                <Table.Th ta="right">{props.yLabel}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {props.series.flatMap(({ name, points }) =>
                points.map(([x, y], index) => (
                  <Table.Tr key={`${name} ${String(index)}`} className="figures">
                    <Table.Td>{name}</Table.Td>
                    <Table.Td ta="right">{formatNumber(x)}</Table.Td>
                    <Table.Td ta="right">{formatNumber(y)}</Table.Td>
                  </Table.Tr>
                )),
              )}
            </Table.Tbody>
          </Table>
        </div>
      </details>
    </div>
  );
}
