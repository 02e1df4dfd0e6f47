/** `assay new`: skeletons that pass `assay check` as they are, so that an author begins with something that works. */
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { slugSchema } from '#libs/contracts';
import { isSeq, parseDocument } from 'yaml';
import { EXIT, UsageError, type ExitStatus } from '../exit';
import { ROOT } from '../tools';

const MANIFEST = 'assignment.yaml';

/** A new folder with a manifest and a handout, and on request a first problem. */
export async function newAssignment(
  folder: string,
  options: { readonly title?: string; readonly problem?: string },
): Promise<ExitStatus> {
  const target = resolve(folder);
  const slug = target.split(sep).at(-1) ?? '';
  if (!slugSchema.safeParse(slug).success) {
    throw new UsageError(
      `"${slug}" can't be an assignment's name: use lower-case letters, digits and hyphens.`,
    );
  }
  if ((await exists(target)) && (await readdir(target)).length > 0) {
    throw new UsageError(`${folder} is there already, and not empty.`);
  }
  const title = options.title ?? titleOf(slug);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, MANIFEST), manifestOf(title, target));
  await writeFile(
    join(target, 'handout.md'),
    `# ${title}\n\nWhat this is about. Mathematics is written as $a^2 + b^2 = c^2$.\n`,
  );
  console.log(`${join(folder, MANIFEST)} and handout.md are written.`);
  if (options.problem !== undefined) return newProblem(options.problem, undefined, { in: folder });
  console.log(
    `Add problems: assay new problem <grader> --in ${folder}   (${(await graderIds()).join(', ')})`,
  );
  return EXIT.ok;
}

function manifestOf(title: string, folder: string): string {
  return `${schemaComment(folder, 'assignment')}title: ${JSON.stringify(title)}
# opensAt: 2030-01-07T08:00:00Z
# dueAt: 2030-01-21T22:00:00Z
problems: []
`;
}

/** Editors that speak to yaml-language-server complete and check the file by it. */
function schemaComment(folder: string, name: string): string {
  const path = relative(folder, join(ROOT, 'docs/schema', `${name}.schema.json`))
    .split(sep)
    .join('/');
  return `# yaml-language-server: $schema=${path}\n`;
}

/** A problem that works, from the grader's templates, as the manifest's last. @param template the first unless given */
export async function newProblem(
  grader: string,
  template: string | undefined,
  options: { readonly in?: string; readonly id?: string; readonly title?: string },
): Promise<ExitStatus> {
  const assignment = resolve(options.in ?? '.');
  const source = await templateFolder(grader, template);
  const entry = await readFile(join(source, 'problem.yaml'), 'utf8');
  const manifest = await readManifest(join(assignment, MANIFEST), options.in ?? '.');
  const id = freeId(options.id ?? fieldOf(entry, 'id'), manifest, options.id !== undefined);
  const target = join(assignment, 'problems', id);
  if (await exists(target)) throw new UsageError(`${target} is there already.`);
  const named = withField(withField(entry, 'id', id), 'title', options.title);
  await cp(source, target, { recursive: true, filter: (path) => path !== join(source, 'problem.yaml') });
  await addSchemaComments(target);
  await writeFile(join(assignment, MANIFEST), withProblem(manifest, named));
  const shown = join(options.in ?? '.', 'problems', id);
  console.log(
    `${shown} is written. Change its statement, solution and checks, and run: assay check ${options.in ?? '.'}`,
  );
  return EXIT.ok;
}

async function templateFolder(grader: string, template: string | undefined): Promise<string> {
  const ids = await graderIds();
  if (!ids.includes(grader)) {
    throw new UsageError(`There is no skeleton for the grader "${grader}"; there are ${ids.join(', ')}.`);
  }
  const folder = join(ROOT, 'graders', grader, 'templates');
  const names = (await readdir(folder)).sort();
  const name = template ?? names[0] ?? '';
  if (!names.includes(name)) {
    throw new UsageError(`${grader} has no skeleton "${name}"; it has ${names.join(', ')}.`);
  }
  return join(folder, name);
}

/** Graders that have templates. */
export async function graderIds(): Promise<readonly string[]> {
  const folder = join(ROOT, 'graders');
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (each) => ({
      name: each.name,
      has: await exists(join(folder, each.name, 'templates')),
    })),
  );
  return found.filter(({ has }) => has).map(({ name }) => name);
}

async function readManifest(path: string, folder: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `${folder} has no ${MANIFEST}. Make an assignment first: assay new assignment <folder>`,
      {
        cause: error,
      },
    );
  }
}

function fieldOf(entry: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'm').exec(entry)?.[1] ?? name;
}

function withField(entry: string, name: string, value: string | undefined): string {
  if (value === undefined) return entry;
  const written = name === 'id' ? value : JSON.stringify(value);
  return entry.replace(new RegExp(`^${name}: .*$`, 'm'), () => `${name}: ${written}`);
}

/** The wanted id, with a number behind it where the manifest has that one already. */
function freeId(wanted: string, manifest: string, exactly: boolean): string {
  if (!slugSchema.safeParse(wanted).success) {
    throw new UsageError(`"${wanted}" can't be a problem's id: use lower-case letters, digits and hyphens.`);
  }
  const taken = (id: string): boolean =>
    new RegExp(`\\bid: ["']?${id}["']?\\s*([,}#]|$)`, 'm').test(manifest);
  if (!taken(wanted)) return wanted;
  if (exactly) throw new UsageError(`The assignment has a problem "${wanted}" already.`);
  let number = 2;
  while (taken(`${wanted}-${String(number)}`)) number++;
  return `${wanted}-${String(number)}`;
}

/** Inserts text, so that the author's own comments and layout stay. @throws UsageError */
export function withProblem(manifest: string, entry: string): string {
  const document = parseDocument(manifest);
  const problems = document.get('problems', true);
  if (document.errors.length > 0 || !isSeq(problems) || !problems.range) {
    throw new UsageError(`${MANIFEST} has no list "problems", or is no YAML: assay check says where.`);
  }
  const [start, end] = problems.range;
  if (problems.items.length === 0) {
    return `${manifest.slice(0, start).trimEnd()}\n${indented(entry, '  ')}${manifest.slice(end).replace(/^\n/, '')}`;
  }
  if (problems.flow === true) {
    throw new UsageError(`Write the problems of ${MANIFEST} as a list with hyphens, one a line.`);
  }
  const indent = manifest.slice(manifest.lastIndexOf('\n', start) + 1, start);
  const before = manifest.slice(0, end);
  return `${before.endsWith('\n') ? before : `${before}\n`}${indented(entry, indent)}${manifest.slice(end)}`;
}

function indented(entry: string, indent: string): string {
  const lines = entry.trimEnd().split('\n');
  return lines.map((line, i) => `${indent}${i === 0 ? '- ' : '  '}${line}\n`).join('');
}

/** Expectations of samples are completed by editors, too. */
async function addSchemaComments(problem: string): Promise<void> {
  const samples = join(problem, 'samples');
  if (!(await exists(samples))) return;
  for (const name of await readdir(samples)) {
    const path = join(samples, name, 'expect.yaml');
    await writeFile(path, `${schemaComment(join(samples, name), 'expect')}${await readFile(path, 'utf8')}`);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** `homework-1` is Homework 1. */
function titleOf(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
