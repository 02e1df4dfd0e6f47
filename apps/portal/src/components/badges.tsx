import type { ProblemView, RegradeRequest, SubmissionView, TestCaseReport } from '#libs/contracts';
import type { ReactElement } from 'react';
import { isOver, type JobState } from '../api/vocabulary';
import { Icon, type IconName } from './icon';

export type Verdict = TestCaseReport['verdict'];
export type Tone = 'good' | 'partial' | 'bad' | 'rule' | 'info' | 'neutral';

interface Mark {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: Tone;
}

const VERDICTS: Readonly<Record<Verdict, Mark>> = {
  correct: { word: 'Correct', icon: 'check', tone: 'good' },
  'partially-correct': { word: 'Partly correct', icon: 'half', tone: 'partial' },
  incorrect: { word: 'Incorrect', icon: 'cross', tone: 'bad' },
  invalid: { word: 'Could not be read', icon: 'question', tone: 'partial' },
  'compile-error': { word: 'Does not compile', icon: 'code', tone: 'bad' },
  crashed: { word: 'Crashed', icon: 'bolt', tone: 'bad' },
  'timed-out': { word: 'Out of time', icon: 'clock', tone: 'bad' },
  'memory-exceeded': { word: 'Out of memory', icon: 'chip', tone: 'bad' },
  'output-exceeded': { word: 'Too much output', icon: 'pages', tone: 'bad' },
  rejected: { word: 'Breaks a rule', icon: 'ban', tone: 'rule' },
  'needs-review': { word: 'A person will look', icon: 'eye', tone: 'info' },
  'not-run': { word: 'Not run', icon: 'minus', tone: 'neutral' },
};

const STATES: Readonly<Record<JobState, Mark>> = {
  queued: { word: 'Waiting', icon: 'hourglass', tone: 'info' },
  running: { word: 'Grading', icon: 'play', tone: 'info' },
  graded: { word: 'Graded', icon: 'check', tone: 'good' },
  'not-gradable': { word: 'Could not be read', icon: 'question', tone: 'partial' },
  failed: { word: 'Platform problem', icon: 'warning', tone: 'rule' },
  cancelled: { word: 'Cancelled', icon: 'ban', tone: 'neutral' },
  superseded: { word: 'Replaced', icon: 'minus', tone: 'neutral' },
};

const REQUESTS: Readonly<Record<RegradeRequest['state'], Mark>> = {
  open: { word: 'Waits for an answer', icon: 'hourglass', tone: 'info' },
  accepted: { word: 'Accepted', icon: 'check', tone: 'good' },
  declined: { word: 'Declined', icon: 'cross', tone: 'neutral' },
  withdrawn: { word: 'Withdrawn', icon: 'minus', tone: 'neutral' },
};

export const requestMark = (state: RegradeRequest['state']): Mark => REQUESTS[state];
export const verdictMark = (verdict: Verdict): Mark => VERDICTS[verdict];
export const stateMark = (state: JobState): Mark => STATES[state];

/** Colour of an attempt: by its points once it has some. */
export function attemptTone({ job, maxPoints, points }: SubmissionView): Tone {
  if (points === null) return STATES[job.state].tone;
  return pointsTone(points, maxPoints);
}

export function pointsTone(points: number, maxPoints: number): Tone {
  if (points >= maxPoints) return 'good';
  return points > 0 ? 'partial' : 'bad';
}

/** Where a student stands with a problem: points tell once there are some, the latest attempt before. */
export function problemMark({ best, points, latest }: ProblemView): Mark {
  if (latest === null) return { word: 'Not started', icon: 'minus', tone: 'neutral' };
  const { state } = latest.job;
  if (!isOver(state) || best === null) return stateMark(state);
  if (best >= points) return { word: 'Solved', icon: 'check', tone: 'good' };
  if (best > 0) return { word: 'Partly solved', icon: 'half', tone: 'partial' };
  return { word: 'Not solved yet', icon: 'cross', tone: 'bad' };
}

export function MarkBadge({ mark }: { readonly mark: Mark }): ReactElement {
  return (
    <span className={`tone tone-${mark.tone}`}>
      <Icon name={mark.icon} size={15} />
      {mark.word}
    </span>
  );
}
