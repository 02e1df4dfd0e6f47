import type { ProblemView, RegradeRequest, SubmissionView, TestCaseReport } from '#libs/contracts';
import type { ReactElement } from 'react';
import { isOver, type JobState } from '../api/vocabulary';
import { Icon, type IconName } from './icon';
import { words } from '../words';

export type Verdict = TestCaseReport['verdict'];
export type Tone = 'good' | 'partial' | 'bad' | 'rule' | 'info' | 'neutral';

interface Look {
  readonly icon: IconName;
  readonly tone: Tone;
}

interface Mark extends Look {
  readonly word: string;
}

const VERDICTS: Readonly<Record<Verdict, Look>> = {
  correct: { icon: 'check', tone: 'good' },
  'partially-correct': { icon: 'half', tone: 'partial' },
  incorrect: { icon: 'cross', tone: 'bad' },
  invalid: { icon: 'question', tone: 'partial' },
  'compile-error': { icon: 'code', tone: 'bad' },
  crashed: { icon: 'bolt', tone: 'bad' },
  'timed-out': { icon: 'clock', tone: 'bad' },
  'memory-exceeded': { icon: 'chip', tone: 'bad' },
  'output-exceeded': { icon: 'pages', tone: 'bad' },
  rejected: { icon: 'ban', tone: 'rule' },
  'needs-review': { icon: 'eye', tone: 'info' },
  'not-run': { icon: 'minus', tone: 'neutral' },
};

const STATES: Readonly<Record<JobState, Look>> = {
  queued: { icon: 'hourglass', tone: 'info' },
  running: { icon: 'play', tone: 'info' },
  graded: { icon: 'check', tone: 'good' },
  'not-gradable': { icon: 'question', tone: 'partial' },
  failed: { icon: 'warning', tone: 'rule' },
  cancelled: { icon: 'ban', tone: 'neutral' },
  superseded: { icon: 'minus', tone: 'neutral' },
};

const REQUESTS: Readonly<Record<RegradeRequest['state'], Look>> = {
  open: { icon: 'hourglass', tone: 'info' },
  accepted: { icon: 'check', tone: 'good' },
  declined: { icon: 'cross', tone: 'neutral' },
  withdrawn: { icon: 'minus', tone: 'neutral' },
};

export const requestMark = (state: RegradeRequest['state']): Mark => ({
  word: words(`request.${state}`),
  ...REQUESTS[state],
});
export const verdictMark = (verdict: Verdict): Mark => ({
  word: words(`verdict.${verdict}`),
  ...VERDICTS[verdict],
});
export const stateMark = (state: JobState): Mark => ({ word: words(`job.${state}`), ...STATES[state] });

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
  if (latest === null) return { word: words('standing.not-started'), icon: 'minus', tone: 'neutral' };
  const { state } = latest.job;
  if (!isOver(state) || best === null) return stateMark(state);
  if (best >= points) return { word: words('standing.solved'), icon: 'check', tone: 'good' };
  if (best > 0) return { word: words('standing.partly'), icon: 'half', tone: 'partial' };
  return { word: words('standing.not-solved'), icon: 'cross', tone: 'bad' };
}

export function MarkBadge({ mark }: { readonly mark: Mark }): ReactElement {
  return (
    <span className={`tone tone-${mark.tone}`}>
      <Icon name={mark.icon} size={15} />
      {mark.word}
    </span>
  );
}
