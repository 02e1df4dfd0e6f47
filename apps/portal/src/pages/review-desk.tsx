import type { Review, SubmissionView } from '#libs/contracts';
import { Button, Grid, Group, Paper, Stack, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { queries } from '../api/queries';
import { revealStudent, takeNextReview } from '../api/review-endpoints';
import { useAnnounce } from '../components/announcer';
import { Loaded } from '../components/loaded';
import { MutationError } from '../components/mutation-error';
import { Notice } from '../components/notice';
import { Page } from '../components/page';
import { CodePane, type Place } from '../desk/code-pane';
import { CommentComposer } from '../desk/comment-composer';
import { KeyHint } from '../desk/key-hint';
import { RubricPanel } from '../desk/rubric-panel';
import type { Action, Shortcuts } from '../desk/shortcuts';
import { ShortcutsDialog } from '../desk/shortcuts-dialog';
import { useClaim } from '../desk/use-claim';
import { useMarking } from '../desk/use-marking';
import { useKeptShortcuts, useShortcuts } from '../desk/use-shortcuts';
import { Report } from '../report/report';
import { studentName } from '../review/student-name';
import { words } from '../words';
import { useCourseTitle } from './use-course-title';

/** How soon a reader sees what another does to the same work. */
const LOOK_EVERY_MS = 5_000;

/** One submission to be reviewed: its code, its report and the rubric, side by side. */
export function ReviewDeskPage(): ReactElement {
  const { submission = '' } = useParams();
  return <LoadedDesk key={submission} id={submission} />;
}

function LoadedDesk({ id }: { readonly id: string }): ReactElement {
  const submission = useQuery(queries.submission(id));
  const review = useQuery({ ...queries.review(id), refetchInterval: LOOK_EVERY_MS });
  return (
    <Loaded query={submission}>
      {(shown) => <Loaded query={review}>{(said) => <Desk submission={shown} review={said} />}</Loaded>}
    </Loaded>
  );
}

interface DeskProps {
  readonly submission: SubmissionView;
  readonly review: Review;
}

function Desk({ submission, review }: DeskProps): ReactElement {
  const { assignment, course, id, problem } = submission;
  const key = { course, assignment, problem };
  const [shortcuts, setShortcuts] = useKeptShortcuts();
  const [helping, setHelping] = useState(false);
  const [place, setPlace] = useState<Place>({ file: submission.files[0]?.name ?? '', line: 1 });
  const [lines, setLines] = useState(1);
  const [writing, setWriting] = useState(false);
  const marking = useDeskMarking(id, review);
  const way = useWay(submission);
  useClaim(id);
  const finish = async (): Promise<void> => {
    if (marking.marks.finished || (await marking.setFinished(true))) way.next();
  };
  const does: Readonly<Record<Action, () => void>> = {
    next: way.next,
    previous: way.previous,
    finish: () => void finish(),
    undo: marking.undo,
    comment: () => {
      setWriting(true);
    },
    'line-down': () => {
      setPlace({ ...place, line: Math.min(lines, place.line + 1) });
    },
    'line-up': () => {
      setPlace({ ...place, line: Math.max(1, place.line - 1) });
    },
    help: () => {
      setHelping(true);
    },
  };
  useShortcuts(shortcuts, {
    action: (action) => {
      if (!way.isLeaving) does[action]();
    },
    item: (index) => {
      const item = review.rubric.items[index];
      if (item && !way.isLeaving) marking.toggle(item.id);
    },
  });
  return (
    <DeskFrame submission={submission} review={review} shortcuts={shortcuts} does={does}>
      {way.isDone && (
        <Notice tone="good" icon="check" role="status">
          {words('desk.none-left')}
        </Notice>
      )}
      <MutationError error={way.error} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <Section id="work" title={words('submission.files')}>
              <CodePane
                submission={submission}
                comments={review.comments}
                place={place}
                onPlace={setPlace}
                onLines={setLines}
                composer={
                  writing && (
                    <CommentComposer
                      submissionId={id}
                      problem={key}
                      place={place}
                      onDone={() => {
                        setWriting(false);
                      }}
                    />
                  )
                }
              />
            </Section>
            <DeskReport id={id} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }} className="desk-side">
          <Section id="rubric" title={words('desk.rubric')}>
            <RubricPanel
              submission={submission}
              review={review}
              marking={marking}
              shortcuts={shortcuts}
              onFinish={() => void finish()}
            />
          </Section>
        </Grid.Col>
      </Grid>
      <ShortcutsDialog
        opened={helping}
        onClose={() => {
          setHelping(false);
        }}
        shortcuts={shortcuts}
        onChange={setShortcuts}
      />
    </DeskFrame>
  );
}

interface DeskFrameProps extends DeskProps {
  readonly shortcuts: Shortcuts;
  readonly does: Readonly<Record<Action, () => void>>;
  readonly children: ReactNode;
}

/** Whose work it is, who else looks at it, and the way to others. */
function DeskFrame({ submission, review, shortcuts, does, children }: DeskFrameProps): ReactElement {
  const { course, id } = submission;
  const button = (action: Action): ReactElement => (
    <Button
      variant="default"
      size="xs"
      rightSection={<KeyHint shortcuts={shortcuts} name={shortcuts.keys[action]} />}
      onClick={does[action]}
    >
      {words(`desk.do.${action}`)}
    </Button>
  );
  return (
    <Page
      title={words('desk.title', {
        student: studentName(review.student, id),
        problem: submission.problemTitle,
      })}
      crumbs={[
        { label: useCourseTitle(course), to: `/courses/${course}` },
        { label: words('page.review'), to: `/courses/${course}/review` },
      ]}
      aside={
        <Group gap={6}>
          {review.student === null && <Reveal id={id} />}
          {button('previous')}
          {button('next')}
          {button('comment')}
          {button('help')}
          <Button component={Link} to={`/submissions/${id}`} variant="subtle" size="xs">
            {words('desk.as-page')}
          </Button>
        </Group>
      }
    >
      {review.others.length > 0 && (
        <Notice tone="info" icon="eye" role="status">
          {words('desk.others', { names: review.others.map(({ name }) => name).join(', ') })}
        </Notice>
      )}
      {children}
    </Page>
  );
}

/** Marks, and what shows their points. */
function useDeskMarking(id: string, review: Review): ReturnType<typeof useMarking> {
  const client = useQueryClient();
  const marking = useMarking(id, review);
  return {
    ...marking,
    setFinished: async (finished) => {
      const done = await marking.setFinished(finished);
      await client.invalidateQueries({ queryKey: queries.submission(id).queryKey });
      return done;
    },
  };
}

interface Way {
  readonly next: () => void;
  readonly previous: () => void;
  /** Nothing waits that nobody else has. */
  readonly isDone: boolean;
  /** Keys that are pressed now are meant for the next one. */
  readonly isLeaving: boolean;
  readonly error: Error | null;
}

/** From one submission to the next that waits, and back. */
function useWay({ assignment, course, id, problem }: SubmissionView): Way {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const location = useLocation() as { readonly state: { readonly fromDesk?: boolean } | null };
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => takeNextReview({ course, assignment, problem }, id),
    onSuccess: async (next) => {
      if (next === null) announce(words('desk.none-left'));
      else await navigate(`/submissions/${next}/review`, { state: { fromDesk: true } });
    },
  });
  return {
    next: () => {
      if (!isPending) mutate();
    },
    previous: () => {
      if (location.state?.fromDesk === true) void navigate(-1);
    },
    isDone: data === null,
    isLeaving: isPending,
    error,
  };
}

function Reveal({ id }: { readonly id: string }): ReactElement {
  const client = useQueryClient();
  const reveal = useMutation({
    mutationFn: () => revealStudent(id),
    onSuccess: (review) => {
      client.setQueryData(queries.review(id).queryKey, review);
    },
  });
  return (
    <Button
      variant="default"
      size="xs"
      title={words('desk.reveal.hint')}
      loading={reveal.isPending}
      onClick={() => {
        reveal.mutate();
      }}
    >
      {words('desk.reveal')}
    </Button>
  );
}

function DeskReport({ id }: { readonly id: string }): ReactElement {
  return (
    <Loaded query={useQuery(queries.report(id))} inline>
      {(report) => <Report report={report} />}
    </Loaded>
  );
}

function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Paper component="section" aria-labelledby={props.id} withBorder p="md" className="card">
      <Title order={2} fz="h5" id={props.id} mb="xs">
        {props.title}
      </Title>
      {props.children}
    </Paper>
  );
}
