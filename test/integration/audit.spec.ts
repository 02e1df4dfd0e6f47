import { auditListSchema, type AuditEntry } from '#libs/contracts';
import { PostgresAccounts } from '#libs/persistence';
import { ApiClient } from '../support/http';
import { ada, ben, startPlatform, tess, type Platform } from '../support/platform';

const COURSE = '/api/courses/intro-ml';
const Q1 = `${COURSE}/assignments/prerequisites/problems/matrix-product/submissions`;

let platform: Platform;
let student: ApiClient;
let staff: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  student = await ApiClient.signedIn(platform.url, ada);
  staff = await ApiClient.signedIn(platform.url, tess);
});
afterAll(() => platform.stop());

async function log(): Promise<AuditEntry[]> {
  return auditListSchema.parse((await staff.get(`${COURSE}/audit`)).json).entries;
}

async function submit(): Promise<string> {
  return String((await student.post(Q1, { answers: { c: '[[1]]' } })).json['id']);
}

it.each([
  "UPDATE audit_log SET actor = 'somebody else'",
  'DELETE FROM audit_log',
  'DELETE FROM audit_log WHERE false',
  'TRUNCATE audit_log',
])('refuses in the database itself: %s', async (statement) => {
  const before = await log();
  await expect(platform.source.query(statement)).rejects.toThrow('append-only');
  expect(await log()).toEqual(before);
});

it('is not for students', async () => {
  expect((await student.get(`${COURSE}/audit`)).status).toBe(403);
});

it('says who published which version', async () => {
  expect((await log()).filter(({ action }) => action === 'assignment.published')).toContainEqual(
    expect.objectContaining({
      actor: 'command line',
      subject: 'prerequisites',
      before: null,
      after: { version: 1, packSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    }),
  );
});

it('tells the role before and after, and is silent where nothing changed', async () => {
  const accounts = new PostgresAccounts(platform.source);
  const user = (await accounts.findByEmail(ben.email))!;
  const author = { name: 'ivo@assay.example', reason: 'helps in the tutorial' };
  await accounts.enroll(user.id, 'intro-ml', 'assistant', author);
  const [entry] = await log();
  expect(entry).toMatchObject({
    actor: author.name,
    action: 'enrollment.changed',
    subject: ben.email,
    before: { role: 'student' },
    after: { role: 'assistant' },
    reason: author.reason,
  });
  await accounts.enroll(user.id, 'intro-ml', 'assistant', author);
  expect((await log())[0]).toEqual(entry);
});

it('names staff who cancel the grading of a student, not students who cancel their own', async () => {
  const [own, other] = [await submit(), await submit()];
  await student.post(`/api/submissions/${own}/cancel`);
  await staff.post(`/api/submissions/${other}/cancel`);
  const cancelled = (await log()).filter(({ action }) => action === 'grading.cancelled');
  expect(cancelled).toHaveLength(1);
  expect(cancelled[0]).toMatchObject({ actor: tess.email, subject: `submission ${other}` });
});
