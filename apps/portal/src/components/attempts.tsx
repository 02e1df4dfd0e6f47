import type { SubmissionView } from '#libs/contracts';
import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { ProblemKey } from '../api/endpoints';
import { queries } from '../api/queries';
import { isOver } from '../api/vocabulary';
import { attemptTone, MarkBadge, stateMark } from './badges';
import { formatPoints } from './format';
import { Instant } from './instant';
import { words } from '../words';

interface AttemptsProps {
  readonly problem: ProblemKey;
  /** The attempt that the page shows. */
  readonly current?: string;
}

/** Own attempts, newest first, as a timeline. Asks again while one of them is being graded. */
export function Attempts({ problem, current }: AttemptsProps): ReactElement {
  const attempts = useQuery({
    ...queries.attempts(problem),
    refetchInterval: ({ state }) =>
      state.data?.some(({ job }) => !isOver(job.state)) === true ? 3000 : false,
  });
  if (attempts.isError) {
    return (
      <Text size="sm" c="dimmed">
        {words('attempts.failed')}
      </Text>
    );
  }
  if (attempts.data === undefined) return <Skeleton h={80} aria-hidden />;
  const total = attempts.data.length;
  if (total === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words('attempts.none')}
      </Text>
    );
  }
  return (
    <Stack component="ol" className="plain-list timeline" gap={0}>
      {attempts.data.map((attempt, index) => (
        <Attempt
          key={attempt.id}
          attempt={attempt}
          number={total - index}
          isCurrent={attempt.id === current}
        />
      ))}
    </Stack>
  );
}

interface AttemptProps {
  readonly attempt: SubmissionView;
  readonly number: number;
  readonly isCurrent: boolean;
}

function Attempt({ attempt, number, isCurrent }: AttemptProps): ReactElement {
  return (
    <li className={`timeline-item tone-${attemptTone(attempt)}`} data-current={isCurrent || undefined}>
      <div>
        <Anchor
          component={Link}
          to={`/submissions/${attempt.id}`}
          size="sm"
          fw={600}
          aria-current={isCurrent ? 'page' : undefined}
        >
          {words('attempts.one', { number })}
        </Anchor>
        <Text size="xs" c="dimmed">
          <Instant at={attempt.receivedAt} />
        </Text>
      </div>
      {attempt.job.state === 'graded' ? (
        <Text size="sm" fw={600} className="figures">
          {formatPoints(attempt.points, attempt.maxPoints)}
        </Text>
      ) : (
        <MarkBadge mark={stateMark(attempt.job.state)} />
      )}
    </li>
  );
}
