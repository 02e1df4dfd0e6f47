import { formatBytes, formatDuration, formatPoints, formatRange, formatRelative } from './format';

const now = Date.parse('2026-11-24T12:00:00Z');

describe('format', () => {
  it.each([
    ['2026-11-26T13:00:00Z', 'in 2 days'],
    ['2026-11-24T13:59:00Z', 'in 1 hour'],
    ['2026-11-24T11:30:00Z', '30 minutes ago'],
    ['2026-11-24T12:00:20Z', 'now'],
  ])('says how far %s is', (at, words) => {
    expect(formatRelative(at, now)).toBe(words);
  });

  it('shows points that are not there yet as a dash', () => {
    expect(formatPoints(null, 20)).toBe('– / 20');
    expect(formatPoints(12.857, 20)).toBe(`12.86 / 20`);
  });

  it('chooses the unit', () => {
    expect([formatBytes(1), formatBytes(1536), formatBytes(3 * 1024 * 1024)]).toEqual([
      '1 byte',
      `1.5 KiB`,
      '3 MiB',
    ]);
    expect([formatDuration(12.4), formatDuration(1240), formatDuration(125_000)]).toEqual([
      '12 ms',
      `1.2 s`,
      '2 min 5 s',
    ]);
  });

  it('says how long something takes no more exactly than it is known', () => {
    expect([formatRange({ from: 5, to: 20 }), formatRange({ from: 70, to: 170 })]).toEqual([
      '5 to 20 s',
      '1 to 3 min',
    ]);
    expect(formatRange({ from: 130, to: 130 })).toBe('2 to 3 min');
    expect(formatRange({ from: 4, to: 4 })).toBe('4 s');
  });
});
