/** The door for texts: whatever a student types comes back as an expression or as what to mend, never as an exception. */
import { normalize, type NormalText } from './characters';
import { children, type Expression } from './expression';
import { toLatex } from './latex';
import { type LeftSides, stripLeftSide } from './left-side';
import { LIMITS } from './limits';
import { parseTokens } from './parser';
import { ReadingError, type ReadingErrorCode } from './reading-error';
import { type Question } from './token-cursor';
import { tokenize, type TokenOptions } from './tokens';
import { GREEK_COMMANDS, type Vocabulary } from './vocabulary';

export type ReadExpression =
  | {
      readonly kind: 'read';
      readonly expression: Expression;
      /** How it was read. */
      readonly latex: string;
      readonly remarks: readonly string[];
      /** Places that people read in two ways; an answer with one is not judged. */
      readonly questions: readonly Question[];
    }
  | Unreadable;

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly code: ReadingErrorCode;
  /** What, where and what to try, for a student. */
  readonly message: string;
  /** Index into the text as typed. */
  readonly position: number;
}

export interface ReadOptions extends TokenOptions {
  readonly leftSides?: LeftSides;
}

export function readExpression(
  text: string,
  vocabulary: Vocabulary,
  options: ReadOptions = {},
): ReadExpression {
  try {
    return { kind: 'read', ...parseExpression(text, vocabulary, options) };
  } catch (error) {
    return unreadable(error);
  }
}

/** Turns a ReadingError into a value; anything else is a bug and goes on. */
export function unreadable(error: unknown): Unreadable {
  if (!(error instanceof ReadingError)) throw error;
  return { kind: 'unreadable', code: error.code, message: error.explanation, position: error.position };
}

/** @throws ReadingError */
export function parseExpression(
  text: string,
  vocabulary: Vocabulary,
  options: ReadOptions = {},
): Omit<Extract<ReadExpression, { kind: 'read' }>, 'kind'> {
  let source = foldSubscripts(foldGreekCommands(unwrap(normalize(text))));
  if (options.leftSides) source = unwrap(stripLeftSide(source, options.leftSides));
  return parseNormal(source, vocabulary, options);
}

/** Reads a piece of already normalised text, such as a matrix cell. @throws ReadingError */
export function parseNormal(
  source: NormalText,
  vocabulary: Vocabulary,
  options: TokenOptions = {},
): Omit<Extract<ReadExpression, { kind: 'read' }>, 'kind'> {
  checkDepth(source);
  const latex = source.text.includes('\\');
  const parsed = parseTokens(tokenize(source, vocabulary, options), { latex });
  if (depthOf(parsed.expression) > LIMITS.depth) throw tooDeep(source.at[0] ?? 0);
  return { ...parsed, latex: toLatex(parsed.expression) };
}

function tooDeep(position: number): ReadingError {
  const hint = `At most ${String(LIMITS.depth)} levels are read.`;
  return new ReadingError('answer.too-deep', 'The answer is nested too deeply', position, hint);
}

/** The parser has bounded it already, so it may recurse. */
function depthOf(expression: Expression): number {
  return 1 + Math.max(0, ...children(expression).map(depthOf));
}

/** Counts brackets before anything recurses over them. */
function checkDepth(source: NormalText): void {
  let depth = 0;
  for (let index = 0; index < source.text.length; index++) {
    const character = source.text.charAt(index);
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    if (depth > LIMITS.depth) {
      throw tooDeep(source.at[index] ?? 0);
    }
  }
}

const WRAPPERS: readonly (readonly [RegExp, RegExp])[] = [
  [/^\s*```[a-z]*\s/, /```\s*$/],
  [/^\s*`/, /`\s*$/],
  [/^\s*\$\$?/, /\$\$?\s*$/],
  [/^\s*\\\(/, /\\\)\s*$/],
  [/^\s*\\\[/, /\\\]\s*$/],
  [/^\s*return\b/, /$/],
  [/^\s*>>>/, /$/],
];
/** A sentence's or a statement's end. */
const TRAILING = /(?:[;.,]|\\\\|\\[,; ]|\s)+$/;

/** Takes off what surrounds pasted mathematics: code fences, dollar signs, a prompt, a full stop. */
export function unwrap(source: NormalText): NormalText {
  let { text, at } = source;
  for (let changed = true; changed;) {
    changed = false;
    for (const [open, close] of WRAPPERS) {
      const [front, back] = [open.exec(text), close.exec(text)];
      if (!front || !back || front[0].length > back.index) continue;
      at = [...at.slice(front[0].length, back.index), at[back.index] ?? 0];
      text = text.slice(front[0].length, back.index);
      changed = true;
    }
  }
  const tail = TRAILING.exec(text);
  if (
    tail &&
    tail.index > 0 &&
    !(tail[0].startsWith('.') && /[0-9]/.test(text.charAt(tail.index - 1)) && tail[0].trim() === '.')
  ) {
    text = text.slice(0, tail.index);
    at = at.slice(0, tail.index + 1);
  }
  return { text, at };
}

/** `\theta` → `θ`, so that names are split alike in every notation. */
export function foldGreekCommands(source: NormalText): NormalText {
  return rewrite(source, /\\([A-Za-z]+)/g, (name) => GREEK_COMMANDS.get(name));
}

/** `x_{\text{max}}` → `x_{max}` */
function foldSubscripts(source: NormalText): NormalText {
  const pattern =
    /_\s*\{?\s*\\(?:text|textrm|textit|mathrm|mathit|operatorname)\s*\{\s*([A-Za-z0-9]{1,30})\s*\}\s*\}?/g;
  return rewrite(source, pattern, (name) => `_{${name}}`);
}

/** Replaces what a pattern finds by what is made of its first group, if anything; places stay known. */
function rewrite(
  source: NormalText,
  pattern: RegExp,
  replace: (group: string) => string | undefined,
): NormalText {
  if (!source.text.includes('\\')) return source;
  let text = '';
  const at: number[] = [];
  let last = 0;
  for (const match of source.text.matchAll(pattern)) {
    const written = replace(match[1] ?? '');
    if (written === undefined) continue;
    text += source.text.slice(last, match.index) + written;
    at.push(...source.at.slice(last, match.index));
    at.push(...Array<number>(written.length).fill(source.at[match.index] ?? 0));
    last = match.index + match[0].length;
  }
  return { text: text + source.text.slice(last), at: [...at, ...source.at.slice(last)] };
}
