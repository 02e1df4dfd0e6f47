import type { GradingEvent, SubmissionView, TestCaseReport } from '#libs/contracts';
import { isOver } from '../api/vocabulary';

/** A curve that grows while grading runs. */
export interface Curve {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

/** What the live feed has told so far. */
export interface Feed {
  /** Of the last event; null before the first. */
  readonly sequence: number | null;
  /** Cases that may be shown, in the order in which they finished. */
  readonly cases: readonly TestCaseReport[];
  readonly message: string;
  readonly curves: readonly Curve[];
}

export const emptyFeed: Feed = { sequence: null, cases: [], message: '', curves: [] };

/** True when events were lost between the feed and this one: only a fresh start shows the truth again. */
export function hasGap(feed: Feed, event: GradingEvent): boolean {
  return feed.sequence !== null && event.sequence > feed.sequence + 1;
}

/** Takes one event in. What was seen already (a reconnection repeats it) changes nothing. */
export function advance(feed: Feed, event: GradingEvent): Feed {
  if (feed.sequence !== null && event.sequence <= feed.sequence) return feed;
  const next = { ...feed, sequence: event.sequence };
  switch (event.type) {
    case 'state':
      // A job that runs again (its worker was lost) starts over, and so do its cases and curves.
      return event.state === 'running' || event.state === 'queued'
        ? { ...emptyFeed, sequence: event.sequence, message: event.message }
        : { ...next, message: event.message };
    case 'case':
      return event.result === null ? next : { ...next, cases: [...feed.cases, event.result] };
    case 'progress':
      return {
        ...next,
        message: event.message,
        curves: event.metrics.reduce(extend, feed.curves),
      };
  }
}

function extend(
  curves: readonly Curve[],
  { name, x, y }: { readonly name: string; readonly x: number; readonly y: number },
): readonly Curve[] {
  if (!curves.some((curve) => curve.name === name)) return [...curves, { name, points: [[x, y]] }];
  return curves.map((curve) => (curve.name === name ? { name, points: [...curve.points, [x, y]] } : curve));
}

/** The submission as an event leaves it. What is over stays over: a late event does not open it again. */
export function follow(submission: SubmissionView, event: GradingEvent): SubmissionView {
  const { job } = submission;
  if (isOver(job.state)) return submission;
  switch (event.type) {
    case 'state': {
      const { ahead, eta, lacks } = event.state === 'queued' ? job : { ahead: null, eta: null, lacks: null };
      return {
        ...submission,
        job: { ...job, state: event.state, message: event.message, ahead, eta, lacks },
      };
    }
    case 'case':
      return { ...submission, job: { ...job, casesDone: event.done, casesPlanned: event.of } };
    case 'progress':
      return submission;
  }
}
