import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { type ReactElement, useEffect, useRef } from 'react';
import UPlot from 'uplot';
import { align, borderStyle, type ChartProps, lineStyle, usable } from './chart-data';
import { formatCompact, formatNumber } from './format';

const HEIGHT = 260;

/** Draws with uPlot. The table of the same numbers stands beside it (see Chart). */
export default function LineChart(props: ChartProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(null);
  const scheme = useComputedColorScheme('light');
  const { series, xLabel, yLabel, xScale = 'linear', yScale = 'linear' } = props;
  const data = align(series.map(({ points }) => usable(points, xScale, yScale)));
  // One value for the effects to compare; a name may hold any character.
  const names = JSON.stringify(series.map(({ name }) => name));

  useEffect(() => {
    if (host.current === null) return;
    const box = host.current;
    const made = new UPlot(
      options(JSON.parse(names) as string[], { xLabel, yLabel, xScale, yScale, width: box.clientWidth }),
      [[]],
      box,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => {
      made.setSize({ width: box.clientWidth, height: HEIGHT });
    });
    observer.observe(box);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [names, xLabel, yLabel, xScale, yScale, scheme]);

  // New points move the plot that is there; it is built anew only for other axes or colours.
  useEffect(() => {
    plot.current?.setData(data);
  }, [data, names, xLabel, yLabel, xScale, yScale, scheme]);
  return <div ref={host} className="chart" aria-hidden />;
}

interface Frame {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xScale: 'linear' | 'log';
  readonly yScale: 'linear' | 'log';
  readonly width: number;
}

function options(names: readonly string[], frame: Frame): UPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const axis = (label: string): UPlot.Axis => ({
    label,
    stroke: colour('--mantine-color-dimmed'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
    font: `12px ${colour('--mantine-font-family')}`,
    labelFont: `600 12px ${colour('--mantine-font-family')}`,
    labelSize: 22,
    // A logarithmic axis names its decades only; the other lines come as null.
    values: (_, splits: readonly (number | null)[]) =>
      splits.map((value) => (value === null ? '' : formatCompact(value))),
  });
  return {
    width: frame.width,
    height: HEIGHT,
    scales: { x: { time: false, ...scale(frame.xScale) }, y: scale(frame.yScale) },
    axes: [axis(frame.xLabel), { ...axis(frame.yLabel), size: 58 }],
    series: [
      { label: frame.xLabel, value: readout },
      ...names.map((label, index): UPlot.Series => {
        const { variable, dash } = lineStyle(index);
        return {
          label,
          value: readout,
          stroke: colour(variable),
          width: 2,
          dash: [...dash],
          points: { size: 6 },
          spanGaps: true,
        };
      }),
    ],
    cursor: { points: { size: 8 } },
    legend: { markers: { dash: (_, series) => borderStyle(series - 1) } },
  };
}

/** Value under the pointer, for the legend; nothing while there is none. */
function readout(_: UPlot, value: number | null): string {
  return value === null ? '' : formatNumber(value);
}

/** uPlot names its kinds of scale by an enum that has no value at run time: 3 is Scale.Distr.Logarithmic. */
function scale(kind: 'linear' | 'log'): UPlot.Scale {
  const base: UPlot.Scale = { log: 10 };
  return kind === 'log' ? Object.assign(base, { distr: 3 }) : base;
}
