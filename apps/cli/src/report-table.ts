import type { GradeReport } from '#libs/contracts';

const WIDTH = 78;

/** A report for people at a terminal. Control characters of a student's program never reach it. */
export function reportTable(report: GradeReport): string {
  const { problem, grader, cases, points, maxPoints } = report;
  const widths = {
    name: longest(cases.map(({ name }) => name)),
    verdict: longest(cases.map(({ verdict }) => verdict)),
  };
  const lines = cases.flatMap((each) => [
    `${each.name.padEnd(widths.name)}  ${each.verdict.padEnd(widths.verdict)}  ${String(each.points)}/${String(each.maxPoints)}`,
    ...(each.verdict === 'correct' ? [] : wrap(each.message).map((line) => `    ${line}`)),
  ]);
  return [
    `${problem.assignment}/${problem.id}: ${problem.title}  (${grader.id} ${grader.version})`,
    ...lines,
    report.outcome === 'graded'
      ? `${String(points)} of ${String(maxPoints)} points`
      : 'Not gradable: no points, and no attempt is used.',
    '',
  ]
    .map(printable)
    .join('\n');
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

function wrap(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${String(WIDTH)}}(?:\\s|$)|\\S+`, 'g')) ?? ['']);
}

function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, '\ufffd');
}
