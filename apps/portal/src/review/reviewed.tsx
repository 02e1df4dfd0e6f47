import type { Review, SubmissionView } from '#libs/contracts';
import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/queries';
import { formatNumber, formatPoints } from '../components/format';
import { Instant } from '../components/instant';
import { Notice } from '../components/notice';
import { richWords, words } from '../words';

interface ReviewedProps {
  readonly submission: SubmissionView;
  readonly staff: boolean;
}

/** What a person has to say, or will have: that work waits for one, or which items of the rubric apply. */
export function Reviewed({ submission, staff }: ReviewedProps): ReactElement | null {
  const review = useQuery(queries.review(submission.id)).data;
  const marking = review?.markings[0];
  return (
    <>
      {submission.awaitsReview && (
        <Notice tone="info" icon="eye" title={words('reviewed.waits')}>
          {words(submission.points === null ? 'reviewed.waits.all' : 'reviewed.waits.part')}
        </Notice>
      )}
      {review !== undefined && marking?.finished === true && submission.adjustment?.points == null && (
        <Applied submission={submission} review={review} />
      )}
      {staff && (
        <Group>
          <Button component={Link} to={`/submissions/${submission.id}/review`} variant="default" size="xs">
            {words('reviewed.open')}
          </Button>
        </Group>
      )}
    </>
  );
}

function Applied({
  submission,
  review,
}: {
  readonly submission: SubmissionView;
  readonly review: Review;
}): ReactElement | null {
  const marking = review.markings[0];
  if (marking === undefined) return null;
  const applied = review.rubric.items.filter(({ id }) => marking.items.includes(id));
  return (
    <Notice
      tone="info"
      icon="pencil"
      title={words('reviewed.title', {
        points: formatPoints(submission.points, submission.maxPoints),
        author: marking.author,
      })}
    >
      <ul className="applied-items">
        {applied.map(({ id, points, text }) => (
          <li key={id}>
            <strong className="figures">
              {points < 0 ? '−' : '+'}
              {formatNumber(Math.abs(points))}
            </strong>{' '}
            <span className="said">{text}</span>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {richWords('reviewed.at', { at: <Instant at={marking.at} /> })}
      </Text>
    </Notice>
  );
}
