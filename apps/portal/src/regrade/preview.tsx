import type { RegradePolicy, RegradePreview, RegradeRunView } from '#libs/contracts';
import { Anchor, Button, Checkbox, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { applyRegrade, regradeQueries } from '../api/regrade-runs';
import { MarkBadge, type Verdict, verdictMark } from '../components/badges';
import { formatDuration } from '../components/format';
import { Loaded } from '../components/loaded';
import { MutationError } from '../components/mutation-error';
import { Notice } from '../components/notice';
import { useRunChange } from './run-actions';
import { words } from '../words';

interface PreviewProps {
  readonly course: string;
  readonly run: RegradeRunView;
  readonly policy: RegradePolicy;
}

/** What applying the run would change; of one that was applied, what it changed. */
export function Preview({ course, run, policy }: PreviewProps): ReactElement {
  return (
    <Loaded query={useQuery(regradeQueries.preview(course, run.id, policy))} inline>
      {(preview) => (
        <Stack>
          <Summary preview={preview} />
          <Transitions transitions={preview.transitions} />
          <Students students={preview.students} />
          {run.state === 'ready' && <Apply course={course} id={run.id} preview={preview} />}
        </Stack>
      )}
    </Loaded>
  );
}

function Summary({ preview }: { readonly preview: RegradePreview }): ReactElement {
  const { cost, counts, flaky } = preview;
  const tests = [...new Set(flaky.flatMap((each) => each.tests))].join(', ');
  return (
    <>
      {counts.lowered > 0 && (
        <Notice tone="partial" icon="warning">
          {words('run.drops', { n: counts.lowered })}
        </Notice>
      )}
      {flaky.length > 0 && (
        <Notice tone="rule" icon="warning" title={words('run.flaky')}>
          {words('run.flaky.why', { tests })}{' '}
          {flaky.map(({ submission, student }) => (
            <Anchor key={submission} component={Link} to={`/submissions/${submission}`} size="sm" mr="xs">
              {student.name}
            </Anchor>
          ))}
        </Notice>
      )}
      <Text size="sm">{words('run.counts', counts)}</Text>
      <Text size="sm" c="dimmed">
        {words('run.cost', {
          busy: formatDuration(cost.busySeconds * 1_000),
          cpu: formatDuration(cost.cpuSeconds * 1_000),
        })}
      </Text>
    </>
  );
}

function Transitions({ transitions }: Pick<RegradePreview, 'transitions'>): ReactElement {
  return (
    <section>
      <Title order={2} fz="h4" mb="xs" id="transitions">
        {words('run.transitions')}
      </Title>
      <Paper
        withBorder
        className="card scroll-x"
        tabIndex={0}
        role="region"
        aria-label={words('run.transitions')}
      >
        <Table verticalSpacing="xs" horizontalSpacing="md" miw={560}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{words('run.test')}</Table.Th>
              <Table.Th scope="col">{words('run.before')}</Table.Th>
              <Table.Th scope="col">{words('run.after')}</Table.Th>
              <Table.Th scope="col">{words('run.submissions')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {transitions.map(({ after, before, submissions, test }) => (
              <Table.Tr key={`${test} ${String(before)} ${String(after)}`}>
                <Table.Th scope="row">{test}</Table.Th>
                <Table.Td>
                  <VerdictOf verdict={before} />
                </Table.Td>
                <Table.Td>
                  <VerdictOf verdict={after} />
                </Table.Td>
                <Table.Td className="figures">{submissions}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </section>
  );
}

function VerdictOf({ verdict }: { readonly verdict: Verdict | null }): ReactElement {
  return verdict === null ? <>{words('run.no-such-test')}</> : <MarkBadge mark={verdictMark(verdict)} />;
}

function Students({ students }: Pick<RegradePreview, 'students'>): ReactElement {
  const [onlyChanged, setOnlyChanged] = useState(true);
  const shown = onlyChanged ? students.filter(({ after, before }) => after !== before) : students;
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2} fz="h4" id="regraded-students">
          {words('run.students')}
        </Title>
        <Checkbox
          label={words('run.only-changed')}
          checked={onlyChanged}
          onChange={(event) => {
            setOnlyChanged(event.currentTarget.checked);
          }}
        />
      </Group>
      {shown.length === 0 ? (
        <Text size="sm">{words('run.nobody')}</Text>
      ) : (
        <Paper
          withBorder
          className="card scroll-x"
          tabIndex={0}
          role="region"
          aria-label={words('run.students')}
        >
          <Table verticalSpacing="xs" horizontalSpacing="md" miw={560}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{words('column.student')}</Table.Th>
                <Table.Th scope="col">{words('run.before')}</Table.Th>
                <Table.Th scope="col">{words('run.after')}</Table.Th>
                <Table.Th scope="col">{words('run.why')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((row) => (
                <StudentRow key={row.student.id} row={row} />
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
    </section>
  );
}

function StudentRow({ row }: { readonly row: RegradePreview['students'][number] }): ReactElement {
  return (
    <Table.Tr>
      <Table.Th scope="row">{row.student.name}</Table.Th>
      <Table.Td className="figures">{row.before ?? '–'}</Table.Td>
      <Table.Td className="figures">{row.after ?? '–'}</Table.Td>
      <Table.Td>
        {row.submissions.map(({ after, before, id, kept, override, tests }) => (
          <div key={id}>
            <Anchor component={Link} to={`/submissions/${id}`} size="sm">
              {before ?? '–'} → {after ?? '–'}
            </Anchor>{' '}
            {[
              ...tests.map(({ test }) => test),
              ...(kept === null ? [] : [words(`run.kept.${kept}`)]),
              ...(override === null ? [] : [words('run.override', { points: override })]),
            ].join(', ')}
          </div>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}

interface ApplyProps {
  readonly course: string;
  readonly id: string;
  readonly preview: RegradePreview;
}

function Apply({ course, id, preview }: ApplyProps): ReactElement {
  const { counts, digest, policy } = preview;
  const apply = useRunChange(course, () => applyRegrade(course, id, { policy, digest }));
  return (
    <Group justify="flex-end">
      <MutationError error={apply.error} />
      <Button
        loading={apply.isPending}
        onClick={() => {
          apply.mutate(undefined);
        }}
      >
        {words('run.apply', { n: counts.raised + counts.lowered })}
      </Button>
    </Group>
  );
}
