import type { Role } from '#libs/domain';
import { z } from 'zod';
import { decodeTable, type Problem, type TableRow } from './decode-table';

/** One person of a roster file; null where the file has no such column. */
export interface RosterRow {
  readonly line: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role | null;
  readonly section: string | null;
  /** Sorted, none twice. */
  readonly labels: readonly string[] | null;
  readonly studentId: string | null;
}

export interface ParsedRoster {
  readonly rows: readonly RosterRow[];
  readonly problems: readonly Problem[];
}

/**
 * Headers as Canvas, Moodle and Gradescope write them, in lower case; where a file has several of one kind, the earlier in
 * the list counts: the `ID` of Canvas is its own number, `SIS User ID` the university's.
 */
const HEADERS = {
  email: [
    'email',
    'e-mail',
    'email address',
    'e-mail address',
    'useremail',
    'mail',
    'sis login id',
    'login id',
  ],
  name: ['name', 'full name', 'student', 'student name', 'display name'],
  firstName: ['first name', 'firstname', 'given name', 'first'],
  lastName: ['last name', 'lastname', 'surname', 'family name', 'last'],
  studentId: ['sid', 'student id', 'sis user id', 'id number', 'useridnumber', 'id'],
  section: ['section', 'sections', 'group', 'groups'],
  labels: ['label', 'labels', 'tag', 'tags'],
  role: ['role', 'roles'],
} as const;
type Kind = keyof typeof HEADERS;
type Columns = Readonly<Record<Kind, number | null>>;

const ROLE_WORDS: Readonly<Partial<Record<string, Role>>> = {
  student: 'student',
  learner: 'student',
  assistant: 'assistant',
  ta: 'assistant',
  tutor: 'assistant',
  reader: 'assistant',
  'teaching assistant': 'assistant',
  'non-editing teacher': 'assistant',
  instructor: 'instructor',
  teacher: 'instructor',
  lecturer: 'instructor',
};

const emailSchema = z.email().max(254);
const MAX_CELL = 100;
/** Spreadsheets run what begins like this. */
const FORMULA = /^[=+\-@].|^[\t\r]/s;
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** Reads a roster file. Every line that is no good is named; none is guessed at. */
export function parseRoster(bytes: Uint8Array): ParsedRoster {
  const table = decodeTable(bytes);
  if (table.kind === 'unreadable') return { rows: [], problems: [table.problem] };
  const columns = columnsOf(table.header);
  if ('message' in columns) return { rows: [], problems: [columns] };
  const rows: RosterRow[] = [];
  const problems: Problem[] = [];
  const lines = new Map<string, number>();
  for (const tableRow of table.rows) {
    const read = readRow(tableRow, columns);
    if (read === null) continue;
    if ('message' in read) {
      problems.push(read);
      continue;
    }
    const earlier = lines.get(read.email);
    if (earlier === undefined) {
      lines.set(read.email, read.line);
      rows.push(read);
    } else {
      problems.push({ line: read.line, message: `${read.email} stands in line ${String(earlier)} already.` });
    }
  }
  return { rows, problems };
}

function columnsOf({ line, cells }: TableRow): Columns | Problem {
  const headers = cells.map((cell) => cell.trim().toLowerCase());
  const columns = Object.fromEntries(
    Object.entries(HEADERS).map(([kind, names]) => {
      const index = names.map((name) => headers.indexOf(name)).find((found) => found >= 0);
      return [kind, index ?? null];
    }),
  ) as Columns;
  if (columns.email === null) {
    return { line, message: 'There is no column “Email”. The first line must name the columns.' };
  }
  const email = headers[columns.email] ?? '';
  if (headers.indexOf(email) !== headers.lastIndexOf(email)) {
    return { line, message: `There are two columns “${email}”. Leave one.` };
  }
  return columns;
}

/** Null for the lines that Canvas adds and that are nobody. */
function readRow({ line, cells }: TableRow, columns: Columns): RosterRow | Problem | null {
  const cell = (kind: Kind): string | null => {
    const index = columns[kind];
    // An apostrophe before a formula is how spreadsheets are kept from running it; our own export writes it.
    return index === null ? null : (cells[index] ?? '').trim().replace(/^'(?=[=+\-@])/, '');
  };
  const name = nameOf(cell);
  const email = (cell('email') ?? '').toLowerCase();
  if (email === '' && /^(points possible|student, test|test student)$/i.test(name)) return null;
  const problem = (message: string): Problem => ({ line, message });
  if (email === '') return problem('There is no e-mail address.');
  if (!emailSchema.safeParse(email).success) return problem(`“${shown(email)}” is no e-mail address.`);
  const [section, studentId, role] = [cell('section'), cell('studentId'), cell('role')];
  for (const text of [name, section ?? '', studentId ?? '']) {
    if (FORMULA.test(text)) return problem(`“${shown(text)}” looks like a formula of a spreadsheet.`);
    if (UNPRINTABLE.test(text)) return problem(`“${shown(text)}” holds unprintable characters.`);
    if (text.length > MAX_CELL)
      return problem(`“${shown(text)}” is longer than ${String(MAX_CELL)} characters.`);
  }
  const labels = labelsOf(cell('labels'));
  if (labels?.some((label) => FORMULA.test(label) || UNPRINTABLE.test(label) || label.length > MAX_CELL)) {
    return problem('A label looks like a formula, is too long, or holds unprintable characters.');
  }
  const known = role === null || role === '' ? null : ROLE_WORDS[role.toLowerCase()];
  if (known === undefined) {
    return problem(`“${shown(role ?? '')}” is no role: write student, assistant or instructor.`);
  }
  return {
    line,
    email,
    name: name || (email.split('@')[0] ?? email),
    role: known,
    section,
    labels,
    studentId,
  };
}

/** Several are parted by semicolons. */
function labelsOf(text: string | null): string[] | null {
  if (text === null) return null;
  const labels = text.split(';').map((label) => label.trim());
  return [...new Set(labels.filter((label) => label !== ''))].sort();
}

/** Canvas writes “Lovelace, Ada”. */
function nameOf(cell: (kind: Kind) => string | null): string {
  const parts = [cell('firstName'), cell('lastName')].filter((part) => part !== null && part !== '');
  const whole = cell('name') ?? '';
  if (parts.length > 0 && whole === '') return parts.join(' ');
  const [, last, first] = /^([^,]+), ([^,]+)$/.exec(whole) ?? [];
  const isRow = /^student, test$/i.test(whole);
  return last !== undefined && first !== undefined && !isRow ? `${first} ${last}` : whole;
}

function shown(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return short.replace(/[\p{Cc}\p{Cs}]/gu, '\u{fffd}');
}
