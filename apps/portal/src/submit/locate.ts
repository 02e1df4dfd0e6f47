/** A place in a text, ready to be shown with a caret below its line. */
export interface Place {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** The line, or the part of it round the place when it is long. */
  readonly excerpt: string;
  /** Spaces that put a caret under the place. */
  readonly indent: string;
}

const REACH = 28;

/** @param position offset into the text, 0-based; outside the text means its nearest end */
export function locate(text: string, position: number): Place {
  const at = Math.min(Math.max(position, 0), text.length);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const nextBreak = text.indexOf('\n', at);
  const lineText = text.slice(lineStart, nextBreak === -1 ? text.length : nextBreak).replace(/[\t\r]/g, ' ');
  const column = at - lineStart;
  const from = Math.max(0, column - REACH);
  const to = Math.min(lineText.length, column + REACH);
  const head = from > 0 ? '…' : '';
  return {
    line: text.slice(0, lineStart).split('\n').length,
    column: column + 1,
    excerpt: head + lineText.slice(from, to) + (to < lineText.length ? '…' : ''),
    indent: ' '.repeat(head.length + column - from),
  };
}
