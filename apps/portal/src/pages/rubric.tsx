import type { Rubric, SaveRubric } from '#libs/contracts';
import {
  ActionIcon,
  Button,
  Group,
  NumberInput,
  Paper,
  SegmentedControl,
  Stack,
  Textarea,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { useParams } from 'react-router';
import { isApiError } from '../api/client';
import type { ProblemKey } from '../api/endpoints';
import { queries } from '../api/queries';
import { saveRubric } from '../api/review-endpoints';
import { reviewQueries } from '../api/review-queries';
import { useAnnounce } from '../components/announcer';
import { Icon } from '../components/icon';
import { Loaded } from '../components/loaded';
import { MutationError } from '../components/mutation-error';
import { Notice } from '../components/notice';
import { Page } from '../components/page';
import { words } from '../words';
import { useCourseTitle } from './use-course-title';

/** Staff write the rubric of a problem. */
export function RubricPage(): ReactElement {
  const { assignment = '', course = '', problem = '' } = useParams();
  const key = { course, assignment, problem };
  const rubric = useQuery(reviewQueries.rubric(key));
  const problems = useQuery(queries.assignment(course, assignment)).data?.problems;
  return (
    <Page
      title={words('rubric.title', { problem: problems?.find(({ id }) => id === problem)?.title ?? problem })}
      crumbs={[
        { label: useCourseTitle(course), to: `/courses/${course}` },
        { label: words('page.review'), to: `/courses/${course}/review` },
      ]}
      subtitle={words('rubric.subtitle')}
    >
      <Loaded query={rubric} inline>
        {(data) => <Editor key={data.revision} problem={key} rubric={data} />}
      </Loaded>
    </Page>
  );
}

/** An item as it is written; points may be half typed. */
interface Line {
  readonly key: string;
  readonly id: string | null;
  readonly text: string;
  readonly points: string | number;
}

function Editor({
  problem,
  rubric,
}: {
  readonly problem: ProblemKey;
  readonly rubric: Rubric;
}): ReactElement {
  const [scoring, setScoring] = useState(rubric.scoring);
  const [lines, setLines] = useState<readonly Line[]>(() =>
    rubric.items.map((item) => ({ ...item, key: item.id })),
  );
  const save = useSave(problem);
  const isSound = lines.every(({ text, points }) => text.trim() !== '' && typeof points === 'number');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const items = lines.map(({ id, text, points }) => ({ id, text: text.trim(), points: Number(points) }));
    save.mutate({ seenRevision: rubric.revision, scoring, items });
  };
  const change = (index: number, changes: Partial<Line>): void => {
    setLines(lines.map((line, at) => (at === index ? { ...line, ...changes } : line)));
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <SegmentedControl
          aria-label={words('rubric.scoring')}
          value={scoring}
          onChange={setScoring}
          data={[
            { value: 'positive', label: words('rubric.positive') },
            { value: 'negative', label: words('rubric.negative') },
          ]}
        />
        {lines.map((line, index) => (
          <LineEditor
            key={line.key}
            line={line}
            place={index + 1}
            onChange={(changes) => {
              change(index, changes);
            }}
            onMoveUp={
              index === 0
                ? null
                : () => {
                    setLines(swapped(lines, index));
                  }
            }
            onRemove={() => {
              setLines(lines.filter((_, at) => at !== index));
            }}
          />
        ))}
        <Group>
          <Button
            variant="default"
            onClick={() => {
              const points = scoring === 'negative' ? -1 : 1;
              setLines([...lines, { key: crypto.randomUUID(), id: null, text: '', points }]);
            }}
          >
            {words('rubric.add')}
          </Button>
          <Button type="submit" disabled={!isSound} loading={save.isPending}>
            {words('rubric.save')}
          </Button>
        </Group>
        {isApiError(save.error, 409) ? (
          <Changed problem={problem} message={save.error.message} />
        ) : (
          <MutationError error={save.error} />
        )}
      </Stack>
    </form>
  );
}

/** The line at `index` one place further up. */
function swapped(lines: readonly Line[], index: number): readonly Line[] {
  return lines.flatMap((line, at) => {
    if (at === index - 1) return [...lines.slice(index, index + 1), line];
    return at === index ? [] : [line];
  });
}

function useSave(problem: ProblemKey) {
  const client = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (rubric: SaveRubric) => saveRubric(problem, rubric),
    onSuccess: async (saved) => {
      announce(words('rubric.saved'));
      client.setQueryData(reviewQueries.rubric(problem).queryKey, saved);
      await client.invalidateQueries({ queryKey: ['review'] });
      await client.invalidateQueries({ queryKey: ['submission'] });
    },
  });
}

/** What somebody else saved is not overwritten; what was written here stays on the page until its author asks. */
function Changed({
  problem,
  message,
}: {
  readonly problem: ProblemKey;
  readonly message: string;
}): ReactElement {
  const client = useQueryClient();
  return (
    <Notice tone="partial" icon="warning" role="alert">
      {message}
      <Group mt="xs">
        <Button
          size="xs"
          variant="default"
          onClick={() => void client.invalidateQueries({ queryKey: reviewQueries.rubric(problem).queryKey })}
        >
          {words('rubric.load')}
        </Button>
      </Group>
    </Notice>
  );
}

interface LineEditorProps {
  readonly line: Line;
  readonly place: number;
  readonly onChange: (changes: Partial<Line>) => void;
  readonly onMoveUp: (() => void) | null;
  readonly onRemove: () => void;
}

function LineEditor({ line, place, onChange, onMoveUp, onRemove }: LineEditorProps): ReactElement {
  return (
    <Paper withBorder p="sm" className="card" role="group" aria-label={words('rubric.item', { n: place })}>
      <Group align="flex-start" wrap="nowrap" gap="sm">
        <Textarea
          className="grow"
          label={words('rubric.text')}
          autosize
          minRows={1}
          maxLength={4000}
          value={line.text}
          onChange={(event) => {
            onChange({ text: event.currentTarget.value });
          }}
        />
        <NumberInput
          label={words('column.points')}
          w={100}
          decimalScale={2}
          min={-10_000}
          max={10_000}
          value={line.points}
          onChange={(points) => {
            onChange({ points });
          }}
        />
        <Group gap={4} mt={24} wrap="nowrap">
          <ActionIcon
            variant="default"
            size="lg"
            disabled={onMoveUp === null}
            aria-label={words('rubric.up', { n: place })}
            onClick={() => onMoveUp?.()}
          >
            <span className="turned">
              <Icon name="chevron-down" />
            </span>
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words('rubric.remove', { n: place })}
            onClick={onRemove}
          >
            <Icon name="trash" />
          </ActionIcon>
        </Group>
      </Group>
    </Paper>
  );
}
