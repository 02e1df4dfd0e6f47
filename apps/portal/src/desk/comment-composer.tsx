import type { SavedComment } from '#libs/contracts';
import { Button, Checkbox, Group, Stack, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import type { ProblemKey } from '../api/endpoints';
import { queries } from '../api/queries';
import { commentOnLine, saveComment } from '../api/review-endpoints';
import { reviewQueries } from '../api/review-queries';
import { MutationError } from '../components/mutation-error';
import { words } from '../words';
import type { Place } from './code-pane';

/** More would be a page of its own; the most used come first. */
const OFFERED = 6;

interface CommentComposerProps {
  readonly submissionId: string;
  readonly problem: ProblemKey;
  readonly place: Place;
  readonly onDone: () => void;
}

/** A comment on a line, written or taken from those that were kept for the problem. */
export function CommentComposer({
  submissionId,
  problem,
  place,
  onDone,
}: CommentComposerProps): ReactElement {
  const [text, setText] = useState('');
  const [keep, setKeep] = useState(false);
  const send = useSend({ submissionId, problem, place, onDone });
  const submit = (): void => {
    if (text.trim() !== '') send.mutate({ text: text.trim(), saved: null, keep });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  return (
    <div className="code-remark tone-info line-comment">
      <Stack gap={6} className="grow">
        <Textarea
          label={words('desk.comment-on', { line: place.line })}
          description={words('desk.comment.hint')}
          data-autofocus
          autoFocus
          autosize
          minRows={2}
          maxLength={4000}
          value={text}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <Checkbox
          size="xs"
          label={words('desk.comment.keep')}
          checked={keep}
          onChange={(event) => {
            setKeep(event.currentTarget.checked);
          }}
        />
        <MutationError error={send.error} />
        <Group gap="xs">
          <Button size="xs" loading={send.isPending} disabled={text.trim() === ''} onClick={submit}>
            {words('desk.comment.send')}
          </Button>
          <Button size="xs" variant="default" onClick={onDone}>
            {words('common.cancel')}
          </Button>
        </Group>
        <SavedComments
          problem={problem}
          onChoose={({ id, text: kept }) => {
            send.mutate({ text: kept, saved: id, keep: false });
          }}
        />
      </Stack>
    </div>
  );
}

interface Wanted {
  readonly text: string;
  readonly saved: string | null;
  readonly keep: boolean;
}

function useSend({ submissionId, problem, place, onDone }: CommentComposerProps) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ text, saved, keep }: Wanted) => {
      const known = keep ? await saveComment(problem, text) : [];
      const source = saved ?? known.find((each) => each.text === text)?.id ?? null;
      return commentOnLine(submissionId, { ...place, text, saved: source });
    },
    onSuccess: async (review) => {
      client.setQueryData(queries.review(submissionId).queryKey, review);
      onDone();
      await client.invalidateQueries({ queryKey: reviewQueries.savedComments(problem).queryKey });
    },
  });
}

function SavedComments(props: {
  readonly problem: ProblemKey;
  readonly onChoose: (comment: SavedComment) => void;
}): ReactElement | null {
  const { data = [] } = useQuery(reviewQueries.savedComments(props.problem));
  if (data.length === 0) return null;
  return (
    <Stack gap={4} role="group" aria-label={words('desk.saved-comments')}>
      {data.slice(0, OFFERED).map((comment) => (
        <Button
          key={comment.id}
          size="compact-sm"
          variant="default"
          justify="flex-start"
          onClick={() => {
            props.onChoose(comment);
          }}
        >
          {words('desk.saved-comment', { text: comment.text.slice(0, 80), n: comment.uses })}
        </Button>
      ))}
    </Stack>
  );
}
