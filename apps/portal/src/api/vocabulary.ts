import type { CourseView, SubmissionView } from '#libs/contracts';

export type JobState = SubmissionView['job']['state'];

/** Whether nothing more will happen to a grading job. */
const OVER: Readonly<Record<JobState, boolean>> = {
  queued: false,
  running: false,
  graded: true,
  'not-gradable': true,
  failed: true,
  cancelled: true,
  superseded: true,
};

export const isOver = (state: JobState): boolean => OVER[state];

export const isStaff = (role: CourseView['role']): boolean => role !== 'student';
