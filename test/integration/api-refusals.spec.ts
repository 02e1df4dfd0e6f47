import { randomUUID } from 'node:crypto';
import { ApiClient, fileForm, type Answer } from '../support/http';
import { ada, ben, startPlatform, tess, type Platform } from '../support/platform';

const COURSE = '/api/courses/intro-ml';
const Q1 = `${COURSE}/assignments/prerequisites/problems/matrix-product/submissions`;
const SORT = `${COURSE}/assignments/prerequisites/problems/sort/submissions`;

let platform: Platform;
let student: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  student = await ApiClient.signedIn(platform.url, ada);
});
afterAll(() => platform.stop());

async function countSubmissions(): Promise<number> {
  const [row] = await platform.source.query<{ count: string }[]>('SELECT count(*) FROM submissions');
  return Number(row?.count);
}

/** A refusal says in problem+json what to do, and leaves nothing behind. */
async function expectRefusal(answer: Promise<Answer>, status: number, code: string): Promise<void> {
  const before = await countSubmissions();
  const { status: got, headers, json } = await answer;
  expect({ status: got, code: json['code'] }).toEqual({ status, code });
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(String(json['detail']).length).toBeGreaterThan(20);
  expect(await countSubmissions()).toBe(before);
}

describe('who may not', () => {
  it.each([
    ['GET', '/api/me'],
    ['GET', '/api/tokens'],
    ['GET', COURSE],
    ['GET', `${COURSE}/assignments/prerequisites`],
    ['GET', `${COURSE}/submissions`],
    ['GET', Q1],
    ['POST', Q1],
    ['GET', `/api/submissions/${randomUUID()}`],
    ['GET', `/api/submissions/${randomUUID()}/report`],
    ['GET', `/api/submissions/${randomUUID()}/events`],
    ['POST', `/api/submissions/${randomUUID()}/cancel`],
  ])('nobody: %s %s', async (method, path) => {
    const body = method === 'POST' ? JSON.stringify({ answers: {} }) : undefined;
    const nobody = new ApiClient(platform.url);
    await expectRefusal(
      nobody.send(method, path, body, { 'content-type': 'application/json' }),
      401,
      'auth.required',
    );
  });

  it('a wrong password and an unknown user get the same answer', async () => {
    const nobody = new ApiClient(platform.url);
    await expectRefusal(
      nobody.post('/api/session', { ...credentials(ada), password: 'wrong' }),
      401,
      'auth.wrong-credentials',
    );
    const unknown = { email: 'nobody@assay.example', password: 'wrong' };
    await expectRefusal(nobody.post('/api/session', unknown), 401, 'auth.wrong-credentials');
  });

  it('a token that is no good', async () => {
    const script = new ApiClient(platform.url, { authorization: 'Bearer assay_pat_made-up' });
    await expectRefusal(script.get('/api/me'), 401, 'auth.bad-token');
  });

  it('another site that makes a browser send the cookie', async () => {
    const crossSite = student.post(Q1, { answers: { c: '[[1]]' } }, { 'sec-fetch-site': 'cross-site' });
    await expectRefusal(crossSite, 403, 'auth.cross-site');
    const older = student.post(Q1, { answers: { c: '[[1]]' } }, { origin: 'https://evil.example' });
    await expectRefusal(older, 403, 'auth.cross-site');
  });

  it("a student in the staff's list, and anybody in a course that is not theirs", async () => {
    await expectRefusal(student.get(`${COURSE}/submissions`), 403, 'auth.staff-only');
    await expectRefusal(student.get('/api/courses/other'), 404, 'not-found');
  });

  it('another student: what is not theirs does not exist, in any of its parts', async () => {
    const { json } = await student.post(Q1, { answers: { c: '[[1]]' } });
    const id = String(json['id']);
    const other = await ApiClient.signedIn(platform.url, ben);
    for (const part of ['', '/report', '/events', '/files/c.txt']) {
      await expectRefusal(other.get(`/api/submissions/${id}${part}`), 404, 'not-found');
    }
    await expectRefusal(other.post(`/api/submissions/${id}/cancel`), 404, 'not-found');
    const staff = await ApiClient.signedIn(platform.url, tess);
    expect((await staff.get(`/api/submissions/${id}`)).status).toBe(200);
  });
});

describe('what is not taken', () => {
  it.each([
    ['an unknown assignment', `${COURSE}/assignments/none/problems/sort/submissions`],
    ['an unknown problem', `${COURSE}/assignments/prerequisites/problems/none/submissions`],
  ])('%s', (_what, path) => expectRefusal(student.post(path, { answers: {} }), 404, 'not-found'));

  it('an id that is none', () =>
    expectRefusal(student.get('/api/submissions/1%20OR%201=1'), 404, 'not-found'));

  it('malformed JSON', () =>
    expectRefusal(
      student.send('POST', Q1, '{"answers":', { 'content-type': 'application/json' }),
      400,
      'request.malformed',
    ));

  it('JSON of the wrong shape', () =>
    expectRefusal(student.post(Q1, { answers: { c: 7 } }), 422, 'request.invalid'));

  it('malformed multipart', () =>
    expectRefusal(
      student.send('POST', SORT, 'not a form', { 'content-type': 'multipart/form-data; boundary=x' }),
      400,
      'request.malformed',
    ));

  it('a field that this problem does not have', () =>
    expectRefusal(student.post(Q1, { answers: { __proto: 'x', z: '1' } }), 422, 'submission.unknown-answer'));

  it('no answer', () => expectRefusal(student.post(Q1, { answers: { c: ' \n' } }), 422, 'submission.empty'));

  it('an answer of 1 MB', () =>
    expectRefusal(student.post(Q1, { answers: { c: '1'.repeat(1_000_000) } }), 413, 'request.too-large'));

  it('an answer longer than the problem reads', () =>
    expectRefusal(
      student.post(Q1, { answers: { c: '1'.repeat(200_000) } }),
      413,
      'submission.answer-too-long',
    ));

  it('a missing file', () =>
    expectRefusal(student.post(SORT, new FormData()), 422, 'submission.file-missing'));

  it('an empty file', () =>
    expectRefusal(student.post(SORT, fileForm('main.c', '')), 422, 'submission.file-empty'));

  it('a file of the wrong kind', () =>
    expectRefusal(student.post(SORT, fileForm('../../etc/passwd', 'x')), 422, 'submission.unexpected-file'));

  it('a file that is too large', () =>
    expectRefusal(
      student.post(SORT, fileForm('main.c', 'x'.repeat(2_000_000))),
      413,
      'submission.file-too-large',
    ));

  it('a file that no problem could want', () =>
    expectRefusal(student.post(SORT, fileForm('main.c', 'x'.repeat(6_000_000))), 413, 'request.too-large'));

  it('text that is not UTF-8', () =>
    expectRefusal(
      student.post(SORT, fileForm('main.c', new Uint8Array([0xff, 0xfe, 0x41]))),
      422,
      'submission.not-utf8',
    ));

  it('a ZIP that is none', () =>
    expectRefusal(student.post(SORT, fileForm('main.zip', 'PK, but no more')), 422, 'upload.not-a-zip'));

  it('an address that is not there', () => expectRefusal(student.get('/api/nothing'), 404, 'not-found'));
});

function credentials({ email, password }: { email: string; password: string }): {
  email: string;
  password: string;
} {
  return { email, password };
}
