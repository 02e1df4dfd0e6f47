import type { SubmissionView } from '#libs/contracts';
import { Button, Group, Select, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { MutationError } from '../components/mutation-error';
import { requestRegrade } from '../api/endpoints';
import { queries } from '../api/queries';
import { useReviewChange } from './use-review-change';
import { words } from '../words';

interface AskForRegradeProps {
  readonly submission: SubmissionView;
  readonly onDone: () => void;
}

/** A student names what the report has wrong. */
export function AskForRegrade({ submission, onDone }: AskForRegradeProps): ReactElement {
  const [about, setAbout] = useState<string | null>(null);
  const [text, setText] = useState('');
  const cases = useQuery(queries.report(submission.id)).data?.cases ?? [];
  const names = [...new Set(cases.map(({ name }) => name))];
  const ask = useReviewChange(submission, () => requestRegrade(submission.id, { about, text: text.trim() }));
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    ask.mutate(undefined, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Select
          label={words('regrade.about')}
          placeholder={words('regrade.whole')}
          data={names}
          value={about}
          onChange={setAbout}
          clearable
          clearButtonProps={{ 'aria-label': words('common.clear') }}
          searchable={names.length > 8}
        />
        <Textarea
          label={words('regrade.why')}
          description={words('regrade.why.hint')}
          autosize
          minRows={3}
          maxLength={4000}
          required
          withAsterisk={false}
          data-autofocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <MutationError error={ask.error} />
        <Group gap="xs">
          <Button type="submit" loading={ask.isPending} disabled={text.trim() === ''}>
            {words('common.send')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {words('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
