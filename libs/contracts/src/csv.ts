/**
 * CSV for spreadsheets (RFC 4180): every cell is quoted; one that a spreadsheet would take for a formula gets an apostrophe
 * in front (OWASP, CSV Injection). The byte order mark tells Excel that it is UTF-8.
 */
export function writeCsv(
  rows: readonly (readonly string[])[],
  { byteOrderMark }: { readonly byteOrderMark: boolean },
): string {
  const lines = rows.map((cells) => cells.map(quoted).join(','));
  return `${byteOrderMark ? '\u{feff}' : ''}${lines.join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}
