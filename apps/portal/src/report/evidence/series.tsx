import type { ReactElement } from 'react';
import { Chart } from '../../components/chart';
import type { EvidenceOf } from './evidence';

export function SeriesEvidence({ evidence }: { readonly evidence: EvidenceOf<'series'> }): ReactElement {
  const { series, xLabel, xScale, yLabel, yScale } = evidence;
  return <Chart xLabel={xLabel} yLabel={yLabel} xScale={xScale} yScale={yScale} series={series} />;
}
