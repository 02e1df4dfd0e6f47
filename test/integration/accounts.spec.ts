import { SIGN_IN_LIMITS } from '#libs/grading';
import { openDatabase, PostgresThrottle } from '#libs/persistence';
import { ApiClient, type Answer } from '../support/http';
import { ada, ben, startPlatform, tess, type Account, type Platform } from '../support/platform';

const Q1 = '/api/courses/intro-ml/assignments/prerequisites/problems/matrix-product/submissions';
const PER_MINUTE = 2;
const NOW = new Date('2030-01-01T00:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform({ worker: false, submissionsPerMinute: PER_MINUTE });
});
afterAll(() => platform.stop());

function signIn({ email, password }: Account): Promise<Answer> {
  return new ApiClient(platform.url).post('/api/session', { email, password });
}

describe('guessing passwords', () => {
  it('is stopped, also where all guesses come at once, and says how long to wait', async () => {
    const guesses = Array.from({ length: SIGN_IN_LIMITS.pair.burst * 2 }, (_none, n) =>
      signIn({ ...ben, password: `guess ${String(n)}` }),
    );
    const answers = await Promise.all(guesses);
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(401), count(429)]).toEqual([SIGN_IN_LIMITS.pair.burst, SIGN_IN_LIMITS.pair.burst]);
    const right = await signIn(ben);
    expect({ status: right.status, code: right.json['code'] }).toEqual({
      status: 429,
      code: 'auth.too-many-attempts',
    });
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(right.headers.get('retry-after'))).toBeLessThanOrEqual(SIGN_IN_LIMITS.pair.everySeconds);
  });

  it('does not lock out others behind the same address', async () => {
    expect((await signIn(ada)).status).toBe(201);
  });

  it('is counted for wrong passwords only', async () => {
    for (let n = 0; n <= SIGN_IN_LIMITS.pair.burst; n++) expect((await signIn(tess)).status).toBe(201);
  });
});

describe('a throttle', () => {
  const limit = { name: 'test', burst: 3, everySeconds: 10 };

  it('counts over all processes, and gives one back an interval later', async () => {
    const others = await openDatabase(platform.database.url);
    const throttles = [new PostgresThrottle(platform.source), new PostgresThrottle(others)];
    const taken = await Promise.all(
      Array.from({ length: 8 }, (_none, n) => throttles[n % 2]!.take(limit, 'key', NOW)),
    );
    await others.destroy();
    expect(taken.filter((seconds) => seconds === 0)).toHaveLength(limit.burst);
    expect(taken.filter((seconds) => seconds === limit.everySeconds)).toHaveLength(8 - limit.burst);
    const [throttle] = throttles;
    expect(await throttle!.take(limit, 'key', later(9))).toBe(1);
    expect(await throttle!.take(limit, 'key', later(10))).toBe(0);
    expect(await throttle!.take(limit, 'key', later(10))).toBe(10);
    expect(await throttle!.take(limit, 'another key', later(10))).toBe(0);
  });

  it('forgets what is long past', async () => {
    const throttle = new PostgresThrottle(platform.source);
    await throttle.take(limit, 'old', NOW);
    await throttle.sweep(later(1_000));
    expect(await platform.source.query("SELECT key FROM throttles WHERE key = 'test:old'")).toEqual([]);
  });
});

describe('sessions', () => {
  it('change at sign-in: a session that was there before, perhaps planted, ends', async () => {
    const browser = await ApiClient.signedIn(platform.url, ada);
    const before = browser.sessionCookie();
    await browser.post('/api/session', { email: ada.email, password: ada.password });
    const withOld = new ApiClient(platform.url, { cookie: before });
    expect((await withOld.get('/api/me')).status).toBe(401);
    expect((await browser.get('/api/me')).status).toBe(200);
  });

  it("end on every device at once, and nobody else's do", async () => {
    const [laptop, phone, other] = await Promise.all(
      [ada, ada, tess].map((account) => ApiClient.signedIn(platform.url, account)),
    );
    expect((await new ApiClient(platform.url).delete('/api/sessions')).status).toBe(401);
    const keptCookie = phone!.sessionCookie();
    expect((await laptop!.delete('/api/sessions')).status).toBe(204);
    expect((await new ApiClient(platform.url, { cookie: keptCookie }).get('/api/me')).status).toBe(401);
    expect((await other!.get('/api/me')).status).toBe(200);
  });
});

describe('access tokens', () => {
  const make = async (owner: ApiClient, body: object) => (await owner.post('/api/tokens', body)).json;
  const using = (token: unknown) => new ApiClient(platform.url, { authorization: `Bearer ${String(token)}` });

  it.each([
    { name: 'x', scopes: [] },
    { name: 'x', scopes: ['read', 'everything'] },
    { name: 'x', expiresInDays: 367 },
    { name: 'x', expiresInDays: 0 },
  ])('are refused where the wish is no good: %j', async (body) => {
    const owner = await ApiClient.signedIn(platform.url, tess);
    expect((await owner.post('/api/tokens', body)).status).toBe(422);
  });

  it('may do what they were made for, never change the account', async () => {
    const owner = await ApiClient.signedIn(platform.url, tess);
    const reader = await make(owner, { name: 'reader', scopes: ['read', 'read'] });
    expect(reader['scopes']).toEqual(['read']);
    const script = using(reader['token']);
    expect((await script.get('/api/me')).status).toBe(200);
    const refused = await script.post(Q1, { answers: { c: '[[1]]' } });
    expect([refused.status, refused.json['code']]).toEqual([403, 'auth.scope']);
    const minted = await script.post('/api/tokens', { name: 'for ever', scopes: ['manage'] });
    expect([minted.status, minted.json['code']]).toEqual([403, 'auth.session-only']);
    expect((await make(owner, { name: 'by default' }))['scopes']).toEqual(['read', 'submit']);
  });

  it('say when they were used, and end when revoked or too old', async () => {
    const owner = await ApiClient.signedIn(platform.url, tess);
    const { id, token } = await make(owner, { name: 'short', scopes: ['read'], expiresInDays: 1 });
    const listed = async () =>
      ((await owner.get('/api/tokens')).json as unknown as Record<string, unknown>[]).find(
        (each) => each['id'] === id,
      );
    expect((await listed())?.['lastUsedAt']).toBeNull();
    expect((await using(token).get('/api/me')).status).toBe(200);
    expect((await listed())?.['lastUsedAt']).toEqual(expect.any(String));
    await platform.source.query(
      "UPDATE access_tokens SET expires_at = now() - interval '1 s' WHERE id = $1",
      [id],
    );
    expect((await using(token).get('/api/me')).json['code']).toBe('auth.bad-token');
    const other = await make(owner, { name: 'other', scopes: ['read'] });
    expect((await owner.delete(`/api/tokens/${String(other['id'])}`)).status).toBe(204);
    expect((await using(other['token']).get('/api/me')).status).toBe(401);
  });
});

it('takes in only so many submissions of one person, and stores nothing of the rest', async () => {
  const student = await ApiClient.signedIn(platform.url, ada);
  const burst = PER_MINUTE * 5;
  const answers = await Promise.all(
    Array.from({ length: burst + 5 }, () => student.post(Q1, { answers: { c: '[[1]]' } })),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(burst);
  expect(refused).toHaveLength(5);
  expect(refused[0]?.json['code']).toBe('request.too-many');
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  const [row] = await platform.source.query<{ count: string }[]>('SELECT count(*) FROM submissions');
  expect(Number(row?.count)).toBe(burst);
  const another = await ApiClient.signedIn(platform.url, tess);
  expect((await another.post(Q1, { answers: { c: '[[1]]' } })).status).toBe(202);
});
