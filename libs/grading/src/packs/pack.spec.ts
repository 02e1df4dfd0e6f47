import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pack } from './pack';
import { PackError } from './pack-error';
import { readPackFolder } from './pack-folder';

const bytes = (text: string) => new TextEncoder().encode(text);
const MANIFEST = 'title: T\nproblems: [{ id: p, title: P, grader: g, points: 10 }]\n';
const pack = (files: Record<string, string>) =>
  Pack.fromFiles(new Map(Object.entries(files).map(([path, text]) => [path, bytes(text)])));

it("finds a problem's folders, samples and texts", () => {
  const read = pack({
    'assignment.yaml': MANIFEST,
    'handout.md': '# Hello',
    'problems/p/statement.md': 'Do it.',
    'problems/p/checks/in/1.txt': '1',
    'problems/p/samples/b/x.c': '',
    'problems/p/samples/a/x.c': '',
    'problems/pp/checks/other.txt': '',
  });
  expect(read.handout).toBe('# Hello');
  expect(read.statementOf('p')).toBe('Do it.');
  expect([...read.folder('p', 'checks').keys()]).toEqual(['in/1.txt']);
  expect(read.sampleNames('p')).toEqual(['a', 'b']);
});

it.each([
  ['no manifest', {}, 'assignment.yaml: is missing'],
  ['broken YAML', { 'assignment.yaml': 'title: [' }, 'assignment.yaml'],
  ['a missing field', { 'assignment.yaml': 'problems: []' }, 'title'],
  ['an unknown field', { 'assignment.yaml': `${MANIFEST}colour: red\n` }, 'colour'],
  ['a path as an id', { 'assignment.yaml': MANIFEST.replace('id: p', 'id: ../p') }, 'id'],
])('names what is wrong: %s', (_what, files, named) => {
  expect(() => pack(files as Record<string, string>)).toThrow(PackError);
  expect(() => pack(files as Record<string, string>)).toThrow(named);
});

it('has another digest when any path or byte differs', () => {
  const digests = [
    { 'assignment.yaml': MANIFEST },
    { 'assignment.yaml': MANIFEST, a: 'bc' },
    { 'assignment.yaml': MANIFEST, ab: 'c' },
    { 'assignment.yaml': MANIFEST, a: 'b' },
  ].map((files) => pack(files as Record<string, string>).sha256);
  expect(new Set(digests).size).toBe(4);
});

it('refuses links, so that reading a pack never leaves its folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pack-'));
  try {
    await writeFile(join(folder, 'assignment.yaml'), MANIFEST);
    await mkdir(join(folder, 'problems'));
    await expect(readPackFolder(folder)).resolves.toBeInstanceOf(Pack);
    await symlink('/etc/passwd', join(folder, 'problems/handout.md'));
    await expect(readPackFolder(folder)).rejects.toThrow(/files and folders only/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
