import type { ReactElement } from 'react';
import { changedSpans, diffLines, type DiffRow, type Span } from '../line-diff';
import type { EvidenceOf } from './evidence';
import { words } from '../../words';

/** Equal lines kept on each side of a difference. */
const AROUND = 3;
/** Characters of a line shown on each side of its difference. */
const REACH = 200;
/** More rows than this no one reads, and they would slow the page. */
const MAX_ROWS = 400;

const SIGNS: Readonly<Record<DiffRow['kind'], string>> = { same: ' ', missing: '−', extra: '+' };

const spokenSign = (kind: DiffRow['kind']): string => {
  if (kind === 'same') return '';
  return words(kind === 'missing' ? 'diff.expected' : 'diff.yours');
};

export function DiffEvidence({ evidence }: { readonly evidence: EvidenceOf<'diff'> }): ReactElement {
  const all = diffLines(evidence.expected, evidence.actual);
  const rows = fold(all);
  const spans = spansOf(all);
  return (
    <div className="diff" tabIndex={0} role="region" aria-label={evidence.title}>
      <div className="diff-legend">
        <span className="diff-missing">{words('diff.legend-expected')}</span>
        <span className="diff-extra">{words('diff.legend-yours')}</span>
      </div>
      {rows.slice(0, MAX_ROWS).map((row, index) =>
        typeof row === 'number' ? (
          <div key={index} className="diff-fold">
            {words('diff.equal', { n: row })}
          </div>
        ) : (
          <div key={index} className={`diff-row diff-${row.kind}`}>
            <span aria-hidden>{SIGNS[row.kind]}</span>
            <code>
              <span className="visually-hidden">{spokenSign(row.kind)}</span>
              <Text text={row.text} span={spans.get(row)} />
            </code>
          </div>
        ),
      )}
      {rows.length > MAX_ROWS && (
        <div className="diff-fold">{words('diff.more', { n: rows.length - MAX_ROWS })}</div>
      )}
    </div>
  );
}

/** A missing line directly before an extra one stands against it: what differs inside the two is marked. */
function spansOf(rows: readonly DiffRow[]): ReadonlyMap<DiffRow, Span> {
  const spans = new Map<DiffRow, Span>();
  rows.forEach((row, index) => {
    const next = rows[index + 1];
    const alone = rows[index - 1]?.kind !== 'missing' && rows[index + 2]?.kind !== 'extra';
    if (row.kind !== 'missing' || next?.kind !== 'extra' || !alone) return;
    const [missing, extra] = changedSpans(row.text, next.text);
    spans.set(row, missing).set(next, extra);
  });
  return spans;
}

/** A line; a very long one is cut to what lies round its difference. */
function Text({ text, span }: { readonly text: string; readonly span: Span | undefined }): ReactElement {
  const [start, end] = span ?? [0, 0];
  const from = Math.max(0, start - REACH);
  const to = Math.min(text.length, Math.max(end, start) + REACH);
  return (
    <>
      {from > 0 && '…'}
      {text.slice(from, start)}
      {end > start && <mark>{text.slice(start, Math.min(end, start + REACH))}</mark>}
      {end > start + REACH ? '…' : text.slice(end, to)}
      {end <= start + REACH && to < text.length && '…'}
    </>
  );
}

/** Replaces long runs of equal lines by their number. */
function fold(rows: readonly DiffRow[]): readonly (DiffRow | number)[] {
  const near = rows.map(() => false);
  rows.forEach((row, index) => {
    if (row.kind !== 'same') near.fill(true, Math.max(0, index - AROUND), index + AROUND + 1);
  });
  const folded: (DiffRow | number)[] = [];
  rows.forEach((row, index) => {
    const last = folded.at(-1);
    if (near[index]) folded.push(row);
    else if (typeof last === 'number') folded[folded.length - 1] = last + 1;
    else folded.push(1);
  });
  return folded;
}
