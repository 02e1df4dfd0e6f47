import type { ReviewProgress, ReviewQueueView } from '#libs/contracts';
import {
  Anchor,
  Button,
  Checkbox,
  Group,
  Paper,
  SegmentedControl,
  Select,
  Stack,
  Table,
  Text,
} from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { type ReviewFilter, takeNextReview } from '../api/review-endpoints';
import { reviewQueries } from '../api/review-queries';
import { MarkBadge } from '../components/badges';
import { Instant } from '../components/instant';
import { Loaded } from '../components/loaded';
import { MutationError } from '../components/mutation-error';
import { Page } from '../components/page';
import { Empty, Failure, Loading } from '../components/states';
import { studentName } from '../review/student-name';
import { words } from '../words';
import { useCourseTitle } from './use-course-title';

type Problem = ReviewProgress['problems'][number];
type Item = ReviewQueueView['items'][number];

/** Staff: what is to be reviewed, how much is left, and where to begin. */
export function ReviewQueuePage(): ReactElement {
  const { course = '' } = useParams();
  const progress = useQuery(reviewQueries.progress(course));
  return (
    <Page
      title={words('queue.title')}
      crumbs={[{ label: useCourseTitle(course), to: `/courses/${course}` }]}
      subtitle={words('queue.subtitle')}
    >
      <Loaded query={progress} inline>
        {({ problems }) => (
          <Stack gap="lg">
            <ProgressTable course={course} problems={problems} />
            <Queue course={course} problems={problems} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function ProgressTable({
  course,
  problems,
}: {
  readonly course: string;
  readonly problems: readonly Problem[];
}): ReactElement {
  return (
    <Paper
      withBorder
      className="card scroll-x"
      tabIndex={0}
      role="region"
      aria-label={words('queue.progress')}
    >
      <Table verticalSpacing="xs" horizontalSpacing="md" miw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('column.problem')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {words('queue.waiting')}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {words('queue.reviewed')}
            </Table.Th>
            <Table.Th scope="col">{words('common.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...problems].sort(byPersonFirst).map((problem) => (
            <Table.Tr key={`${problem.assignment}/${problem.problem}`}>
              <Table.Th scope="row" fw={600}>
                {problem.problemTitle}
                <div className="sub">{problem.assignmentTitle}</div>
              </Table.Th>
              <Table.Td ta="right" className="figures">
                {problem.waiting}
              </Table.Td>
              <Table.Td ta="right" className="figures">
                {problem.reviewed}
              </Table.Td>
              <Table.Td>
                <Begin course={course} problem={problem} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

/** Problems that people grade come first; the others can be reviewed, too. */
const byPersonFirst = (one: Problem, other: Problem): number => Number(other.byPerson) - Number(one.byPerson);

function Begin({
  course,
  problem: of,
}: {
  readonly course: string;
  readonly problem: Problem;
}): ReactElement {
  const { assignment, problem, problemTitle, waiting } = of;
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: () => takeNextReview({ course, assignment, problem }, null),
    onSuccess: async (id) => {
      if (id !== null) await navigate(`/submissions/${id}/review`, { state: { fromDesk: true } });
    },
  });
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant={of.byPerson && waiting > 0 ? 'filled' : 'default'}
        disabled={waiting === 0}
        loading={begin.isPending}
        aria-label={words('queue.begin-with', { problem: problemTitle })}
        onClick={() => {
          begin.mutate();
        }}
      >
        {words('queue.begin')}
      </Button>
      <Anchor
        component={Link}
        size="sm"
        to={`/courses/${course}/assignments/${assignment}/problems/${problem}/rubric`}
        aria-label={words('queue.rubric-of', { problem: problemTitle })}
      >
        {words('desk.rubric')}
      </Anchor>
      {begin.data === null && (
        <Text size="sm" role="status">
          {words('desk.none-left')}
        </Text>
      )}
      <MutationError error={begin.error} />
    </Group>
  );
}

const ALL: ReviewFilter = { assignment: null, problem: null, state: 'waiting', mine: false };

function Queue({
  course,
  problems,
}: {
  readonly course: string;
  readonly problems: readonly Problem[];
}): ReactElement {
  const [filter, setFilter] = useState(ALL);
  const list = useInfiniteQuery(reviewQueries.queue(course, filter));
  return (
    <Stack>
      <Filters problems={problems} filter={filter} onChange={setFilter} />
      {list.isPending && <Loading />}
      {list.isError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && <QueueTable items={list.data.pages.flatMap(({ items }) => items)} />}
      {list.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {words('queue.more')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface FiltersProps {
  readonly problems: readonly Problem[];
  readonly filter: ReviewFilter;
  readonly onChange: (filter: ReviewFilter) => void;
}

function Filters({ problems, filter, onChange }: FiltersProps): ReactElement {
  const keyOf = ({ assignment, problem }: Problem): string => `${assignment}/${problem}`;
  const chosen = problems.find(
    ({ assignment, problem }) => assignment === filter.assignment && problem === filter.problem,
  );
  return (
    <Group gap="md" align="flex-end">
      <Select
        label={words('column.problem')}
        placeholder={words('common.all')}
        clearable
        clearButtonProps={{ 'aria-label': words('common.clear') }}
        data={problems.map((each) => ({ value: keyOf(each), label: each.problemTitle }))}
        value={chosen ? keyOf(chosen) : null}
        onChange={(value) => {
          const found = problems.find((each) => keyOf(each) === value);
          onChange({ ...filter, assignment: found?.assignment ?? null, problem: found?.problem ?? null });
        }}
      />
      <SegmentedControl
        aria-label={words('queue.state')}
        value={filter.state ?? 'all'}
        onChange={(value) => {
          onChange({ ...filter, state: value === 'waiting' || value === 'reviewed' ? value : null });
        }}
        data={[
          { value: 'waiting', label: words('queue.waiting') },
          { value: 'reviewed', label: words('queue.reviewed') },
          { value: 'all', label: words('common.all') },
        ]}
      />
      <Checkbox
        label={words('queue.mine')}
        checked={filter.mine}
        onChange={(event) => {
          onChange({ ...filter, mine: event.currentTarget.checked });
        }}
      />
    </Group>
  );
}

function QueueTable({ items }: { readonly items: readonly Item[] }): ReactElement {
  if (items.length === 0) {
    return (
      <Empty icon="check" title={words('queue.none')}>
        {words('queue.none.why')}
      </Empty>
    );
  }
  return (
    <Paper withBorder className="card scroll-x" tabIndex={0} role="region" aria-label={words('queue.title')}>
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover miw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('column.student')}</Table.Th>
            <Table.Th scope="col">{words('column.problem')}</Table.Th>
            <Table.Th scope="col">{words('column.received')}</Table.Th>
            <Table.Th scope="col">{words('column.state')}</Table.Th>
            <Table.Th scope="col">{words('queue.by')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <QueueRow key={item.submission} item={item} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function QueueRow({ item }: { readonly item: Item }): ReactElement {
  const { assignment, holder, problemTitle, receivedAt, reviewer, state, student, submission } = item;
  const who = holder === null ? reviewer : words('queue.held', { name: holder });
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600}>
        <Anchor component={Link} to={`/submissions/${submission}/review`} size="sm" fw={600}>
          {studentName(student, submission)}
        </Anchor>
      </Table.Th>
      <Table.Td>
        {problemTitle}
        <div className="sub">{assignment}</div>
      </Table.Td>
      <Table.Td>
        <Instant at={receivedAt} />
      </Table.Td>
      <Table.Td className="nowrap">
        <MarkBadge
          mark={
            state === 'reviewed'
              ? { word: words('queue.reviewed'), icon: 'check', tone: 'good' }
              : { word: words('queue.waiting'), icon: 'hourglass', tone: item.needed ? 'info' : 'neutral' }
          }
        />
      </Table.Td>
      <Table.Td>{who ?? '–'}</Table.Td>
    </Table.Tr>
  );
}
