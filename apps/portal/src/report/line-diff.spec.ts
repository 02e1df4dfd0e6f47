import fc from 'fast-check';
import { changedSpans, diffLines, type DiffRow } from './line-diff';

const short = (rows: readonly DiffRow[]): string[] =>
  rows.map(({ kind, text }) => ({ same: ' ', missing: '-', extra: '+' })[kind] + text);
const side = (rows: readonly DiffRow[], kind: DiffRow['kind']): string =>
  rows
    .filter((row) => row.kind === 'same' || row.kind === kind)
    .map(({ text }) => text)
    .join('\n');

describe('diffLines', () => {
  it('shows what is missing, then what is there instead', () => {
    expect(short(diffLines('1\n2\n3\n', '1\n9\n3\n'))).toEqual([' 1', '-2', '+9', ' 3']);
  });

  it('takes an empty text to have no lines', () => {
    expect(short(diffLines('', 'a'))).toEqual(['+a']);
    expect(short(diffLines('a', ''))).toEqual(['-a']);
    expect(diffLines('', '')).toEqual([]);
  });

  it('finds the shortest way', () => {
    expect(short(diffLines('a\nb\nc', 'b\nc\nd'))).toEqual(['-a', ' b', ' c', '+d']);
  });

  it('gives both texts back', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const rows = diffLines(a.join('\n'), b.join('\n'));
        expect(side(rows, 'missing')).toBe(a.join('\n'));
        expect(side(rows, 'extra')).toBe(b.join('\n'));
      }),
    );
  });

  it('stays quick for two long texts', () => {
    const a = Array.from({ length: 5000 }, (_, i) => `a${i}`).join('\n');
    const b = Array.from({ length: 5000 }, (_, i) => `b${i}`).join('\n');
    const started = performance.now();
    expect(diffLines(a, b)).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('changedSpans', () => {
  it('marks what differs inside a line', () => {
    expect(changedSpans('10 20 30 40', '10 20 31 40')).toEqual([
      [6, 8],
      [6, 8],
    ]);
    expect(changedSpans('1 1', '1 1 1')).toEqual([
      [2, 3],
      [2, 5],
    ]);
  });

  it('never overlaps head and tail', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const [[start, endA], [, endB]] = changedSpans(a, b);
        expect(start).toBeLessThanOrEqual(Math.min(endA, endB));
        expect(a.slice(0, start) + b.slice(start, endB) + a.slice(endA)).toBe(b);
      }),
    );
  });
});
