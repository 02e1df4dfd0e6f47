import type { WriteStream } from 'node:tty';

/** Colours for a terminal; plain text for files, pipes, and where NO_COLOR is set (no-color.org). */
export function painter(
  stream: Pick<WriteStream, 'isTTY'>,
): Readonly<Record<'red' | 'green' | 'dim', (text: string) => string>> {
  const colour = stream.isTTY && process.env['NO_COLOR'] === undefined;
  const paint = (code: number) => (text: string) =>
    colour ? `\u001b[${String(code)}m${text}\u001b[0m` : text;
  return { red: paint(31), green: paint(32), dim: paint(2) };
}
