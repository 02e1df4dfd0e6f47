/** The types are real: no `any`, and nothing that silences the compiler or the linter, counted in the syntax trees. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../..');
const SILENCERS = /@ts-(?:ignore|expect-error|nocheck)|eslint-disable/;

function sources(): string[] {
  return ['apps', 'libs', 'graders', 'migrations', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/(?:^|\/)(?:node_modules|examples)\//.test(path))
      .map((path) => join(folder, path)),
  );
}

function parse(name: string, text: string): ts.SourceFile {
  const kind = name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, kind);
}

/** `file:line` of every `any`. */
function findAny(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      found.push(`${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    }
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

/** `file:line` of every comment that switches a check off. */
function findSilencers(name: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, at) => (/\/[/*]/.test(line) && SILENCERS.test(line) ? [`${name}:${at + 1}`] : []));
}

describe('types', () => {
  const files = sources().map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

  it('have no any', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap(({ name, text }) => findAny(parse(name, text)))).toEqual([]);
  });

  it('silence neither compiler nor linter', () => {
    const others = files.filter(({ name }) => !name.endsWith('no-any.spec.ts'));
    expect(others.flatMap(({ name, text }) => findSilencers(name, text))).toEqual([]);
  });

  it('would be caught', () => {
    expect(findAny(parse('x.ts', 'const a = 1;\nlet b: Map<string, any>;'))).toEqual(['x.ts:2']);
    expect(findSilencers('x.ts', '// @ts-ignore\nconst a = 1;')).toEqual(['x.ts:1']);
  });
});
