import type { Review, SubmissionView } from '#libs/contracts';
import { Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { queries } from '../api/queries';
import { Instant } from '../components/instant';
import { Loaded } from '../components/loaded';
import { AdjustPoints } from './adjust-points';
import { RegradeRequests } from './regrade-requests';
import { richWords, words } from '../words';

interface ReviewPanelProps {
  readonly submission: SubmissionView;
  /** Whether the reader is staff; else it is the student's own work. */
  readonly staff: boolean;
}

/** What people said and decided about graded work, and what the reader may do about it. */
export function ReviewPanel({ submission, staff }: ReviewPanelProps): ReactElement {
  return (
    <Loaded query={useQuery(queries.review(submission.id))} inline>
      {(review) => (
        <>
          {(staff || review.adjustments.length > 0) && (
            <Card id="points" title={words(staff ? 'adjust.title' : 'adjust.title-student')}>
              {staff && <AdjustPoints submission={submission} />}
              <History adjustments={review.adjustments} />
            </Card>
          )}
          {(!staff || review.requests.length > 0) && (
            <Card id="regrade" title={words('regrade.title')}>
              <RegradeRequests submission={submission} requests={review.requests} staff={staff} />
            </Card>
          )}
        </>
      )}
    </Loaded>
  );
}

function Card(props: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Paper component="section" aria-labelledby={props.id} withBorder p="md" className="card">
      <Title order={2} fz="h5" id={props.id} mb="xs">
        {props.title}
      </Title>
      {props.children}
    </Paper>
  );
}

function History({ adjustments }: Pick<Review, 'adjustments'>): ReactElement | null {
  if (adjustments.length === 0) return null;
  return (
    <Stack component="ol" className="plain-list" gap="xs" mt="sm">
      {adjustments.map(({ at, author, points, reason, revision }) => (
        <li key={revision}>
          <Text size="sm" fw={600}>
            {points === null ? words('history.undone') : words('common.n-points', { n: points })}
          </Text>
          <Text size="sm" className="said">
            {reason}
          </Text>
          <Text size="xs" c="dimmed">
            {richWords('history.by', { author, at: <Instant at={at} /> })}
          </Text>
        </li>
      ))}
    </Stack>
  );
}
