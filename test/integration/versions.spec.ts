/** A published version is immutable; what came next, and why, is public; begun work may be finished on its own version. */
import { versionListSchema } from '#libs/contracts';
import { Pack, type AssignmentVersion } from '#libs/grading';
import { PostgresCatalog } from '#libs/persistence';
import { ApiClient } from '../support/http';
import { ada, startPlatform, type Platform } from '../support/platform';

const ASSIGNMENT = '/api/courses/intro-ml/assignments/prerequisites';
const ATTEMPTS = `${ASSIGNMENT}/problems/matrix-product/submissions`;

let platform: Platform;
let catalog: PostgresCatalog;
let student: ApiClient;
let first: AssignmentVersion;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  catalog = new PostgresCatalog(platform.source);
  student = await ApiClient.signedIn(platform.url, ada);
  first = (await catalog.findCurrentAssignment('intro-ml', 'prerequisites'))!;
});
afterAll(() => platform.stop());

const publish = (edit: (manifest: string) => string, reason: string, at = new Date()) => {
  const yaml = new TextDecoder().decode(first.pack.files.get('assignment.yaml'));
  const files = new Map(first.pack.files).set('assignment.yaml', new TextEncoder().encode(edit(yaml)));
  const author = { name: 'ivo@assay.example', reason };
  return catalog.publish('intro-ml', 'prerequisites', 0, Pack.fromFiles(files), at, author);
};
const worth = (points: number) => (manifest: string) =>
  manifest.replace('points: 20', `points: ${String(points)}`);
const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
const versionOfNewest = async () => {
  const [row] = await platform.source.query<{ number: number }[]>(
    `SELECT number FROM submissions JOIN assignment_versions version ON version.id = version_id
      ORDER BY received_at DESC LIMIT 1`,
  );
  return row?.number;
};
const submit = (version?: string) =>
  student.post(version === undefined ? ATTEMPTS : `${ATTEMPTS}?version=${version}`, {
    answers: { c: '[[1]]' },
  });

it.each([
  'UPDATE assignment_versions SET number = 7',
  "UPDATE pack_files SET path = 'elsewhere'",
  'DELETE FROM pack_files WHERE false',
  'TRUNCATE assignment_versions CASCADE',
])('the database itself refuses: %s', async (statement) => {
  await expect(platform.source.query(statement)).rejects.toThrow('immutable');
});

it('each version says who published it, why, and what it changed; a page at a time', async () => {
  await publish(worth(25), 'The product takes longer than we thought.');
  const { versions, next } = versionListSchema.parse((await student.get(`${ASSIGNMENT}/versions`)).json);
  expect(next).toBeNull();
  expect(versions).toMatchObject([
    {
      number: 2,
      publishedBy: 'ivo@assay.example',
      message: 'The product takes longer than we thought.',
      changes: [{ kind: 'points', problem: 'matrix-product', before: 20, after: 25 }],
    },
    { number: 1, publishedBy: 'command line', packSha256: first.pack.sha256, changes: [] },
  ]);
  const older = versionListSchema.parse((await student.get(`${ASSIGNMENT}/versions?before=2`)).json);
  expect(older.versions.map(({ number }) => number)).toEqual([1]);
  expect((await student.get(`${ASSIGNMENT}/versions?before=x`)).status).toBe(422);
});

it('work that was begun on a version is taken in for it for a day, and no longer', async () => {
  await submit('1');
  expect(await versionOfNewest()).toBe(1);
  await submit();
  expect(await versionOfNewest()).toBe(2);
  await publish(worth(30), 'Published yesterday already.', hours(-25));
  expect((await submit('2')).json).toMatchObject({ status: 409, code: 'assignment.replaced' });
  expect((await submit('9')).json).toMatchObject({ status: 409, code: 'assignment.replaced' });
  expect((await submit('no')).status).toBe(422);
  expect((await submit('3')).status).toBe(202);
});
