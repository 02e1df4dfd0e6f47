import { writeCsv } from '#libs/contracts';
import { decodeTable, TABLE_LIMITS } from './decode-table';
import { parseRoster } from './parse-roster';

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parseRoster(bytes(text));

describe('the files of other systems', () => {
  it.each([
    [
      'Canvas',
      'Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (12)\n    Points Possible,,,,,20.00\n"Lovelace, Ada",77,s100,Ada@Example.edu,A1,3\n"Student, Test",78,,,A1,\n',
      {
        line: 3,
        email: 'ada@example.edu',
        name: 'Ada Lovelace',
        role: null,
        section: 'A1',
        labels: null,
        studentId: 's100',
      },
    ],
    [
      'Moodle',
      '\u{feff}"First name";Surname;"ID number";"Email address";Groups\nAda;Lovelace;s100;ada@example.edu;A1\n',
      {
        line: 2,
        email: 'ada@example.edu',
        name: 'Ada Lovelace',
        role: null,
        section: 'A1',
        labels: null,
        studentId: 's100',
      },
    ],
    [
      'Gradescope',
      'First Name,Last Name,SID,Email,Role,Sections\r\nAda,Lovelace,s100,ada@example.edu,TA,A1\r\n',
      {
        line: 2,
        email: 'ada@example.edu',
        name: 'Ada Lovelace',
        role: 'assistant',
        section: 'A1',
        labels: null,
        studentId: 's100',
      },
    ],
    [
      'a list of addresses',
      'E-mail\nada@example.edu',
      {
        line: 2,
        email: 'ada@example.edu',
        name: 'ada',
        role: null,
        section: null,
        labels: null,
        studentId: null,
      },
    ],
  ])('are read: %s', (_system, text, row) => {
    expect(parse(text)).toEqual({ rows: [row], problems: [] });
  });

  it('are read in UTF-16, too, as Excel writes “Unicode text”', () => {
    const text = 'Name\tEmail\nÅsa Öberg\tasa@example.edu\n';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(parseRoster(utf16).rows).toEqual([expect.objectContaining({ name: 'Åsa Öberg' })]);
  });
});

describe('each line that is no good is named', () => {
  const row = (cells: string) => `Name,Email,Section,Role\n\nBen,ben@example.edu,A,student\n${cells}\n`;
  it.each([
    ['Ada,,A,student', 'no e-mail'],
    ['Ada,ada at example,A,student', 'no e-mail address'],
    ['Ada,BEN@example.edu,A,student', 'stands in line 3 already'],
    ['Ada,ada@example.edu,A,emperor', 'no role'],
    ['"=HYPERLINK(""http://evil.example"")",ada@example.edu,A,student', 'formula'],
    ['Ada,ada@example.edu,@SUM(1),student', 'formula'],
    ["Ada,ada@example.edu,'+1+1,student", 'formula'],
    ['A\u001b[2Jda,ada@example.edu,A,student', 'unprintable'],
    ['"Ada\nLovelace",ada@example.edu,A,student', 'unprintable'],
    [`${'A'.repeat(200)},ada@example.edu,A,student`, 'longer than 100'],
  ])('%j', (cells, words) => {
    const { rows, problems } = parse(row(cells));
    expect(rows.map(({ name }) => name)).toEqual(['Ben']);
    expect(problems).toEqual([
      { line: cells.includes('\n') ? 5 : 4, message: expect.stringContaining(words) as string },
    ]);
  });
});

describe('what is no such file is refused as a whole', () => {
  it.each<[string, Uint8Array, number, string]>([
    ['nothing', bytes(''), 1, 'empty'],
    ['no column for addresses', bytes('Name,Role\nAda,student\n'), 1, 'no column “Email”'],
    ['two columns for addresses', bytes('Email,Email\na@example.edu,b@example.edu\n'), 1, 'two columns'],
    ['a workbook', bytes('PK\u0003\u0004'), 1, 'workbook'],
    ['Latin 1', Buffer.from('Email,Name\na@example.edu,A\nb@example.edu,\xe9\n', 'latin1'), 3, 'UTF-8'],
    ['a NUL', bytes('Email\na@example.edu\nb\0@example.edu\n'), 3, 'NUL'],
    ['an open quotation mark', bytes('Email,Name\na@example.edu,"A\n'), 2, 'never closed'],
    ['a quotation mark in a cell', bytes('Email,Name\na@example.edu,A"B\n'), 2, 'not quoted'],
    ['a row without end', bytes(`Email,Name\na@example.edu,${'A'.repeat(50_000)}\n`), 2, 'far too long'],
    ['too much', new Uint8Array(TABLE_LIMITS.bytes + 1).fill(65), 1, 'larger'],
    ['too many rows', bytes(`Email\n${'a@example.edu\n'.repeat(TABLE_LIMITS.rows + 1)}`), 1, 'rows'],
  ])('%s', (_what, file, line, words) => {
    expect(parseRoster(file)).toEqual({
      rows: [],
      problems: [{ line, message: expect.stringContaining(words) as string }],
    });
  });
});

describe('what is written', () => {
  it('is run by no spreadsheet, and read back as it was', () => {
    const odd = ['=1+1', '+1', '-1', '@a', 'a "b", c', 'ü'];
    const text = writeCsv([['Email', 'Name'], odd], { byteOrderMark: true });
    expect(text).toContain(`"'=1+1","'+1","'-1","'@a","a ""b"", c","ü"`);
    const table = decodeTable(bytes(text));
    expect(table.kind === 'table' && table.rows[0]?.cells).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@a",
      'a "b", c',
      'ü',
    ]);
  });
});
