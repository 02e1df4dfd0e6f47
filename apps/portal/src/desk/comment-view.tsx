import type { LineComment } from '#libs/contracts';
import { Button, Group, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { queries } from '../api/queries';
import { removeComment, rewordComment } from '../api/review-endpoints';
import { Instant } from '../components/instant';
import { MutationError } from '../components/mutation-error';
import { richWords, words } from '../words';

interface CommentViewProps {
  readonly comment: LineComment;
  readonly submissionId: string;
}

/** What somebody wrote below a line; who wrote it may change it or take it away. */
export function CommentView({ comment, submissionId }: CommentViewProps): ReactElement {
  const client = useQueryClient();
  const [text, setText] = useState<string | null>(null);
  const key = queries.review(submissionId).queryKey;
  const change = useMutation({
    mutationFn: (wanted: string | null) =>
      wanted === null
        ? removeComment(comment.id)
        : rewordComment(comment.id, { seenRevision: comment.revision, text: wanted }),
    onSuccess: (review) => {
      client.setQueryData(key, review);
      setText(null);
    },
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
  return (
    <article
      className="code-remark tone-info line-comment"
      aria-label={words('desk.comment-of', { author: comment.author })}
    >
      <div className="grow">
        {text === null ? (
          <Text size="sm" className="said">
            {comment.text}
          </Text>
        ) : (
          <Textarea
            aria-label={words('desk.comment')}
            autosize
            minRows={2}
            maxLength={4000}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
            }}
          />
        )}
        <Text size="xs" c="dimmed">
          {richWords('history.by', { author: comment.author, at: <Instant at={comment.at} /> })}
        </Text>
        <MutationError error={change.error} />
        {comment.own && (
          <Group gap={6} mt={4}>
            {text === null ? (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  setText(comment.text);
                }}
              >
                {words('desk.reword')}
              </Button>
            ) : (
              <Button
                size="compact-xs"
                loading={change.isPending}
                disabled={text.trim() === ''}
                onClick={() => {
                  change.mutate(text.trim());
                }}
              >
                {words('common.save')}
              </Button>
            )}
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                if (text === null) change.mutate(null);
                else setText(null);
              }}
            >
              {words(text === null ? 'common.remove' : 'common.cancel')}
            </Button>
          </Group>
        )}
      </div>
    </article>
  );
}
