import { courseSchema, assignmentSchema, submissionSchema } from '#libs/contracts';
import { ApiClient, fileForm } from '../support/http';
import { ada, startPlatform, tess, type Platform } from '../support/platform';

const COURSE = '/api/courses/intro-ml';
const Q1 = `${COURSE}/assignments/prerequisites/problems/matrix-product`;

let platform: Platform;
let student: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  student = await ApiClient.signedIn(platform.url, ada);
});
afterAll(() => platform.stop());

it("keeps the session in a cookie that scripts and other sites don't get", async () => {
  const { headers } = await new ApiClient(platform.url).post('/api/session', {
    email: ada.email,
    password: ada.password,
  });
  expect(headers.get('set-cookie')).toMatch(/assay_session=.*HttpOnly.*SameSite=Strict/);
});

it('ends a session at sign-out', async () => {
  const browser = await ApiClient.signedIn(platform.url, ada);
  expect((await browser.delete('/api/session')).status).toBe(204);
  expect((await browser.get('/api/me')).status).toBe(401);
});

it('shows the course and the assignment as the contract says', async () => {
  const course = courseSchema.parse((await student.get(COURSE)).json);
  expect(course.assignments.map(({ id }) => id)).toEqual([
    'prerequisites',
    'backprop',
    'transformer-parts',
    'tiny-transformer',
    'mnist',
    'scaling-laws',
  ]);
  const assignment = assignmentSchema.parse((await student.get(`${COURSE}/assignments/prerequisites`)).json);
  expect(assignment.problems.map(({ id }) => id)).toEqual(['matrix-product', 'partial-derivatives', 'sort']);
  expect(assignment.problems[0]?.statement).toContain('$');
});

it('reads an answer back before it is submitted', async () => {
  const read = await student.post(`${Q1}/preview`, { field: 'c', text: '[[1,2],[3,4]]' });
  expect(read.json).toMatchObject({ kind: 'read', latex: expect.stringContaining('matrix') as string });
  const unreadable = await student.post(`${Q1}/preview`, { field: 'c', text: '[[1,2],[3' });
  expect(unreadable.json).toMatchObject({ kind: 'unreadable' });
});

it('takes a submission, says where it stands, and gives it back unchanged', async () => {
  const source = 'int main(void) { return 0; }\n// naïve ✓\n';
  const { status, json } = await student.post(
    `${COURSE}/assignments/prerequisites/problems/sort/submissions`,
    fileForm('my sort.C', source),
  );
  expect(status).toBe(202);
  const submission = submissionSchema.parse(json);
  expect(submission).toMatchObject({ problem: 'sort', points: null, job: { state: 'queued', casesDone: 0 } });
  expect(submission.files.map(({ name }) => name)).toEqual(['main.c']);
  const file = await student.get(`/api/submissions/${submission.id}/files/main.c`);
  expect(file.text).toBe(source);
  expect(file.headers.get('content-disposition')).toContain('attachment');
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await student.get(`/api/submissions/${submission.id}/report`)).json).toMatchObject({
    code: 'report.not-ready',
  });
});

it('keeps foreign script and frames out of its pages, and the session from script', async () => {
  const { headers } = await new ApiClient(platform.url).get('/api/docs-json');
  const policy = headers.get('content-security-policy') ?? '';
  for (const directive of [
    "default-src 'self'",
    "script-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ]) {
    expect(policy.split(';')).toContain(directive);
  }
  const { email, password } = ada;
  const answer = await new ApiClient(platform.url).post('/api/session', { email, password });
  expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
});

it('unpacks a ZIP', async () => {
  const zip = Buffer.from(
    'UEsDBBQAAAAIAHs/eF3xe0NuHwAAAB0AAAAGAAAAbWFpbi5jy8wrUchNzMzTKMvPTNFUqFYoSi0pLcpTMLBWqOUCAFBLAQIUAxQAAAAIAHs/' +
      'eF3xe0NuHwAAAB0AAAAGAAAAAAAAAAAAAACAAQAAAABtYWluLmNQSwUGAAAAAAEAAQA0AAAAQwAAAAAA',
    'base64',
  );
  const { json } = await student.post(
    `${COURSE}/assignments/prerequisites/problems/sort/submissions`,
    fileForm('work.zip', zip),
  );
  const file = await student.get(`/api/submissions/${String(json['id'])}/files/main.c`);
  expect(file.text).toBe('int main(void) { return 0; }\n');
});

it('makes one submission of a request that is sent twice', async () => {
  const send = () =>
    student.post(`${Q1}/submissions`, { answers: { c: '[[1]]' } }, { 'idempotency-key': 'once' });
  const [first, second] = await Promise.all([send(), send()]);
  expect(first.status).toBe(202);
  expect(second.json['id']).toBe(first.json['id']);
  expect((await send()).json['id']).toBe(first.json['id']);
});

it('cancels a submission that waits', async () => {
  const { json } = await student.post(`${Q1}/submissions`, { answers: { c: '[[2]]' } });
  const cancelled = await student.post(`/api/submissions/${String(json['id'])}/cancel`);
  expect(cancelled.json).toMatchObject({ job: { state: 'cancelled', ahead: null } });
  expect((await student.post(`/api/submissions/${String(json['id'])}/cancel`)).status).toBe(409);
});

it('lets a script in by token, until the token is revoked', async () => {
  const created = await student.post('/api/tokens', { name: 'laptop' });
  const script = new ApiClient(platform.url, { authorization: `Bearer ${String(created.json['token'])}` });
  expect((await script.get('/api/me')).json).toMatchObject({ email: ada.email });
  expect((await student.delete(`/api/tokens/${String(created.json['id'])}`)).status).toBe(204);
  expect((await script.get('/api/me')).status).toBe(401);
});

it('pages through what came in, newest first, for staff', async () => {
  for (let n = 0; n < 55; n += 1)
    await student.post(`${Q1}/submissions`, { answers: { c: `[[${String(n)}]]` } });
  const staff = await ApiClient.signedIn(platform.url, tess);
  const page = (await staff.get(`${COURSE}/submissions`)).json as {
    submissions: { id: string }[];
    next: string;
  };
  const rest = (await staff.get(`${COURSE}/submissions?after=${page.next}`)).json as {
    submissions: { id: string }[];
  };
  expect(page.submissions).toHaveLength(50);
  const ids = [...page.submissions, ...rest.submissions].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(55);
});

it('describes itself as OpenAPI', async () => {
  const { json } = await student.get('/api/docs-json');
  expect(json).toMatchObject({ openapi: expect.stringMatching(/^3\./) as string });
  expect(Object.keys(json['paths'] as object)).toEqual(
    expect.arrayContaining(['/api/session', '/api/submissions/{id}/report', '/api/submissions/{id}/events']),
  );
  expect((await student.get('/api/docs')).status).toBe(200);
});
