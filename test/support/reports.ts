import type { StudentReport, TestCaseReport } from '#libs/contracts';
import type { Evidence } from '#libs/domain';

const grey = (length: number): string => Buffer.alloc(length, 96).toString('base64');

/** One piece of evidence of every kind, with this text wherever a grader may put text. */
export const everyEvidence = (text: string): readonly Evidence[] => [
  { kind: 'text', title: `Output ${text}`, text },
  {
    kind: 'code',
    title: `Source ${text}`,
    language: 'c',
    text: `int main(void) {\n  return "${text}";\n}\n`,
    remarks: [
      { line: 2, column: 3, severity: 'error', message: text },
      { line: 2, severity: 'warning', message: `also ${text}` },
      { line: 9, severity: 'note', message: `beyond ${text}` },
    ],
  },
  { kind: 'diff', title: `Difference ${text}`, expected: `1\n${text}\n3\n`, actual: `1\n${text}!\n3\n` },
  { kind: 'table', title: `Table ${text}`, columns: [text, 'b'], rows: [[text, '2.5']] },
  {
    kind: 'matrix',
    title: `Matrix ${text}`,
    rows: [
      [text, '0'],
      ['0', '1'],
    ],
    marked: [[0, 0]],
  },
  { kind: 'formula', title: `Formula ${text}`, latex: text },
  {
    kind: 'counterexample',
    title: `Point ${text}`,
    at: [{ name: text, value: text }],
    yours: text,
    note: text,
  },
  {
    kind: 'series',
    title: `Counts ${text}`,
    xLabel: `N ${text}`,
    yLabel: text,
    xScale: 'log',
    yScale: 'linear',
    series: [
      { name: `yours ${text}`, points: [1, 2, 4, 8].map((n): [number, number] => [n, n * n]) },
      { name: `bound ${text}`, points: [1, 2, 4, 8].map((n): [number, number] => [n, 4 * n]) },
    ],
  },
  {
    kind: 'image-grid',
    title: `Digits ${text}`,
    width: 8,
    height: 8,
    images: [{ pixels: grey(64), caption: text }],
  },
  {
    kind: 'confusion-matrix',
    title: `Mistakes ${text}`,
    labels: [text, 'b'],
    counts: [
      [9, 1],
      [2, 8],
    ],
  },
  { kind: 'download', title: `File ${text}`, fileName: `${text}.txt`, base64: grey(9) },
];

/** A check that says this text wherever it may, with the evidence given. */
export const checkThatSays = (
  text: string,
  evidence: readonly Evidence[],
  rest: Partial<TestCaseReport> = {},
): TestCaseReport => ({
  name: text,
  verdict: 'incorrect',
  points: 0,
  maxPoints: 1,
  visibility: 'student',
  code: 'test.says',
  message: text,
  // The contract's arrays are not read-only.
  evidence: structuredClone(evidence) as TestCaseReport['evidence'],
  ...rest,
});

/** The report with other checks, and points that fit them. */
export const reportWith = (report: StudentReport, cases: readonly TestCaseReport[]): StudentReport => ({
  ...report,
  points: cases.reduce((sum, one) => sum + one.points, 0),
  maxPoints: cases.reduce((sum, one) => sum + one.maxPoints, 0),
  cases: [...cases],
});
