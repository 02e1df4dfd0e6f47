import type { AssignmentView, RegradeSelection, StartRegrade } from '#libs/contracts';
import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Paper,
  Stack,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useNavigate } from 'react-router';
import { queries } from '../api/queries';
import { regradeQueries, startRegrade } from '../api/regrade-runs';
import { Loaded } from '../components/loaded';
import { MutationError } from '../components/mutation-error';
import { words } from '../words';

const SELECTIONS = ['latest', 'best', 'all', 'failing', 'affected'] as const;
type Kind = (typeof SELECTIONS)[number];

/** Chooses what is graded again by which version. Starting changes no grade. */
export function StartRun({ course }: { readonly course: string }): ReactElement {
  const assignments = useQuery(queries.course(course)).data?.assignments ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const assignment = chosen ?? assignments[0]?.id;
  return (
    <Paper component="section" aria-labelledby="start-run" withBorder p="lg" className="card">
      <Title order={2} fz="h4" id="start-run" mb="sm">
        {words('start-run.title')}
      </Title>
      <Stack gap="sm">
        <NativeSelect
          label={words('start-run.assignment')}
          value={assignment ?? ''}
          onChange={(event) => {
            setChosen(event.currentTarget.value);
          }}
          data={assignments.map(({ id, title }) => ({ value: id, label: title }))}
        />
        {assignment !== undefined && <OfAssignment key={assignment} course={course} id={assignment} />}
      </Stack>
    </Paper>
  );
}

function OfAssignment({ course, id }: { readonly course: string; readonly id: string }): ReactElement {
  const assignment = useQuery(queries.assignment(course, id));
  return (
    <Loaded query={assignment} inline>
      {(data) => <RunForm assignment={data} />}
    </Loaded>
  );
}

function RunForm({ assignment }: { readonly assignment: AssignmentView }): ReactElement {
  const { course, id, problems, version } = assignment;
  const log = useInfiniteQuery(regradeQueries.versions(course, id));
  const numbers = log.data?.pages.flatMap((page) => page.versions.map(({ number }) => number)) ?? [version];
  const [problem, setProblem] = useState(problems[0]?.id ?? '');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState(String(version));
  const [kind, setKind] = useState<Kind>('best');
  const [test, setTest] = useState('');
  const [twice, setTwice] = useState(false);
  const [reason, setReason] = useState('');
  const start = useStart(course, id);
  const needsTest = kind === 'failing' || kind === 'affected';
  const versionChoices = numbers.map((n) => ({ value: String(n), label: words('versions.number', { n }) }));
  const send = (): void => {
    const selection: RegradeSelection = needsTest ? { kind, test: test.trim() } : { kind };
    const origin = from === '' ? null : Number(from);
    start.mutate({ problem, from: origin, to: Number(to), selection, twice, reason: reason.trim() });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="sm">
        <NativeSelect
          label={words('start-run.problem')}
          value={problem}
          onChange={(event) => {
            setProblem(event.currentTarget.value);
          }}
          data={problems.map((each) => ({ value: each.id, label: each.title }))}
        />
        <Group grow>
          <NativeSelect
            label={words('start-run.from')}
            value={from}
            onChange={(event) => {
              setFrom(event.currentTarget.value);
            }}
            data={[{ value: '', label: words('start-run.from-any') }, ...versionChoices]}
          />
          <NativeSelect
            label={words('start-run.to')}
            value={to}
            onChange={(event) => {
              setTo(event.currentTarget.value);
            }}
            data={versionChoices}
          />
        </Group>
        <NativeSelect
          label={words('start-run.selection')}
          value={kind}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setKind(SELECTIONS.find((each) => each === value) ?? 'best');
          }}
          data={SELECTIONS.map((each) => ({ value: each, label: words(`start-run.${each}`) }))}
        />
        {needsTest && (
          <TextInput
            label={words('start-run.test')}
            required
            maxLength={200}
            value={test}
            onChange={(event) => {
              setTest(event.currentTarget.value);
            }}
          />
        )}
        <Textarea
          label={words('start-run.reason')}
          required
          autosize
          minRows={2}
          maxLength={4000}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <Checkbox
          label={words('start-run.twice')}
          checked={twice}
          onChange={(event) => {
            setTwice(event.currentTarget.checked);
          }}
        />
        <MutationError error={start.error} />
        <Group>
          <Button type="submit" loading={start.isPending}>
            {words('start-run.start')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useStart(course: string, assignment: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (command: StartRegrade) => startRegrade(course, assignment, command),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: regradeQueries.all(course) });
      await navigate(`/courses/${course}/regrade-runs/${id}`);
    },
  });
}
