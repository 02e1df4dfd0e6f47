/** Work on pieces of normalised text without losing their places in the original. */
import { type NormalText } from '../characters';

export function slice(source: NormalText, start: number, end = source.text.length): NormalText {
  return { text: source.text.slice(start, end), at: source.at.slice(start, end + 1) };
}

export function trim(source: NormalText): NormalText {
  const start = source.text.length - source.text.trimStart().length;
  return slice(source, start, Math.max(start, source.text.trimEnd().length));
}

export function place(source: NormalText): number {
  return source.at[0] ?? 0;
}

export function isBlank(source: NormalText): boolean {
  return source.text.trim() === '';
}

/** Replaces each match by as many spaces, so that nothing moves. */
export function blank(source: NormalText, pattern: RegExp): NormalText {
  return { text: source.text.replace(pattern, (found) => ' '.repeat(found.length)), at: source.at };
}

/** Cuts at every match of a separator that stands outside all brackets. */
export function splitOutside(source: NormalText, separator: RegExp): NormalText[] {
  const parts: NormalText[] = [];
  const sticky = new RegExp(separator.source, 'y');
  let depth = 0;
  let start = 0;
  for (let index = 0; index < source.text.length;) {
    const character = source.text.charAt(index);
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    sticky.lastIndex = index;
    const length = depth === 0 ? (sticky.exec(source.text)?.[0].length ?? 0) : 0;
    if (length === 0) {
      index++;
      continue;
    }
    parts.push(slice(source, start, index));
    index += length;
    start = index;
  }
  parts.push(slice(source, start));
  return parts;
}

/** Index of the bracket that closes the one at `open`, or -1. */
export function closingIndex(text: string, open: number): number {
  const stack: string[] = [];
  for (let index = open; index < text.length; index++) {
    const character = text.charAt(index);
    const wanted = { '(': ')', '[': ']', '{': '}' }[character];
    if (wanted !== undefined) stack.push(wanted);
    else if (')]}'.includes(character)) {
      if (stack.pop() !== character) return -1;
      if (stack.length === 0) return index;
    }
  }
  return -1;
}
