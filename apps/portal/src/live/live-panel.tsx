import type { SubmissionView } from '#libs/contracts';
import { Button, Group, Paper, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { MutationError } from '../components/mutation-error';
import { cancelSubmission } from '../api/endpoints';
import { queries } from '../api/queries';
import { MarkBadge, stateMark, verdictMark } from '../components/badges';
import { Chart } from '../components/chart';
import { formatPoints, formatRange } from '../components/format';
import { Icon } from '../components/icon';
import type { Feed } from './feed';
import { words } from '../words';

interface LivePanelProps {
  readonly submission: SubmissionView;
  readonly feed: Feed;
}

/** Grading as it happens: place in the queue, step k of n, finished checks, growing curves. */
export function LivePanel({ submission, feed }: LivePanelProps): ReactElement {
  const { job } = submission;
  const queued = job.state === 'queued';
  const share = job.casesPlanned > 0 ? (job.casesDone / job.casesPlanned) * 100 : 0;
  return (
    <Paper component="section" aria-labelledby="live" withBorder p="lg" className="card tone-edge tone-info">
      <Stack>
        <Group justify="space-between">
          <Group gap="sm">
            <MarkBadge mark={stateMark(job.state)} />
            <Title order={2} fz="h4" id="live">
              {queued ? queuePlace(job.ahead) : step(job.casesDone, job.casesPlanned)}
            </Title>
          </Group>
          {queued && <Cancel id={submission.id} />}
        </Group>
        <Progress
          value={queued ? 100 : Math.max(share, 4)}
          animated
          size="lg"
          aria-label={
            queued
              ? words('live.waiting')
              : words('live.done', { done: job.casesDone, planned: job.casesPlanned })
          }
        />
        {job.lacks !== null && <Text size="sm">{words(`live.lacks-${job.lacks}`)}</Text>}
        {job.eta !== null && <Text size="sm">{words('live.eta', { range: formatRange(job.eta) })}</Text>}
        <Text size="sm" c="dimmed" className="live-message">
          {feed.message || job.message || words('live.follows')}
        </Text>
        {feed.curves.length > 0 && (
          <SimpleGrid cols={{ base: 1, sm: Math.min(2, feed.curves.length) }}>
            {feed.curves.map((curve) => (
              <Chart key={curve.name} xLabel={words('live.step-axis')} yLabel={curve.name} series={[curve]} />
            ))}
          </SimpleGrid>
        )}
        {feed.cases.length > 0 && (
          <ol className="plain-list live-cases" aria-label={words('live.finished')}>
            {feed.cases.map((result) => (
              <li key={result.name}>
                <MarkBadge mark={verdictMark(result.verdict)} />
                <span>{result.name}</span>
                {result.maxPoints > 0 && (
                  <span className="figures">{formatPoints(result.points, result.maxPoints)}</span>
                )}
              </li>
            ))}
          </ol>
        )}
      </Stack>
    </Paper>
  );
}

export function queuePlace(ahead: number | null): string {
  if (ahead === null) return words('live.free-grader');
  return ahead === 0 ? words('live.next') : words('live.ahead', { n: ahead });
}

function step(done: number, planned: number): string {
  if (planned === 0) return words('live.preparing');
  return words('live.check', { number: Math.min(done + 1, planned), planned });
}

function Cancel({ id }: { readonly id: string }): ReactElement {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelSubmission(id),
    onSuccess: (submission) => {
      client.setQueryData(queries.submission(id).queryKey, submission);
    },
    // It began to run in the meantime: show how it stands.
    onError: () => client.invalidateQueries({ queryKey: queries.submission(id).queryKey }),
  });
  return (
    <Group gap="sm">
      <MutationError error={cancel.error} />
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="cross" size={14} />}
        loading={cancel.isPending}
        onClick={() => {
          cancel.mutate();
        }}
      >
        {words('common.cancel')}
      </Button>
    </Group>
  );
}
