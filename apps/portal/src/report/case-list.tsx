import type { TestCaseReport } from '#libs/contracts';
import { Group, SegmentedControl, Stack, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { CaseCard } from './case-card';
import { words } from '../words';

/** Cases that start open; more would bury the first. */
const OPEN = 5;
/** Longer lists are laid out as they come into view. */
const LONG = 50;
/** Lists of this length are taken in without a filter. */
const SHORT = 8;

/** What went wrong; a case that was left out follows from another one. */
export const needsAttention = ({ verdict }: TestCaseReport): boolean =>
  verdict !== 'correct' && verdict !== 'not-run';

interface CaseListProps {
  readonly title: string;
  readonly cases: readonly TestCaseReport[];
}

export function CaseList({ title, cases }: CaseListProps): ReactElement {
  const [filter, setFilter] = useState('all');
  const failing = cases.filter(needsAttention);
  const open = new Set(failing.slice(0, OPEN).map(({ name }) => name));
  const filtered = cases.length > SHORT && failing.length > 0 && failing.length < cases.length;
  return (
    <section aria-labelledby="cases">
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="h4" id="cases">
          {title}
        </Title>
        {filtered && (
          <SegmentedControl
            size="xs"
            value={filter}
            onChange={setFilter}
            aria-label={words('case.filter')}
            data={[
              { value: 'all', label: words('case.all', { n: cases.length }) },
              { value: 'attention', label: words('case.attention', { n: failing.length }) },
            ]}
          />
        )}
      </Group>
      <Stack component="ol" className={`plain-list ${cases.length > LONG ? 'case-list-long' : ''}`} gap="xs">
        {(filtered && filter === 'attention' ? failing : cases).map((result) => (
          <CaseCard
            key={result.name}
            id={caseAnchor(result.name)}
            result={result}
            startsOpen={open.has(result.name)}
          />
        ))}
      </Stack>
    </section>
  );
}

/** Case names are free text; an address takes them encoded. */
export const caseAnchor = (name: string): string => `check-${encodeURIComponent(name)}`;
