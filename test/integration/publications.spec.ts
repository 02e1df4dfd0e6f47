/** Packs on their way from an instructor's folder to the students: checked by a worker, published whole or not at all. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Publication } from '#libs/contracts';
import { readPackFolder } from '#libs/grading';
import { PostgresPublications } from '#libs/persistence';
import { packZip } from '#libs/uploads';
import { ApiClient } from '../support/http';
import { CHOICE_TEMPLATE, choicePack, type PackFiles as Files, zipOf } from '../support/packs';
import { ada, ivo, startPlatform, type Platform } from '../support/platform';

const COURSE = '/api/courses/intro-ml';

let platform: Platform;
let instructor: ApiClient;
let student: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: true });
  instructor = await ApiClient.signedIn(platform.url, ivo);
  student = await ApiClient.signedIn(platform.url, ada);
});
afterAll(() => platform.stop());

async function send(
  client: ApiClient,
  assignment: string,
  zip: Uint8Array,
  publish = true,
): Promise<{ status: number; json: Publication & { code?: string; detail?: string } }> {
  const form = new FormData();
  form.append('assignment', assignment);
  form.append('publish', String(publish));
  form.append('file', new Blob([zip]), `${assignment}.zip`);
  const { status, json } = await client.post(`${COURSE}/publications`, form);
  return { status, json: json as unknown as Publication };
}

/** Follows a publication to its end. */
async function ended(id: string): Promise<Publication> {
  for (;;) {
    const { json } = await instructor.get(`${COURSE}/publications/${id}`);
    const publication = json as unknown as Publication;
    if (!['queued', 'checking'].includes(publication.state)) return publication;
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function assignments(): Promise<{ id: string; title: string }[]> {
  const { json } = await student.get(COURSE);
  return json['assignments'] as { id: string; title: string }[];
}

it('publishes what passes, behind the assignments that are there', async () => {
  const before = await assignments();
  const { status, json } = await send(instructor, 'questions', zipOf(choicePack()));
  expect(status).toBe(202);
  const published = await ended(json.id);
  expect(published).toMatchObject({ state: 'published', version: 1, by: ivo.email, of: 3, faults: [] });
  expect(published.checks.map(({ what, ok }) => [what, ok])).toEqual([
    ['solution', true],
    ['empty', true],
    ['samples/integral', true],
  ]);
  expect((await assignments()).map(({ id }) => id)).toEqual([...before.map(({ id }) => id), 'questions']);

  const { json: audit } = await instructor.get(`${COURSE}/audit`);
  expect((audit['entries'] as unknown[])[0]).toMatchObject({
    actor: ivo.email,
    action: 'assignment.published',
    subject: 'questions',
    after: { version: 1 },
  });
});

it('makes a version of what changed, at its place, and none of what did not', async () => {
  const order = (await assignments()).map(({ id }) => id);
  const same = await send(instructor, 'questions', zipOf(choicePack(), 'questions/'));
  expect(await ended(same.json.id)).toMatchObject({ state: 'published', version: 1 });
  const changed = choicePack({ 'handout.md': '# More questions\n' });
  const next = await send(instructor, 'questions', zipOf(changed));
  expect(await ended(next.json.id)).toMatchObject({ state: 'published', version: 2 });
  expect((await assignments()).map(({ id }) => id)).toEqual(order);
});

it('waits for Publish where that is asked for', async () => {
  const { json } = await send(instructor, 'later', zipOf(choicePack()), false);
  expect(await ended(json.id)).toMatchObject({ state: 'passed', version: null });
  expect((await assignments()).map(({ id }) => id)).not.toContain('later');
  const path = `${COURSE}/publications/${json.id}/publish`;
  expect((await student.post(path, {})).status).toBe(403);
  for (let press = 0; press < 2; press++) {
    expect(await instructor.post(path, {})).toMatchObject({
      status: 200,
      json: { state: 'published', version: 1 },
    });
  }
  expect((await assignments()).map(({ id }) => id)).toContain('later');
});

it.each<[string, Files, Partial<Publication>]>([
  [
    'a manifest that is wrong',
    { 'assignment.yaml': choicePack()['assignment.yaml']!.replace('grader: choice', 'grader: choise') },
    { faults: [expect.objectContaining({ file: 'assignment.yaml', line: 5 })] as Publication['faults'] },
  ],
  [
    'a solution that fails',
    { 'problems/questions/solution/one.txt': 'b\n' },
    {
      checks: expect.arrayContaining([
        expect.objectContaining({ what: 'solution', ok: false, file: 'problems/questions/solution' }),
      ]) as Publication['checks'],
    },
  ],
  [
    'a sample that gets something else',
    { 'problems/questions/samples/integral/expect.yaml': 'verdicts:\n  one: correct\n' },
    {
      checks: expect.arrayContaining([
        expect.objectContaining({
          ok: false,
          file: 'problems/questions/samples/integral/expect.yaml',
          line: 2,
        }),
      ]) as Publication['checks'],
    },
  ],
])('publishes nothing of %s, and says where', async (_what, changes, expected) => {
  const { json } = await send(instructor, 'broken', zipOf(choicePack(changes)));
  const refused = await ended(json.id);
  expect(refused).toMatchObject({ state: 'refused', version: null, ...expected });
  expect((await assignments()).map(({ id }) => id)).not.toContain('broken');
  const { status, json: problem } = await instructor.post(`${COURSE}/publications/${json.id}/publish`, {});
  expect([status, problem['code']]).toEqual([409, 'publication.not-passed']);
});

it.each<[string, string, Uint8Array, string]>([
  ['no archive', 'x', Buffer.from('title: T'), 'upload.not-a-zip'],
  ['no manifest', 'x', zipOf({ 'readme.md': '' }), 'publication.no-manifest'],
  ['a path out of the archive', 'x', zipOf({ '../assignment.yaml': 'title: T' }), 'upload.bad-name'],
  ['a bomb', 'x', packZip(new Map([['assignment.yaml', Buffer.alloc(8 << 20)]])), 'upload.bomb'],
  ['a name that is none', 'No Name', zipOf(choicePack()), 'request.invalid'],
])('refuses %s at once', async (_what, assignment, zip, code) => {
  const { status, json } = await send(instructor, assignment, zip);
  expect(json.code).toBe(code);
  expect(status).toBe(422);
});

it('gives a publication whose worker has died to the next, and lets the dead one write nothing any more', async () => {
  const publications = new PostgresPublications(platform.source);
  const { json } = await send(instructor, 'twice', zipOf(choicePack()), false);
  await ended(json.id);
  await platform.source.query(
    "UPDATE publications SET state = 'checking', lease_until = now() + interval '1 hour' WHERE id = $1",
    [json.id],
  );
  const now = new Date();
  expect(await publications.claim(now, 60)).toBeNull();
  await platform.source.query("UPDATE publications SET lease_until = now() - interval '1 s' WHERE id = $1", [
    json.id,
  ]);
  expect(await ended(json.id)).toMatchObject({ state: 'passed' });
  expect(await publications.save({ id: json.id, attempt: 1 }, { version: 7 }, now)).toBe(false);
});

it('is reached from the command line with an access token, which shows what is found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-'));
  const write = (files: Files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, 'by-command', path, '..'), { recursive: true });
      writeFileSync(join(folder, 'by-command', path), text);
    }
  };
  const assay = async (token: string) => {
    const args = [
      'apps/cli/assay.mjs',
      'publish',
      join(folder, 'by-command'),
      '--course',
      'intro-ml',
      '--server',
      platform.url,
    ];
    const child = spawn(process.execPath, args, { env: { ...process.env, ASSAY_TOKEN: token } });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number];
    return { status, said };
  };
  try {
    write(choicePack());
    const { json } = await instructor.post('/api/tokens', {
      name: 'publishing',
      scopes: ['read', 'manage'],
      expiresInDays: 1,
    });
    const token = String(json['token']);
    const good = await assay(token);
    expect(good.said).toContain('✓ questions/samples/integral');
    expect(good.said).toContain('by-command is published as version 1.');
    expect(good.status).toBe(0);
    write({ 'problems/questions/solution/one.txt': 'b\n' });
    const bad = await assay(token);
    expect(bad.said).toMatch(
      /✗ problems\/questions\/solution: questions\/solution: the solution must earn everything/,
    );
    expect(bad.status).toBe(1);
    expect((await assay('assay_pat_wrong')).status).toBe(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('keeps the files as they came', async () => {
  const { json } = await send(instructor, 'kept', zipOf(choicePack()), false);
  const kept = await new PostgresPublications(platform.source).filesOf(json.id);
  expect([...kept.keys()].sort()).toEqual(Object.keys(choicePack()).sort());
  await expect(readPackFolder(CHOICE_TEMPLATE)).rejects.toThrow('assignment.yaml: is missing');
});
