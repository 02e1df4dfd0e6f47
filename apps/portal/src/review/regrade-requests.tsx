import type { RegradeRequest, SubmissionView } from '#libs/contracts';
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { MutationError } from '../components/mutation-error';
import { samplePath } from '../api/regrade-runs';
import { withdrawRegradeRequest } from '../api/endpoints';
import { MarkBadge, requestMark } from '../components/badges';
import { formatInstant } from '../components/format';
import { Instant } from '../components/instant';
import { AnswerRequest } from './answer-request';
import { AskForRegrade } from './ask-for-regrade';
import { useReviewChange } from './use-review-change';
import { richWords, words } from '../words';

interface RegradeRequestsProps {
  readonly submission: SubmissionView;
  readonly requests: readonly RegradeRequest[];
  readonly staff: boolean;
}

/** The student asks, staff answer; what was said before stays. */
export function RegradeRequests({ submission, requests, staff }: RegradeRequestsProps): ReactElement {
  const [asking, setAsking] = useState(false);
  const open = requests.some(({ state }) => state === 'open');
  return (
    <Stack gap="sm">
      {requests.map((request) => (
        <Request key={request.id} request={request} submission={submission} staff={staff} />
      ))}
      {!staff && !open && !asking && (
        <>
          <Text size="sm" c="dimmed">
            {words('regrade.invite')}
          </Text>
          <Button
            variant="default"
            onClick={() => {
              setAsking(true);
            }}
          >
            {words('regrade.ask')}
          </Button>
        </>
      )}
      {!staff && !open && asking && (
        <AskForRegrade
          submission={submission}
          onDone={() => {
            setAsking(false);
          }}
        />
      )}
    </Stack>
  );
}

interface RequestProps {
  readonly request: RegradeRequest;
  readonly submission: SubmissionView;
  readonly staff: boolean;
}

function Request({ request, submission, staff }: RequestProps): ReactElement {
  const { about, answer, at, id, state, text } = request;
  return (
    <article className="request" aria-label={words('regrade.of', { at: formatInstant(at) })}>
      <MarkBadge mark={requestMark(state)} />
      <Text size="xs" c="dimmed">
        {about === null ? (
          <Instant at={at} />
        ) : (
          richWords('regrade.at-about', { at: <Instant at={at} />, about })
        )}
      </Text>
      <Text size="sm" className="said">
        {text}
      </Text>
      {answer !== null && (
        <>
          <Text size="xs" c="dimmed" mt="xs">
            {richWords('history.by', { author: answer.author, at: <Instant at={answer.at} /> })}
          </Text>
          <Text size="sm" className="said">
            {answer.text}
          </Text>
        </>
      )}
      {state === 'accepted' && staff && (
        <Text size="xs" mt="xs">
          <Anchor href={samplePath(submission.id)} download>
            {words('regrade.sample')}
          </Anchor>
        </Text>
      )}
      {state === 'open' && staff && <AnswerRequest submission={submission} id={id} />}
      {state === 'open' && !staff && <Withdraw submission={submission} id={id} />}
    </article>
  );
}

function Withdraw({
  submission,
  id,
}: {
  readonly submission: SubmissionView;
  readonly id: string;
}): ReactElement {
  const withdraw = useReviewChange(submission, () => withdrawRegradeRequest(id));
  return (
    <>
      <MutationError error={withdraw.error} />
      <Button
        variant="default"
        size="xs"
        mt="xs"
        loading={withdraw.isPending}
        onClick={() => {
          withdraw.mutate(undefined);
        }}
      >
        {words('regrade.withdraw')}
      </Button>
    </>
  );
}
