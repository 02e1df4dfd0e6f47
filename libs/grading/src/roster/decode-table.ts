import { CsvError, parse } from 'csv-parse/sync';

export interface Problem {
  readonly line: number;
  readonly message: string;
}

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export type Table =
  { readonly kind: 'table'; readonly header: TableRow; readonly rows: readonly TableRow[] } | Unreadable;
interface Unreadable {
  readonly kind: 'unreadable';
  readonly problem: Problem;
}

export const TABLE_LIMITS = { bytes: 1024 * 1024, rows: 5_000, rowCharacters: 20_000 } as const;

/** Reads the bytes of a CSV file as spreadsheets write it: comma, semicolon or tab; UTF-8, or UTF-16 with its mark. */
export function decodeTable(bytes: Uint8Array): Table {
  if (bytes.length > TABLE_LIMITS.bytes) return unreadable(1, 'The file is larger than 1 MiB.');
  const text = decode(bytes);
  if (typeof text !== 'string') return text;
  const records = parseRecords(text);
  if ('kind' in records) return records;
  const [header, ...rows] = records;
  if (!header) return unreadable(1, 'The file is empty.');
  if (rows.length > TABLE_LIMITS.rows) {
    return unreadable(header.line, `The file has more than ${String(TABLE_LIMITS.rows)} rows.`);
  }
  return { kind: 'table', header, rows };
}

function decode(bytes: Uint8Array): string | Unreadable {
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b) {
    return unreadable(
      1,
      'This is a workbook, not CSV. In the spreadsheet program choose “Save as” and “CSV UTF-8”.',
    );
  }
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return unreadable(
      firstBadLine(bytes),
      'This is not UTF-8, so names could be spoiled. Save the file as “CSV UTF-8”.',
    );
  }
  const nul = text.indexOf('\0');
  if (nul < 0) return text;
  return unreadable(
    lineAt(text, nul),
    'There is a NUL character: this is no text. Save the file as “CSV UTF-8”.',
  );
}

/** The line in which UTF-8 breaks off: the longest prefix of whole lines that can be read, and one. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end + 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop;
  }
  return line;
}

function parseRecords(text: string): TableRow[] | Unreadable {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_records_with_empty_values: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: TABLE_LIMITS.rowCharacters,
      to: TABLE_LIMITS.rows + 2,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return unreadable(lineOf(error), WORDS[error.code] ?? 'This line is no CSV.');
  }
}

const WORDS: Readonly<Partial<Record<string, string>>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark is opened and never closed.',
  CSV_INVALID_CLOSING_QUOTE: 'After a closing quotation mark comes something else.',
  INVALID_OPENING_QUOTE: 'There is a quotation mark inside a cell that is not quoted.',
  CSV_MAX_RECORD_SIZE: 'This row is far too long.',
};

function lineOf(error: CsvError): number {
  const { lines } = error as unknown as { lines?: unknown };
  return typeof lines === 'number' ? lines : 1;
}

/** What stands most often in the first line that is not empty. */
function delimiterOf(text: string): string {
  const line = /[^\r\n]+/.exec(text)?.[0] ?? '';
  const count = (character: string) => line.split(character).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

function unreadable(line: number, message: string): Unreadable {
  return { kind: 'unreadable', problem: { line, message } };
}
