import type { TestCaseReport } from '#libs/contracts';
import { Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { MarkBadge, verdictMark } from '../components/badges';
import { formatPoints } from '../components/format';
import { Icon } from '../components/icon';
import { EvidenceView } from './evidence/evidence-view';
import { words } from '../words';

interface CaseCardProps {
  readonly result: TestCaseReport;
  readonly id: string;
  /** Opened at first, so that what went wrong is read without a click. */
  readonly startsOpen: boolean;
}

/** One check: verdict, what happened and the evidence. Evidence is drawn once the card is open. */
export function CaseCard({ result, id, startsOpen }: CaseCardProps): ReactElement {
  const [open, setOpen] = useState(startsOpen);
  const mark = verdictMark(result.verdict);
  return (
    <li className={`case tone-edge tone-${mark.tone}`} id={id}>
      <details
        open={open}
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>
          <MarkBadge mark={mark} />
          <h3>{result.name}</h3>
          {result.visibility !== 'student' && (
            <span className="tone tone-neutral" title={words('case.not-seen')}>
              <Icon name="eye-off" size={14} />
              {words(result.visibility === 'staff' ? 'case.staff-only' : 'case.after-deadline')}
            </span>
          )}
          {result.maxPoints > 0 && (
            <span className="case-points figures">
              <span className="visually-hidden">{words('common.points')}</span>
              {formatPoints(result.points, result.maxPoints)}
            </span>
          )}
          <span className="case-chevron">
            <Icon name="chevron-down" size={16} />
          </span>
        </summary>
        <div className="case-body">
          <Text className="case-message">{result.message}</Text>
          {open && result.evidence.map((evidence, index) => <EvidenceView key={index} evidence={evidence} />)}
        </div>
      </details>
    </li>
  );
}
