import { intl, words } from '../words';

/** Numbers and times as the viewer writes them, in the viewer's zone; words in the language of the page. */
export const formatNumber = (value: number): string =>
  intl().formatNumber(value, { maximumFractionDigits: 2 });

/** `1.5M`: where there is little room. */
export const formatCompact = (value: number): string =>
  intl().formatNumber(value, { notation: 'compact', maximumSignificantDigits: 3 });

/** @param share of 100; a percentage is reached only when it is whole */
export const formatShare = (share: number): string =>
  intl().formatNumber(Math.floor(share) / 100, { style: 'percent' });

export const formatInstant = (iso: string): string =>
  intl().formatDate(iso, { dateStyle: 'medium', timeStyle: 'short' });

export const formatPoints = (points: number | null, maxPoints: number): string =>
  words('common.points-of', {
    points: points === null ? '–' : formatNumber(points),
    maxPoints: formatNumber(maxPoints),
  });

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `in 3 days`, `2 hours ago`; `now` within a minute. */
export function formatRelative(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', Infinity];
  const value = size === Infinity ? 0 : Math.trunc(seconds / size);
  return intl().formatRelativeTime(value, unit, { numeric: 'auto' });
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return words('format.bytes', { n: bytes });
  const tenths = (value: number): string => formatNumber(Math.round(value * 10) / 10);
  if (bytes < 1024 * 1024) return words('format.kibibytes', { n: tenths(bytes / 1024) });
  return words('format.mebibytes', { n: tenths(bytes / 1024 / 1024) });
}

export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return words('format.milliseconds', { n: formatNumber(Math.round(milliseconds)) });
  if (milliseconds < 60_000) {
    return words('format.seconds', { n: formatNumber(Math.round(milliseconds / 100) / 10) });
  }
  const seconds = Math.round(milliseconds / 1000);
  return words('format.minutes-and-seconds', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

/** `5 to 20 s`, `1 to 3 min`; seconds in, a minute begun is counted as whole. */
export function formatRange({ from, to }: { readonly from: number; readonly to: number }): string {
  const [unit, low, high] =
    to < 90
      ? (['seconds', from, to] as const)
      : (['minutes', Math.floor(from / 60), Math.ceil(to / 60)] as const);
  if (low === high) return words(`format.${unit}`, { n: formatNumber(high) });
  return words(`format.range-${unit}`, { from: formatNumber(low), to: formatNumber(high) });
}

/** People, as a list in a sentence. */
export function namesOf(people: readonly { readonly name: string }[]): string {
  return intl().formatList(
    people.map(({ name }) => name),
    { type: 'conjunction' },
  );
}
