/** Packs for tests of publishing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packZip } from '#libs/uploads';

export const CHOICE_TEMPLATE = join(__dirname, '../../graders/choice/templates/questions');

/** Texts by path. */
export type PackFiles = Readonly<Record<string, string>>;

/** The skeleton of the choice grader, which needs no sandbox, as a whole assignment. */
export function choicePack(changes: PackFiles = {}): PackFiles {
  const read = (path: string) => readFileSync(join(CHOICE_TEMPLATE, path), 'utf8');
  const entry = read('problem.yaml').trimEnd().split('\n').join('\n    ');
  const inner = [
    'statement.md',
    'solution/one.txt',
    'solution/several.txt',
    ...['one.txt', 'several.txt', 'expect.yaml'].map((name) => `samples/integral/${name}`),
  ];
  return {
    'assignment.yaml': `title: Questions\nproblems:\n  - ${entry}\n`,
    'handout.md': '# Questions\n',
    ...Object.fromEntries(inner.map((path) => [`problems/questions/${path}`, read(path)])),
    ...changes,
  };
}

export const zipOf = (files: PackFiles, folder = ''): Buffer =>
  packZip(new Map(Object.entries(files).map(([path, text]) => [folder + path, Buffer.from(text)])));
