/** A submission while it is graded, and its report. */
export const report = {
  'submission.handed-in': 'Handed in {at}',
  'submission.handed-in-by': 'Handed in by {student}, {at}',
  'submission.back': 'Back to the problem',
  'submission.files': 'Handed in',
  'submission.receipt': 'Signed receipt',
  'submission.not-shown': 'It could not be shown just now; saving it may work.',
  'submission.spoken-score': 'Graded: {score} points',

  'live.lacks-cpu':
    'No worker is at work right now. Your submission is safe, and graded as soon as one is back.',
  'live.lacks-gpu':
    'This needs a computer with a GPU, and none is at work right now. Your submission is safe, and graded as soon as one is back.',
  'live.eta': 'Your report should be here in {range}.',
  'live.follows': 'This page follows along. You may leave it; grading goes on.',
  'live.waiting': 'Waiting',
  'live.done': '{done} of {planned} checks',
  'live.step-axis': 'step',
  'live.finished': 'Finished checks',
  'live.free-grader': 'Waiting for a free grader',
  'live.next': 'You are next',
  'live.ahead': '{n, plural, one {# submission before yours} other {# submissions before yours}}',
  'live.preparing': 'Preparing',
  'live.check': 'Check {number} of {planned}',

  'over.failed': 'Not your fault, and your submission is safe',
  'over.failed.text':
    'Grading stopped because of a problem on our side. Your work is stored as you sent it, this attempt is not counted, and the course staff see it. You need not send it again; it can be graded as soon as the problem is mended.',
  'over.cancelled': 'This submission was cancelled',
  'over.cancelled.text':
    'It was not graded and counts as no attempt. Your files are kept; submit again whenever you like.',
  'over.superseded': 'A newer submission took this one’s place',
  'over.superseded.text':
    'You sent a newer one while this waited, and it is graded in its place. This one counts as no attempt; its files are kept.',

  'report.not-gradable': 'This could not be graded, and it costs you nothing',
  'report.not-gradable.text':
    'Your submission could not be read, so it was not judged: it counts as no attempt and no points were lost. Read below what could not be understood, mend it, and submit again.',
  'report.checks': 'Checks',
  'report.unreadable': 'What could not be read',
  'report.hidden': '{n, plural, one {# further check is hidden} other {# further checks are hidden}}',
  'report.hidden-worth':
    '{n, plural, one {# further check is hidden} other {# further checks are hidden}}, worth {points, plural, one {# point} other {# points}}',
  'report.hidden.why':
    '{n, plural, one {It runs on your work like the others. What it tests} other {They run on your work like the others. What they test}} stays hidden for now, so that programs are written for the task and not for the tests.',

  'score.title': 'Score',
  'score.points': '{points} <small>of {maxPoints, plural, one {# point} other {# points}}</small>',
  'score.all-passed': '{n, plural, one {All # check passed.} other {All # checks passed.}}',
  'score.all-shown-passed':
    '{n, plural, one {All # check shown here passed.} other {All # checks shown here passed.}}',
  'score.passed': '{passed} of {n, plural, one {# check} other {# checks}} passed.',
  'score.hidden': 'Hidden checks can add up to {points, plural, one {# point} other {# points}} to this.',
  'score.begin': 'Begin with {check}: {message}',

  'case.not-seen': 'Students do not see this check now',
  'case.staff-only': 'Staff only',
  'case.after-deadline': 'After the deadline',
  'case.filter': 'Which checks to show',
  'case.all': 'All ({n})',
  'case.attention': 'To look at ({n})',

  'provenance.facts': 'What the grader found out',
  'provenance.how': 'How this was graded',
  'provenance.finished': 'Finished',
  'provenance.finished-after': '{at}, after {duration}',
  'provenance.grader': 'Grader',
  'provenance.submission': 'Submission',
  'provenance.problem-version': 'Problem version',
  'provenance.image': 'Sandbox image',
  'provenance.seed': 'Seed',
  'provenance.yes': 'yes',
  'provenance.no': 'no',

  'code.error': 'Error',
  'code.warning': 'Warning',
  'code.note': 'Note',
  'code.remark-line': '{severity}, line {line}:',
  'code.remark-column': '{severity}, line {line}, column {column}:',
  'code.show-all': 'Show all {n} lines',
  'confusion.axes': 'right \\ given',
  'confusion.worst': 'Most often mistaken: {mistakes}.',
  'confusion.mistake': '{right} for {given} ({count}×)',
  'counterexample.at': 'at {name} =',
  'counterexample.yours': 'your answer gives',
  'diff.expected': 'Expected: ',
  'diff.yours': 'Yours: ',
  'diff.legend-expected': '− expected',
  'diff.legend-yours': '+ yours',
  'diff.equal': '{n, plural, one {# equal line} other {# equal lines}}',
  'diff.more': '{n, plural, one {# more row} other {# more rows}}',
  'matrix.ringed': 'Ringed: {cells}.',
  'matrix.cell': 'row {row}, column {column}',
  'text.nothing': 'nothing',
} as const;
