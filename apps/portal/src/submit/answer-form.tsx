import type { ProblemView } from '#libs/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import type { ProblemKey } from '../api/endpoints';
import { useMe } from '../app/session';
import { AnswerField, type AnswerFieldView } from './answer-field';
import { useDrafts } from './drafts';
import { LastAttempt } from './last-attempt';
import { SubmitFailure } from './submit-failure';
import { useSubmit } from './use-submit';
import { words } from '../words';

interface AnswerFormProps {
  readonly problemKey: ProblemKey;
  readonly problem: ProblemView;
  readonly fields: readonly AnswerFieldView[];
}

export function AnswerForm({ problemKey, problem, fields }: AnswerFormProps): ReactElement {
  const { id } = useMe();
  const owner = [id, problemKey.course, problemKey.assignment, problemKey.problem].join('/');
  const [answers, change] = useDrafts(
    owner,
    fields.map(({ name }) => name),
  );
  const [asked, setAsked] = useState(false);
  const submission = useSubmit(problemKey);
  const empty = fields.every(({ name }) => (answers[name] ?? '').trim() === '');

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (!empty) submission.mutate({ kind: 'answers', answers });
  };
  return (
    <form onSubmit={submit} aria-label={words('answer.form')}>
      <Stack gap="lg">
        {empty && problem.latest !== null && (
          <LastAttempt
            submission={problem.latest}
            onLoad={(name, text) => {
              change(name.replace(/\.txt$/, ''), text);
            }}
          />
        )}
        {fields.map((field) => (
          <AnswerField
            key={field.name}
            problem={problemKey}
            field={field}
            hasReading={problem.hasReading}
            value={answers[field.name] ?? ''}
            onChange={(text) => {
              change(field.name, text);
            }}
          />
        ))}
        {submission.isError && <SubmitFailure error={submission.error} />}
        <Group>
          <Button type="submit" size="md" loading={submission.isPending}>
            {words('submit.submit')}
          </Button>
          <Text size="sm" c={asked && empty ? 'red' : 'dimmed'} role={asked && empty ? 'alert' : undefined}>
            {words(asked && empty ? 'answer.empty' : 'answer.kept')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
