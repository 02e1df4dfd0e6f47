/** Numbers and times as the viewer writes them, in the viewer's zone; words in the language of the page. */
const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumSignificantDigits: 3 });
const instant = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export const formatNumber = (value: number): string => number.format(value);

/** `1.5M`: where there is little room. */
export const formatCompact = (value: number): string => compact.format(value);

export const formatInstant = (iso: string): string => instant.format(new Date(iso));

export const formatPoints = (points: number | null, maxPoints: number): string =>
  `${points === null ? '–' : number.format(points)} / ${number.format(maxPoints)}`;

/** Says `1 point` and `2 points`. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${number.format(n)} ${n === 1 ? one : many}`;

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `in 3 days`, `2 hours ago`; `now` within a minute. */
export function formatRelative(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', Infinity];
  return relative.format(size === Infinity ? 0 : Math.trunc(seconds / size), unit);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return count(bytes, 'byte');
  if (bytes < 1024 * 1024) return `${number.format(Math.round(bytes / 102.4) / 10)} KiB`;
  return `${number.format(Math.round(bytes / 1024 / 102.4) / 10)} MiB`;
}

export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${number.format(Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${number.format(Math.round(milliseconds / 100) / 10)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `5 to 20 s`, `1 to 3 min`; seconds in, a minute begun is counted as whole. */
export function formatRange({ from, to }: { readonly from: number; readonly to: number }): string {
  const [unit, low, high] = to < 90 ? ['s', from, to] : ['min', Math.floor(from / 60), Math.ceil(to / 60)];
  return low === high
    ? `${number.format(high)} ${unit}`
    : `${number.format(low)} to ${number.format(high)} ${unit}`;
}
