import { Text } from '@mantine/core';
import type { CSSProperties, ReactElement } from 'react';
import { formatNumber } from '../../components/format';
import type { EvidenceOf } from './evidence';
import { words } from '../../words';

/** Rows are the right labels, columns the given ones; the darker a cell off the diagonal, the more mistakes. */
export function ConfusionMatrixEvidence({
  evidence,
}: {
  readonly evidence: EvidenceOf<'confusion-matrix'>;
}): ReactElement {
  const { counts, labels, title } = evidence;
  const mistakes = counts.flatMap((row, right) =>
    row.flatMap((count, given) => (right === given || count === 0 ? [] : [{ right, given, count }])),
  );
  const most = Math.max(1, ...mistakes.map(({ count }) => count));
  const worst = mistakes.sort((a, b) => b.count - a.count).slice(0, 3);
  const heat = (share: number): CSSProperties =>
    ({ '--heat': `${Math.round(share * 100)}%` }) as CSSProperties;
  return (
    <div>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={title}>
        <table className="confusion figures">
          <thead>
            <tr>
              <th scope="col">{words('confusion.axes')}</th>
              {labels.map((label) => (
                <th scope="col" key={label}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, right) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {labels.map((given, column) => {
                  const value = counts[right]?.[column] ?? 0;
                  return (
                    <td
                      key={given}
                      className={right === column ? 'confusion-right' : undefined}
                      style={right === column ? undefined : heat(value / most)}
                    >
                      {value === 0 ? '·' : formatNumber(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {worst.length > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {words('confusion.worst', {
            mistakes: worst
              .map(({ right, given, count }) =>
                words('confusion.mistake', {
                  right: labels[right] ?? '?',
                  given: labels[given] ?? '?',
                  count: formatNumber(count),
                }),
              )
              .join(', '),
          })}
        </Text>
      )}
    </div>
  );
}
