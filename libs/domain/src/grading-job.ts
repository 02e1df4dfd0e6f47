/** The states of a GradingJob, and the only ways between them. */
export const GRADING_JOB_STATES = [
  'queued',
  'running',
  'graded',
  /** The submission can't be graded (unreadable answer, missing file). Costs no attempt. */
  'not-gradable',
  /** The platform failed for good; staff see it, the attempt is not charged. */
  'failed',
  'cancelled',
  /** A newer submission of the same student took its place before it was begun. Costs no attempt. */
  'superseded',
] as const;
export type GradingJobState = (typeof GRADING_JOB_STATES)[number];

const TRANSITIONS: Readonly<Record<GradingJobState, readonly GradingJobState[]>> = {
  queued: ['running', 'cancelled', 'superseded', 'failed'],
  running: ['queued', 'graded', 'not-gradable', 'failed', 'cancelled'],
  graded: [],
  'not-gradable': [],
  failed: [],
  cancelled: [],
  superseded: [],
};

export function canMove(from: GradingJobState, to: GradingJobState): boolean {
  return TRANSITIONS[from].includes(to);
}

export function isFinal(state: GradingJobState): boolean {
  return TRANSITIONS[state].length === 0;
}
