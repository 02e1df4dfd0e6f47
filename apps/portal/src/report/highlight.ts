export type TokenKind = 'plain' | 'comment' | 'string' | 'keyword' | 'number' | 'directive';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

type Language = 'c' | 'python' | 'text';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const KEYWORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  c: words(
    'auto break case char const continue default do double else enum extern float for goto if inline int long ' +
      'register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while bool',
  ),
  python: words(
    'and as assert async await break class continue def del elif else except finally for from global if import in is ' +
      'lambda nonlocal not or pass raise return try while with yield True False None self',
  ),
  text: new Set(),
};

/** In order of precedence; every alternative is linear in the text. Unclosed comments and strings run to the end. */
const PATTERNS: Readonly<Record<Language, RegExp | null>> = {
  c: /(?<comment>\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*)|(?<string>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|(?<directive>#[ \t]*[a-z]+)|(?<number>\b\d[\w.]*)|(?<word>[A-Za-z_]\w*)/g,
  python:
    /(?<comment>#[^\n]*)|(?<string>"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|(?<directive>@\w+)|(?<number>\b\d[\w.]*)|(?<word>[A-Za-z_]\w*)/g,
  text: null,
};

/** Splits a text into lines of coloured tokens. Joined again, they are the text. */
export function highlight(text: string, language: Language): readonly (readonly Token[])[] {
  return toLines(tokens(text, language));
}

function tokens(text: string, language: Language): readonly Token[] {
  const pattern = PATTERNS[language];
  if (pattern === null) return [{ kind: 'plain', text }];
  const found: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) found.push({ kind: 'plain', text: text.slice(end, match.index) });
    found.push({ kind: kindOf(match, language), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ kind: 'plain', text: text.slice(end) });
  return found;
}

function kindOf(match: RegExpExecArray, language: Language): TokenKind {
  for (const kind of ['comment', 'string', 'directive', 'number'] as const) {
    if (match.groups?.[kind] !== undefined) return kind;
  }
  return KEYWORDS[language].has(match[0]) ? 'keyword' : 'plain';
}

function toLines(all: readonly Token[]): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  for (const { kind, text } of all) {
    text.split('\n').forEach((piece, index) => {
      if (index > 0) lines.push([]);
      if (piece !== '') lines.at(-1)?.push({ kind, text: piece });
    });
  }
  return lines;
}
