/** What an author of assignments meets on the command line: skeletons, schemas, and the places of mistakes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { graders } from '#graders';
import { GraderRegistry, inspectPack, packSchemas, readPackFolder } from '#libs/grading';

const ROOT = resolve(__dirname, '../..');
const PLATFORM = `assay-authoring-${String(process.pid)}`;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'assay-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function assay(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'apps/cli/assay.mjs'), ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ASSAY_PLATFORM: PLATFORM },
    },
  );
  return { status, stdout, stderr };
}

const templates = graders.flatMap(({ id }) => {
  const path = join(ROOT, 'graders', id, 'templates');
  try {
    return readdirSync(path).map((name) => [id, name] as const);
  } catch {
    return [];
  }
});

it('makes skeletons of every kind, one after another, that read well as they are', async () => {
  expect(templates.length).toBeGreaterThanOrEqual(7);
  expect(assay('new', 'assignment', 'first-homework').status).toBe(0);
  for (const [grader, template] of templates) {
    expect(assay('new', 'problem', grader, template, '--in', 'first-homework')).toMatchObject({ status: 0 });
  }
  const pack = await readPackFolder(join(folder, 'first-homework'));
  expect(pack.manifest.title).toBe('First homework');
  const problems = inspectPack(pack, new GraderRegistry(graders));
  expect(problems).toHaveLength(templates.length);
  expect(problems.filter(({ expectations }) => expectations.size === 0)).toEqual([]);
});

it('makes an assignment that passes its check at once, and names what an author breaks then', () => {
  expect(assay('new', 'assignment', 'hw', '--title', 'Homework', '--problem', 'stdio').status).toBe(0);
  assay('new', 'problem', 'function-tests', '--in', 'hw', '--id', 'columns', '--title', 'Columns');
  const { status, stdout } = assay('check', 'hw');
  expect(stdout).toContain('✓ columns/samples/rows-for-columns');
  expect(stdout).toMatch(/\n10 passed, 0 failed in/);
  expect(status).toBe(0);

  const edit = (path: string, from: string, to: string) => {
    const text = readFileSync(join(folder, path), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(folder, path), text.replace(from, to));
  };
  edit('hw/problems/columns/checks/reference.py', 'centred = x', 'centred = y');
  edit('hw/problems/sum/solution/main.c', 'long sum', 'int sum');
  edit('hw/problems/sum/samples/endless/expect.yaml', 'timed-out', 'crashed');
  const broken = assay('check', 'hw');
  expect(broken.stdout).toMatch(
    /✗ problems\/sum\/solution: sum\/solution: the solution must earn everything/,
  );
  expect(broken.stdout).toMatch(
    /✗ problems\/sum\/samples\/endless\/expect\.yaml:4: .*two numbers: timed-out, expected crashed/,
  );
  expect(broken.stdout).toMatch(
    /✗ problems\/columns\/checks\/reference\.py:5: gives nothing for .*NameError/,
  );
  expect(broken.status).toBe(1);
});

it.each([
  [['new', 'assignment', 'No Name'], "can't be an assignment's name"],
  [['new', 'problem', 'stdio'], 'has no assignment.yaml'],
  [['new', 'problem', 'nothing'], 'no skeleton for the grader "nothing"; there are choice, '],
  [['new', 'problem', 'stdio', 'cobol'], 'it has c, cpp, python'],
])('refuses %j', (args, message) => {
  const { status, stderr } = assay(...args);
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

it('does not overwrite what is there', () => {
  assay('new', 'assignment', 'hw', '--problem', 'choice');
  expect(assay('new', 'assignment', 'hw').stderr).toContain('is there already');
  expect(assay('new', 'problem', 'choice', '--in', 'hw', '--id', 'questions').stderr).toContain('already');
  const before = readFileSync(join(folder, 'hw/assignment.yaml'), 'utf8');
  writeFileSync(join(folder, 'hw/assignment.yaml'), `${before}# my own remark\n`);
  expect(assay('new', 'problem', 'choice', '--in', 'hw').stdout).toContain('questions-2');
  const after = readFileSync(join(folder, 'hw/assignment.yaml'), 'utf8');
  expect(after).toContain('# my own remark');
  expect(after.startsWith(before)).toBe(true);
});

it('has schemas in docs/schema that are those of the graders as they are', () => {
  // Another grader, another field: run `npm run assay -- schema docs/schema`, and prettier on it.
  for (const [name, schema] of packSchemas(graders)) {
    const kept: unknown = JSON.parse(readFileSync(join(ROOT, 'docs/schema', name), 'utf8'));
    expect(kept).toEqual(JSON.parse(JSON.stringify(schema)));
  }
});
