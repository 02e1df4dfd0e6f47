/** Courses, assignments, problems and where a student stands with them. */
export const courses = {
  'home.title': 'My courses',
  'home.none': 'You are in no course yet',
  'home.none.why': 'Ask your course staff to add you with the e-mail address that you signed in with.',

  'course.subtitle': 'Assignments',
  'course.credit': 'Credit so far',
  'course.none': 'No assignments yet',
  'course.none.why': 'They appear here as soon as your instructor publishes them.',
  'course.your-points': 'Your points',
  'course.for-staff': 'For staff',

  'assignment.problems': '{n, plural, one {# problem} other {# problems}}',
  'assignment.handout': 'Handout',

  'problem.statement': 'Statement',
  'problem.see-handout': 'The <link>handout</link> says what to do.',
  'problem.your-work': 'Your work',
  'problem.standing': 'Where you stand',
  'problem.best': 'Best attempt',
  'problem.others': 'Other problems',

  'due.opens': 'Opens {at} ({relative})',
  'due.none': 'No deadline',
  'due.was': 'Was due {at} ({relative})',
  'due.is': 'Due {at} ({relative})',

  'attempts.title': 'Attempts',
  'attempts.failed': 'Your attempts could not be listed just now.',
  'attempts.none': 'None yet. Your first attempt will appear here.',
  'attempts.one': 'Attempt {number}',

  'verdict.correct': 'Correct',
  'verdict.partially-correct': 'Partly correct',
  'verdict.incorrect': 'Incorrect',
  'verdict.invalid': 'Could not be read',
  'verdict.compile-error': 'Does not compile',
  'verdict.crashed': 'Crashed',
  'verdict.timed-out': 'Out of time',
  'verdict.memory-exceeded': 'Out of memory',
  'verdict.output-exceeded': 'Too much output',
  'verdict.rejected': 'Breaks a rule',
  'verdict.needs-review': 'A person will look',
  'verdict.not-run': 'Not run',

  'job.queued': 'Waiting',
  'job.running': 'Grading',
  'job.graded': 'Graded',
  'job.not-gradable': 'Could not be read',
  'job.failed': 'Platform problem',
  'job.cancelled': 'Cancelled',
  'job.superseded': 'Replaced',

  'request.open': 'Waits for an answer',
  'request.accepted': 'Accepted',
  'request.declined': 'Declined',
  'request.withdrawn': 'Withdrawn',

  'standing.not-started': 'Not started',
  'standing.solved': 'Solved',
  'standing.partly': 'Partly solved',
  'standing.not-solved': 'Not solved yet',
} as const;
