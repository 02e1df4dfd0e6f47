import type { ReactElement } from 'react';
import { diffLines, type DiffRow } from '../line-diff';
import type { EvidenceOf } from './evidence';

/** Equal lines kept on each side of a difference. */
const AROUND = 3;
/** More rows than this no one reads, and they would slow the page. */
const MAX_ROWS = 400;

const SIGNS: Readonly<Record<DiffRow['kind'], { sign: string; word: string }>> = {
  same: { sign: ' ', word: '' },
  missing: { sign: '−', word: 'Expected: ' },
  extra: { sign: '+', word: 'Yours: ' },
};

export function DiffEvidence({ evidence }: { readonly evidence: EvidenceOf<'diff'> }): ReactElement {
  const rows = fold(diffLines(evidence.expected, evidence.actual));
  return (
    <div className="diff" tabIndex={0} role="region" aria-label={evidence.title}>
      <div className="diff-legend">
        <span className="diff-missing">− expected</span>
        <span className="diff-extra">+ yours</span>
      </div>
      {rows.slice(0, MAX_ROWS).map((row, index) =>
        typeof row === 'number' ? (
          <div key={index} className="diff-fold">
            {row} equal {row === 1 ? 'line' : 'lines'}
          </div>
        ) : (
          <div key={index} className={`diff-row diff-${row.kind}`}>
            <span aria-hidden>{SIGNS[row.kind].sign}</span>
            <code>
              <span className="visually-hidden">{SIGNS[row.kind].word}</span>
              {row.text}
            </code>
          </div>
        ),
      )}
      {rows.length > MAX_ROWS && <div className="diff-fold">{rows.length - MAX_ROWS} more rows</div>}
    </div>
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
