import {
  type GradingEvent,
  gradingEventSchema,
  submissionSchema,
  type SubmissionView,
} from '#libs/contracts';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { submissionEventsPath } from '../api/endpoints';
import { queries } from '../api/queries';
import { isOver } from '../api/vocabulary';
import { advance, emptyFeed, type Feed, follow, hasGap } from './feed';

const POLL_MS = 2000;
/** A fresh connection replays all events at once: they are drawn together, so that nothing flickers. */
const GATHER_MS = 40;

interface LiveSubmission {
  readonly query: UseQueryResult<SubmissionView>;
  readonly feed: Feed;
}

/**
 * A submission that keeps itself current while it is graded. The server pushes: first a snapshot, so that nothing
 * that was missed can strand the page, then numbered events. A gap in the numbers starts afresh. While the
 * stream does not get through, the page asks every two seconds and the browser goes on trying to connect.
 */
export function useLiveSubmission(id: string): LiveSubmission {
  const client = useQueryClient();
  const [feed, setFeed] = useState(emptyFeed);
  const [connected, setConnected] = useState(true);
  const [restarts, setRestarts] = useState(0);
  const query = useQuery({
    ...queries.submission(id),
    refetchInterval: ({ state }) =>
      !connected && state.data !== undefined && !isOver(state.data.job.state) ? POLL_MS : false,
  });
  const open = query.data !== undefined && !isOver(query.data.job.state);

  useEffect(() => {
    if (!open) return;
    return listen(id, {
      onSnapshot: (submission) => {
        setConnected(true);
        client.setQueryData(queries.submission(id).queryKey, submission);
      },
      onEvents: (events, next) => {
        setFeed(next);
        client.setQueryData(
          queries.submission(id).queryKey,
          (before) => before && events.reduce(follow, before),
        );
      },
      onGap: () => {
        setFeed(emptyFeed);
        setRestarts((n) => n + 1);
      },
      onFailure: () => {
        setConnected(false);
      },
    });
  }, [id, open, restarts, client]);

  useRefreshWhenOver(query.data, open);
  return { query, feed };
}

/** Points come with the end of grading: what shows them is fetched again. */
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
  /** The events since the last call, and the feed with them. */
  readonly onEvents: (events: readonly GradingEvent[], feed: Feed) => void;
  readonly onGap: () => void;
  readonly onFailure: () => void;
}

/** Listens until the returned function is called or a gap was told. */
function listen(id: string, listener: Listener): () => void {
  const source = new EventSource(submissionEventsPath(id));
  let feed = emptyFeed;
  let gathered: GradingEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    source.close();
  };
  const tell = (): void => {
    timer = undefined;
    const events = gathered;
    gathered = [];
    listener.onEvents(events, feed);
  };
  source.addEventListener('snapshot', ({ data }: MessageEvent<string>) => {
    const submission = submissionSchema.safeParse(parse(data));
    if (submission.success) listener.onSnapshot(submission.data);
  });
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const event = gradingEventSchema.safeParse(parse(data));
    if (!event.success) return;
    if (hasGap(feed, event.data)) {
      stop();
      listener.onGap();
      return;
    }
    feed = advance(feed, event.data);
    gathered.push(event.data);
    timer ??= setTimeout(tell, GATHER_MS);
  };
  source.onerror = listener.onFailure;
  return stop;
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
