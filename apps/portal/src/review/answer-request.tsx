import type { AnswerRegrade, SubmissionView } from '#libs/contracts';
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { MutationError } from '../components/mutation-error';
import { answerRegradeRequest } from '../api/endpoints';
import { useReviewChange } from './use-review-change';

/** Staff answer a student's request. Other points are set beside it, with a reason of their own. */
export function AnswerRequest({
  submission,
  id,
}: {
  readonly submission: SubmissionView;
  readonly id: string;
}): ReactElement {
  const [text, setText] = useState('');
  const answer = useReviewChange(submission, (decision: AnswerRegrade['decision']) =>
    answerRegradeRequest(id, { decision, text: text.trim() }),
  );
  const decide = (decision: AnswerRegrade['decision']): void => {
    answer.mutate(decision);
  };
  const isIncomplete = text.trim() === '' || answer.isPending;
  return (
    <Stack gap="xs" mt="xs">
      <Textarea
        label="Answer"
        description="The student reads it. Set other points above where they are due."
        autosize
        minRows={2}
        maxLength={4000}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <MutationError error={answer.error} />
      <Group gap="xs">
        <Button
          disabled={isIncomplete}
          onClick={() => {
            decide('accepted');
          }}
        >
          Accept
        </Button>
        <Button
          variant="default"
          disabled={isIncomplete}
          onClick={() => {
            decide('declined');
          }}
        >
          Decline
        </Button>
      </Group>
    </Stack>
  );
}
