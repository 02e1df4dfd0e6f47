import type { StudentPolicy } from '#libs/contracts';
import { Text } from '@mantine/core';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import { richWords, words } from '../words';
import { formatShare } from './format';
import { Instant } from './instant';
import { useNow } from './use-now';

interface StandingProps {
  readonly policy: StudentPolicy;
  /** What says it, and is asked again when it holds no more. */
  readonly queryKey: QueryKey;
}

/** What handing in now would mean; nothing where that goes without saying. */
export function Standing({ policy, queryKey }: StandingProps): ReactElement | null {
  const now = useNow();
  const client = useQueryClient();
  const isStale = policy.changesAt !== null && Date.parse(policy.changesAt) < now;
  useEffect(() => {
    if (isStale) void client.invalidateQueries({ queryKey });
  }, [isStale, client, queryKey]);
  const sentence = sentenceOf(policy, now);
  if (sentence === null && !policy.isExtended) return null;
  return (
    <Text component="span" size="sm" className="standing">
      {policy.isExtended && <>{words('late.extended')} </>}
      {sentence}
    </Text>
  );
}

function sentenceOf(policy: StudentPolicy, now: number): ReactNode {
  const { kind, dueAt, closesAt, changesAt, now: standing } = policy;
  if (dueAt === null) return null;
  if (!standing.isTaken) return words('late.closed');
  const isLate = Date.parse(dueAt) < now;
  if (standing.lateDays !== null) {
    const { uses, left } = standing.lateDays;
    return uses > 0
      ? words('late.days', { uses, left, budget: uses + left })
      : words('late.days-before', { left });
  }
  if (!isLate) return kind === 'sliding' ? words('late.sliding-before') : null;
  if (kind === 'grace') return richWords('late.grace', { until: <Instant at={closesAt ?? dueAt} /> });
  const credit = formatShare(standing.credit * 100);
  if (changesAt === null) return words('late.credit', { credit });
  return richWords('late.credit-until', { credit, until: <Instant at={changesAt} /> });
}
