import { Region } from '@dodona/dolos-core';
import { readFile } from 'node:fs/promises';
import { Language as Grammar, Parser, type TreeCursor } from 'web-tree-sitter';
import type { Language } from './request';

export interface Tokens {
  readonly tokens: string[];
  /** Where in the text each lies. */
  readonly regions: Region[];
}

const GRAMMARS = {
  c: 'tree-sitter-c/tree-sitter-c.wasm',
  python: 'tree-sitter-python/tree-sitter-python.wasm',
} as const satisfies Record<Language, string>;

/** More than any homework has; a program beyond it is not compared. */
const MAX_TOKENS = 60_000;

export type Tokeniser = (text: string) => Tokens | null;

/**
 * Turns programs into the shape of their syntax: kinds of nodes and brackets around them, without names, numbers, comments
 * and layout. So a program whose variables were renamed is the same program.
 */
export async function tokeniserOf(language: Language): Promise<Tokeniser> {
  await Parser.init();
  const grammar = await Grammar.load(await readFile(require.resolve(GRAMMARS[language])));
  const parser = new Parser().setLanguage(grammar);
  return (text) => {
    const tree = parser.parse(text);
    if (!tree) return null;
    const cursor = tree.walk();
    const tokens = walk(cursor);
    cursor.delete();
    tree.delete();
    return tokens;
  };
}

/** Step by step, not by recursion: a student's brackets may be nested deeper than any stack. Null: too long. */
function walk(cursor: TreeCursor): Tokens | null {
  const tokens: string[] = [];
  const regions: Region[] = [];
  const add = (token: string, at: Region) => {
    tokens.push(token);
    regions.push(at);
  };
  for (;;) {
    const isCounted = cursor.nodeIsNamed && cursor.nodeType !== 'comment';
    if (isCounted) {
      const start = pointAt(cursor.startPosition);
      add('(', start);
      add(cursor.nodeType, start);
    }
    if (tokens.length > MAX_TOKENS) return null;
    if (isCounted && cursor.gotoFirstChild()) continue;
    if (isCounted) add(')', pointAt(cursor.endPosition));
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return { tokens, regions };
      add(')', pointAt(cursor.endPosition));
    }
  }
}

function pointAt({ row, column }: { readonly row: number; readonly column: number }): Region {
  return new Region(row, column, row, column);
}
