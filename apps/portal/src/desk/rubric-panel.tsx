import type { Review, SubmissionView } from '#libs/contracts';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { formatNumber, formatPoints } from '../components/format';
import { MutationError } from '../components/mutation-error';
import { Notice } from '../components/notice';
import { words } from '../words';
import { KeyHint } from './key-hint';
import { digitOf, type Shortcuts } from './shortcuts';
import type { Conflict, MarkingState } from './use-marking';

interface RubricPanelProps {
  readonly submission: SubmissionView;
  readonly review: Review;
  readonly marking: MarkingState;
  readonly shortcuts: Shortcuts;
  readonly onFinish: () => void;
}

/** The rubric as buttons that stay pressed, and what its items come to. */
export function RubricPanel(props: RubricPanelProps): ReactElement {
  const { submission, review, marking, shortcuts, onFinish } = props;
  const { marks } = marking;
  const { items } = review.rubric;
  return (
    <Stack gap="sm">
      {marking.conflict !== null && (
        <ConflictNotice conflict={marking.conflict} review={review} onResolve={marking.resolve} />
      )}
      {items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words('desk.no-rubric')}
        </Text>
      ) : (
        <Stack component="ol" gap={4} className="plain-list">
          {items.map(({ id, points, text }, index) => (
            <li key={id}>
              <button
                type="button"
                className="rubric-item"
                aria-pressed={marks.items.includes(id)}
                onClick={() => {
                  marking.toggle(id);
                }}
              >
                <KeyHint shortcuts={shortcuts} name={digitOf(index)} />
                <span className="rubric-text">{text}</span>
                <span className="figures rubric-points">{signed(points)}</span>
              </button>
            </li>
          ))}
        </Stack>
      )}
      <RubricLink submission={submission} />
      <Standing submission={submission} marking={marking} />
      <MutationError error={marking.error} />
      <Group gap="xs">
        {marks.finished ? (
          <Button variant="default" onClick={() => void marking.setFinished(false)}>
            {words('desk.reopen')}
          </Button>
        ) : (
          <Button
            rightSection={<KeyHint shortcuts={shortcuts} name={shortcuts.keys.finish} />}
            onClick={onFinish}
          >
            {words('desk.finish')}
          </Button>
        )}
        <Button
          variant="default"
          disabled={!marking.canUndo}
          rightSection={<KeyHint shortcuts={shortcuts} name={shortcuts.keys.undo} />}
          onClick={marking.undo}
        >
          {words('desk.undo')}
        </Button>
      </Group>
    </Stack>
  );
}

/** `+2`, `−1.5`: an item gives or takes. */
const signed = (points: number): string => `${points < 0 ? '−' : '+'}${formatNumber(Math.abs(points))}`;

function RubricLink({ submission }: Pick<RubricPanelProps, 'submission'>): ReactElement {
  const { assignment, course, problem } = submission;
  const to = `/courses/${course}/assignments/${assignment}/problems/${problem}/rubric`;
  return (
    <Anchor component={Link} to={to} size="sm">
      {words('desk.edit-rubric')}
    </Anchor>
  );
}

/** What counts now, and whether its student sees the review. */
function Standing({ submission, marking }: Pick<RubricPanelProps, 'submission' | 'marking'>): ReactElement {
  const state = marking.isSaving ? 'saving' : marking.marks.finished ? 'finished' : 'draft';
  return (
    <Text size="sm" component="div">
      <strong className="figures">{formatPoints(submission.points, submission.maxPoints)}</strong>{' '}
      <Text span c="dimmed">
        {words(`desk.${state}`)}
      </Text>
    </Text>
  );
}

interface ConflictNoticeProps {
  readonly conflict: Conflict;
  readonly review: Review;
  readonly onResolve: MarkingState['resolve'];
}

/** Nothing was written: the reader sees what the other did, and decides. */
function ConflictNotice({ conflict, review, onResolve }: ConflictNoticeProps): ReactElement {
  const theirs = review.markings[0];
  return (
    <Notice
      tone="partial"
      icon="warning"
      role="alert"
      title={words('desk.conflict', { author: theirs?.author ?? '' })}
    >
      <dl className="conflict">
        <dt>{words('desk.conflict.before')}</dt>
        <dd>{named(conflict.before, review)}</dd>
        <dt>{words('desk.conflict.theirs')}</dt>
        <dd>{named(theirs ?? { items: [], finished: false }, review)}</dd>
        <dt>{words('desk.conflict.mine')}</dt>
        <dd>{named(conflict.mine, review)}</dd>
      </dl>
      <Group gap="xs" mt="xs">
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            onResolve('theirs');
          }}
        >
          {words('desk.conflict.keep')}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            onResolve('mine');
          }}
        >
          {words('desk.conflict.replace')}
        </Button>
      </Group>
    </Notice>
  );
}

function named({ items, finished }: Conflict['mine'], { rubric }: Review): string {
  const texts = rubric.items.filter(({ id }) => items.includes(id)).map(({ text }) => text);
  const applied = texts.length === 0 ? words('desk.nothing-applied') : texts.join(', ');
  return `${applied} (${words(finished ? 'desk.is-finished' : 'desk.is-draft')})`;
}
