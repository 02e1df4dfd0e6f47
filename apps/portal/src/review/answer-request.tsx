import type { AnswerRegrade, SubmissionView } from '#libs/contracts';
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { MutationError } from '../components/mutation-error';
import { answerRegradeRequest } from '../api/endpoints';
import { useReviewChange } from './use-review-change';
import { words } from '../words';

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
        label={words('regrade.answer')}
        description={words('regrade.answer.hint')}
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
          {words('regrade.accept')}
        </Button>
        <Button
          variant="default"
          disabled={isIncomplete}
          onClick={() => {
            decide('declined');
          }}
        >
          {words('regrade.decline')}
        </Button>
      </Group>
    </Stack>
  );
}
