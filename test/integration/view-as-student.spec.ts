/** Staff who look at the platform as one of their students. */
import { auditListSchema, meSchema } from '#libs/contracts';
import { PostgresAccounts } from '#libs/persistence';
import { ApiClient } from '../support/http';
import { People } from '../support/people';
import { ada, ben, ivo, startPlatform, tess, type Account, type Platform } from '../support/platform';

const COURSE = '/api/courses/intro-ml';
const Q1 = `${COURSE}/assignments/prerequisites/problems/matrix-product`;
const ANSWER = { answers: { c: '[[1]]' } };

let platform: Platform;
let staff: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  staff = await ApiClient.signedIn(platform.url, tess);
});

async function idOf({ email }: Pick<Account, 'email'>): Promise<string> {
  return (await new PostgresAccounts(platform.source).findByEmail(email))?.id ?? '';
}

const view = async (account: Pick<Account, 'email'>, as = staff) =>
  as.post(`${COURSE}/roster/${await idOf(account)}/view`);
const me = async () => meSchema.parse((await staff.get('/api/me')).json);

it('is for staff of the course, and of students only', async () => {
  const student = await ApiClient.signedIn(platform.url, ada);
  expect((await view(ben, student)).status).toBe(403);
  expect((await view(ivo)).status).toBe(409);
  expect((await view(tess)).status).toBe(409);
  const { token } = (await staff.post('/api/tokens', { name: 'script', scopes: ['manage'] })).json;
  const script = new ApiClient(platform.url, { authorization: `Bearer ${String(token)}` });
  expect((await view(ada, script)).json['code']).toBe('auth.session-only');
  expect((await me()).viewer).toBeNull();
});

it('shows what the student sees, says so, and is written down', async () => {
  const student = await ApiClient.signedIn(platform.url, ada);
  const { id } = (await student.post(`${Q1}/submissions`, ANSWER)).json;
  expect((await view(ada)).status).toBe(204);
  expect(await me()).toMatchObject({ email: ada.email, viewer: tess.name });
  for (const path of [COURSE, `${Q1}/submissions`, `/api/submissions/${String(id)}`, `${COURSE}/audit`]) {
    const [seen, own] = [await staff.get(path), await student.get(path)];
    expect([path, seen.status, seen.text]).toEqual([path, own.status, own.text]);
  }
  expect((await staff.delete('/api/view')).status).toBe(204);
  expect(await me()).toMatchObject({ email: tess.email, viewer: null });
  const { entries } = auditListSchema.parse((await staff.get(`${COURSE}/audit`)).json);
  expect(entries[0]).toMatchObject({ actor: tess.email, action: 'student.viewed', subject: ada.email });
});

it('changes nothing and opens nothing of the account', async () => {
  await view(ada);
  const refused = [
    await staff.post(`${Q1}/submissions`, ANSWER),
    await staff.post('/api/tokens', { name: 'planted' }),
    await staff.get('/api/tokens'),
    await staff.post('/api/password', { current: ada.password, password: 'a new long password' }),
    await staff.delete('/api/sessions'),
    await view(ben),
  ];
  expect(refused.map(({ status, json }) => [status, json['code']])).toEqual(
    refused.map(() => [403, 'view.read-only']),
  );
});

it('ends with the session, and concerns no other session of the same staff', async () => {
  const other = await ApiClient.signedIn(platform.url, tess);
  await view(ada);
  expect((await other.get('/api/me')).json['email']).toBe(tess.email);
  expect((await staff.delete('/api/session')).status).toBe(204);
  expect((await staff.get('/api/me')).status).toBe(401);
});

it('is over at once where the student, or the staff, are no longer what they were', async () => {
  const people = new People(platform, 'no password');
  await people.copyCourse('intro-ml', 'prerequisites', 'elsewhere');
  const student = await people.add('student', 'intro-ml', 'mover');
  const accounts = new PostgresAccounts(platform.source);
  const author = { name: 'a test', reason: 'to try it out' };
  expect((await view(student)).status).toBe(204);
  expect((await me()).email).toBe(student.email);
  await accounts.enroll(student.id, 'elsewhere', 'student', author);
  expect((await me()).email).toBe(tess.email);
  expect((await view(student)).json['code']).toBe('view.not-open');
  await view(ada);
  await accounts.enroll(await idOf(tess), 'intro-ml', 'student', author);
  expect(await me()).toMatchObject({ email: tess.email, viewer: null });
});
