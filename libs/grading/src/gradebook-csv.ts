import { writeCsv, type Gradebook, type GradebookFormat } from '#libs/contracts';

/**
 * A gradebook as a file. Canvas takes its gradebook's own columns with a second row of possible points and matches students
 * by SIS ID, then by login (lib/gradebook_importer.rb of instructure/canvas-lms); Moodle's importer maps free columns, and
 * must find none that is not a grade; the full one has each problem. Blank is "no score" to both, and no zero.
 */
export function gradebookCsv(book: Gradebook, format: GradebookFormat): string {
  switch (format) {
    case 'canvas':
      return writeCsv(canvasRows(book), { byteOrderMark: false });
    case 'moodle':
      return writeCsv(moodleRows(book), { byteOrderMark: false });
    case 'full':
      return writeCsv(fullRows(book), { byteOrderMark: true });
  }
}

type Student = Gradebook['students'][number];

const decimals = (points: number | undefined): string => points?.toFixed(2) ?? '';

function canvasRows({ assignments, students }: Gradebook): string[][] {
  return [
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...assignments.map(({ title }) => title)],
    ['    Points Possible', '', '', '', '', ...assignments.map(({ maxPoints }) => decimals(maxPoints))],
    ...students.map(({ name, email, studentId, section, totals }) => [
      ...[name, '', studentId, email, section],
      ...assignments.map(({ id }) => decimals(totals[id])),
    ]),
  ];
}

function moodleRows({ assignments, students }: Gradebook): string[][] {
  return [
    ['Email address', 'ID number', ...assignments.map(({ title }) => title)],
    ...students.map(({ email, studentId, totals }) => [
      ...[email, studentId],
      ...assignments.map(({ id }) => decimals(totals[id])),
    ]),
  ];
}

function fullRows({ assignments, students }: Gradebook): string[][] {
  const columns = assignments.flatMap(({ id, title, maxPoints, problems }) => [
    { title, maxPoints, of: ({ totals }: Student) => totals[id] },
    ...problems.map((problem) => ({
      title: `${title}: ${problem.title}`,
      maxPoints: problem.maxPoints,
      of: ({ points }: Student) => points[id]?.[problem.id],
    })),
  ]);
  return [
    ['Name', 'Email', 'Student ID', 'Section', ...columns.map(({ title }) => title)],
    ['Points possible', '', '', '', ...columns.map(({ maxPoints }) => decimals(maxPoints))],
    ...students.map((student) => [
      ...[student.name, student.email, student.studentId, student.section],
      ...columns.map(({ of }) => decimals(of(student))),
    ]),
  ];
}
