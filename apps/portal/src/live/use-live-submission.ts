import {
  type GradingEvent,
  gradingEventSchema,
  submissionSchema,
  type SubmissionView,
} from '#libs/contracts';
import { isFinal } from '#libs/domain';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { submissionEventsPath } from '../api/endpoints';
import { queries } from '../api/queries';
import { advance, emptyFeed, type Feed, hasGap } from './feed';

const POLL_MS = 2000;
/** The browser reconnects on its own; after so many failures in a row asking is surer than listening. */
const MAX_FAILURES = 3;

interface LiveSubmission {
  readonly query: UseQueryResult<SubmissionView>;
  readonly feed: Feed;
}

/**
 * A submission that keeps itself current while it is graded. The server pushes: first a snapshot, so that nothing
 * that was missed can strand the page, then numbered events. A gap in the numbers starts afresh; where the
 * stream does not work at all, the page asks every two seconds.
 */
export function useLiveSubmission(id: string): LiveSubmission {
  const client = useQueryClient();
  const [feed, setFeed] = useState(emptyFeed);
  const [listening, setListening] = useState(true);
  const [restarts, setRestarts] = useState(0);
  const query = useQuery({
    ...queries.submission(id),
    refetchInterval: ({ state }) =>
      !listening && state.data !== undefined && !isFinal(state.data.job.state) ? POLL_MS : false,
  });
  const open = query.data !== undefined && !isFinal(query.data.job.state);

  useEffect(() => {
    if (!open || !listening) return;
    return listen(id, {
      onSnapshot: (submission) => client.setQueryData(queries.submission(id).queryKey, submission),
      onEvent: (event, next) => {
        setFeed(next);
        client.setQueryData(queries.submission(id).queryKey, (before) => before && follow(before, event));
      },
      onGap: () => {
        setFeed(emptyFeed);
        setRestarts((n) => n + 1);
      },
      onFailure: () => {
        setListening(false);
      },
    });
  }, [id, open, listening, restarts, client]);

  useRefreshWhenOver(query.data, open);
  return { query, feed };
}

/** Points come with the end of grading: lists that show them are fetched again. */
function useRefreshWhenOver(submission: SubmissionView | undefined, open: boolean): void {
  const client = useQueryClient();
  const wasOpen = useRef(false);
  useEffect(() => {
    if (open || submission === undefined) {
      wasOpen.current = open;
      return;
    }
    if (!wasOpen.current) return;
    wasOpen.current = false;
    const { id, course, assignment, problem } = submission;
    const stale = [
      queries.submission(id).queryKey,
      queries.attempts({ course, assignment, problem }).queryKey,
      queries.assignment(course, assignment).queryKey,
      queries.course(course).queryKey,
    ];
    for (const queryKey of stale) void client.invalidateQueries({ queryKey });
  }, [open, submission, client]);
}

interface Listener {
  readonly onSnapshot: (submission: SubmissionView) => void;
  readonly onEvent: (event: GradingEvent, feed: Feed) => void;
  readonly onGap: () => void;
  readonly onFailure: () => void;
}

/** Listens until the returned function is called, or a gap or failure was told. */
function listen(id: string, listener: Listener): () => void {
  const source = new EventSource(submissionEventsPath(id));
  let feed = emptyFeed;
  let failures = 0;
  source.addEventListener('snapshot', ({ data }: MessageEvent<string>) => {
    failures = 0;
    const submission = submissionSchema.safeParse(parse(data));
    if (submission.success) listener.onSnapshot(submission.data);
  });
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const event = gradingEventSchema.safeParse(parse(data));
    if (!event.success) return;
    if (hasGap(feed, event.data)) {
      source.close();
      listener.onGap();
      return;
    }
    feed = advance(feed, event.data);
    listener.onEvent(event.data, feed);
  };
  source.onerror = () => {
    failures += 1;
    if (source.readyState !== EventSource.CLOSED && failures < MAX_FAILURES) return;
    source.close();
    listener.onFailure();
  };
  return () => {
    source.close();
  };
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** The submission as an event leaves it. What is over stays over: a late event does not open it again. */
function follow(submission: SubmissionView, event: GradingEvent): SubmissionView {
  const { job } = submission;
  if (isFinal(job.state)) return submission;
  switch (event.type) {
    case 'state':
      return {
        ...submission,
        job: {
          ...job,
          state: event.state,
          message: event.message,
          ahead: event.state === 'queued' ? job.ahead : null,
        },
      };
    case 'case':
      return { ...submission, job: { ...job, casesDone: event.done, casesPlanned: event.of } };
    case 'progress':
      return { ...submission, job: { ...job, message: event.message } };
  }
}
