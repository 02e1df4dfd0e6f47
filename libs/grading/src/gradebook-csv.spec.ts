import type { Gradebook } from '#libs/contracts';
import { parse } from 'csv-parse/sync';
import { gradebookCsv } from './gradebook-csv';

const book: Gradebook = {
  lateDays: 0,
  assignments: [
    {
      id: 'one',
      isReleased: true,
      title: 'First, "and" more',
      maxPoints: 30,
      problems: [
        { id: 'a', title: 'A', maxPoints: 10 },
        { id: 'b', title: 'B', maxPoints: 20 },
      ],
    },
    {
      id: 'two',
      isReleased: true,
      title: '=Two',
      maxPoints: 5,
      problems: [{ id: 'c', title: 'C', maxPoints: 5 }],
    },
  ],
  students: [
    {
      ...{ id: '0', name: 'Ada', email: 'ada@x.example', studentId: '007', section: 'Monday', labels: [] },
      points: { one: { a: 10, b: 2.5 }, two: { c: 0 } },
      totals: { one: 12.5, two: 0 },
      remarks: {},
      lateDaysUsed: 0,
    },
    {
      ...{
        id: '1',
        name: '=HYPERLINK("x")',
        email: '+b@x.example',
        studentId: '',
        section: '-1',
        labels: [],
      },
      points: {},
      totals: {},
      remarks: {},
      lateDaysUsed: 0,
    },
  ],
};

const rowsOf = (format: 'full' | 'canvas' | 'moodle') => parse(gradebookCsv(book, format), { bom: true });

it('writes what Canvas imports: five columns of identity, possible points, two decimals, nothing for no score', () => {
  expect(rowsOf('canvas')).toEqual([
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'First, "and" more', "'=Two"],
    ['    Points Possible', '', '', '', '', '30.00', '5.00'],
    ['Ada', '', '007', 'ada@x.example', 'Monday', '12.50', '0.00'],
    [`'=HYPERLINK("x")`, '', '', "'+b@x.example", "'-1", '', ''],
  ]);
  expect(gradebookCsv(book, 'canvas').startsWith('"Student"')).toBe(true);
});

it('writes what Moodle imports: who it is, and nothing else but grades', () => {
  expect(rowsOf('moodle')).toEqual([
    ['Email address', 'ID number', 'First, "and" more', "'=Two"],
    ['ada@x.example', '007', '12.50', '0.00'],
    ["'+b@x.example", '', '', ''],
  ]);
});

it('writes each problem for people who want to see more', () => {
  expect(rowsOf('full')).toEqual([
    [
      ...['Name', 'Email', 'Student ID', 'Section', 'First, "and" more'],
      ...['First, "and" more: A', 'First, "and" more: B', "'=Two", "'=Two: C"],
    ],
    ['Points possible', '', '', '', '30.00', '10.00', '20.00', '5.00', '5.00'],
    ['Ada', 'ada@x.example', '007', 'Monday', '12.50', '10.00', '2.50', '0.00', '0.00'],
    [`'=HYPERLINK("x")`, "'+b@x.example", '', "'-1", '', '', '', '', ''],
  ]);
});
