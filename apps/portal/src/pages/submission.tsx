import type { SubmissionView } from '#libs/contracts';
import { Button, Grid, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef } from 'react';
import { Link, useParams } from 'react-router';
import { queries } from '../api/queries';
import { useIsStaff } from '../app/session';
import { useAnnounce } from '../components/announcer';
import { Attempts } from '../components/attempts';
import { stateMark } from '../components/badges';
import { formatPoints, formatShare, namesOf } from '../components/format';
import { Instant } from '../components/instant';
import { Loaded } from '../components/loaded';
import { Notice } from '../components/notice';
import { Page } from '../components/page';
import type { Feed } from '../live/feed';
import { LivePanel, queuePlace } from '../live/live-panel';
import { CancelledPanel, SupersededPanel, FailedPanel } from '../live/over-panel';
import { useLiveSubmission } from '../live/use-live-submission';
import { ToldRegrades } from '../regrade/told-regrades';
import { Report } from '../report/report';
import { AdjustedPoints } from '../review/adjusted-points';
import { ReviewPanel } from '../review/review-panel';
import { Withheld } from '../report/withheld';
import { SubmittedFiles } from '../report/submitted-files';
import { useCourseTitle } from './use-course-title';
import { richWords, words } from '../words';

/** One submission from hand-in to report, at one address. */
export function SubmissionPage(): ReactElement {
  const { submission = '' } = useParams();
  return <Followed key={submission} id={submission} />;
}

function Followed({ id }: { readonly id: string }): ReactElement {
  const { query, feed } = useLiveSubmission(id);
  return <Loaded query={query}>{(data) => <Submission submission={data} feed={feed} />}</Loaded>;
}

interface SubmissionProps {
  readonly submission: SubmissionView;
  readonly feed: Feed;
}

function Submission({ submission, feed }: SubmissionProps): ReactElement {
  const { assignment, course, problem } = submission;
  const courseTitle = useCourseTitle(course);
  const staff = useIsStaff(course);
  const { title: assignmentTitle = assignment, policy } =
    useQuery(queries.assignment(course, assignment)).data ?? {};
  const isWithheld = !staff && !submission.isReleased && isGraded(submission);
  useSpokenState(submission);
  const at = `/courses/${course}/assignments/${assignment}`;
  return (
    <Page
      title={submission.problemTitle}
      crumbs={[
        { label: courseTitle, to: `/courses/${course}` },
        { label: assignmentTitle, to: at },
        { label: submission.problemTitle, to: `${at}/problems/${problem}` },
      ]}
      subtitle={richWords('submission.handed-in', { at: <Instant at={submission.receivedAt} /> })}
      aside={
        !staff && (
          <Button component={Link} to={`${at}/problems/${problem}`} variant="default">
            {words('submission.back')}
          </Button>
        )
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          {isWithheld ? (
            <Withheld at={policy?.release.at ?? null} />
          ) : (
            <Outcome submission={submission} feed={feed} />
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack>
            <Paper component="section" aria-labelledby="files" withBorder p="md" className="card">
              <Title order={2} fz="h5" id="files" mb="xs">
                {words('submission.files')}
              </Title>
              {(staff || submission.authors.length > 1) && (
                <Text size="sm" mb="xs">
                  {words('groups.by', { names: namesOf(submission.authors) })}
                </Text>
              )}
              <SubmittedFiles submission={submission} />
            </Paper>
            {isGraded(submission) && !isWithheld && <ToldRegrades submission={submission.id} />}
            {isGraded(submission) && !isWithheld && <ReviewPanel submission={submission} staff={staff} />}
            {!staff && (
              <Paper component="section" aria-labelledby="attempts" withBorder p="md" className="card">
                <Title order={2} fz="h5" id="attempts" mb="xs">
                  {words('attempts.title')}
                </Title>
                <Attempts problem={{ course, assignment, problem }} current={submission.id} />
              </Paper>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Outcome({ submission, feed }: SubmissionProps): ReactElement {
  switch (submission.job.state) {
    case 'queued':
    case 'running':
      return <LivePanel submission={submission} feed={feed} />;
    case 'graded':
    case 'not-gradable':
      return (
        <Stack>
          <AdjustedPoints adjustment={submission.adjustment} maxPoints={submission.maxPoints} />
          {submission.credit < 1 && submission.adjustment?.points == null && (
            <Notice tone="partial" icon="clock">
              {words('submission.late', { credit: formatShare(submission.credit * 100) })}
            </Notice>
          )}
          <FinishedReport id={submission.id} />
        </Stack>
      );
    case 'failed':
      return <FailedPanel submission={submission} />;
    case 'cancelled':
      return <CancelledPanel />;
    case 'superseded':
      return <SupersededPanel />;
  }
}

const isGraded = ({ job }: SubmissionView): boolean => job.state === 'graded' || job.state === 'not-gradable';

function FinishedReport({ id }: { readonly id: string }): ReactElement {
  return (
    <Loaded query={useQuery(queries.report(id))} inline>
      {(report) => <Report report={report} />}
    </Loaded>
  );
}

/** Says changes of state to a screen reader: not every step, only what a reader would want to hear. */
function useSpokenState(submission: SubmissionView): void {
  const announce = useAnnounce();
  const words = spokenState(submission);
  const last = useRef(words);
  useEffect(() => {
    if (words === null || words === last.current) return;
    last.current = words;
    announce(words);
  }, [words, announce]);
}

/** null while there is nothing to say yet: points arrive a moment after the state. */
function spokenState({ job, points, maxPoints }: SubmissionView): string | null {
  switch (job.state) {
    case 'queued':
      return queuePlace(job.ahead);
    case 'graded':
      return points === null
        ? null
        : words('submission.spoken-score', { score: formatPoints(points, maxPoints) });
    case 'running':
    case 'not-gradable':
    case 'failed':
    case 'cancelled':
    case 'superseded':
      return stateMark(job.state).word;
  }
}
