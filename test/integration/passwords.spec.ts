/** Passwords that are forgotten, chosen anew by a one-time link, and changed. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { AccountLinks, RESET_LIMITS } from '#libs/grading';
import { PostgresAccounts } from '#libs/persistence';
import { ApiClient, type Answer } from '../support/http';
import { Mailbox } from '../support/mailbox';
import { ada, ben, ivo, startPlatform, tess, type Account, type Platform } from '../support/platform';

const PORTAL = 'https://assay.example.edu';
const NEW_PASSWORD = 'a new long password';

let platform: Platform;
let mailbox: Mailbox;
let visitor: ApiClient;

beforeAll(async () => {
  mailbox = await Mailbox.open();
  platform = await startPlatform({
    worker: false,
    mail: { program: mailbox.program, from: 'assay@assay.example.edu', portal: PORTAL },
  });
  visitor = new ApiClient(platform.url);
});
afterAll(async () => {
  await platform.stop();
  await mailbox.close();
});

const ask = (email: string, headers: Record<string, string> = {}) =>
  visitor.post('/api/password-resets', { email }, headers);
const redeem = (token: string, password = NEW_PASSWORD) =>
  visitor.post('/api/password-links', { token, password });
const trySignIn = ({ email }: Account, password: string) =>
  new ApiClient(platform.url).post('/api/session', { email, password });

/** A link for this person, as an administrator makes it. */
async function linkFor({ email }: Account): Promise<string> {
  const link = await platform.api.get(AccountLinks).makeOnCommandLine(email);
  if (!link) throw new Error(`nobody has ${email}`);
  return link.token;
}

function assay(...args: readonly string[]): Promise<{ status: number; stdout: string }> {
  const env = { ...process.env, DATABASE_URL: platform.database.url, ASSAY_PUBLIC_URL: PORTAL };
  const cwd = resolve(__dirname, '../..');
  return new Promise((done) => {
    execFile(process.execPath, ['apps/cli/assay.mjs', ...args], { cwd, env }, (error, stdout) =>
      done({ status: error ? Number(error.code) : 0, stdout }),
    );
  });
}

function shape({ status, text, headers }: Answer): unknown {
  const names = [...headers.keys()].filter((name) => name !== 'set-cookie').sort();
  return { status, text, names };
}

describe('who forgot the password', () => {
  it('hears the same whether somebody has that address or not', async () => {
    const [known, unknown] = [await ask(ada.email), await ask('nobody@assay.example')];
    expect(known.status).toBe(202);
    expect(shape(known)).toEqual(shape(unknown));
    await mailbox.next(ada.email);
    expect((await mailbox.letters()).flatMap(({ recipients }) => recipients)).toEqual([ada.email]);
  });

  it('gets a link to the portal that is configured, whatever host the request names', async () => {
    const known = await mailbox.letters();
    await ask(ben.email, { 'x-forwarded-host': 'evil.example' });
    const { headers, text } = await mailbox.next(ben.email, known);
    expect(headers).toContain('Auto-Submitted: auto-generated');
    const [link = '', token = ''] = /https?:\S+#(\S+)/.exec(text) ?? [];
    expect(link).toBe(`${PORTAL}/password#${token}`);
    const [row] = await platform.source.query<{ all: string }[]>(
      'SELECT string_agg(token_hash, \' \') AS "all" FROM account_links',
    );
    expect(row?.all).not.toContain(token);
    expect((await redeem(token)).json).toEqual({ email: ben.email });
    expect((await trySignIn(ben, NEW_PASSWORD)).status).toBe(201);
    expect((await trySignIn(ben, ben.password)).status).toBe(401);
  });

  it('can be sent only so much mail, whoever asks for it', async () => {
    const places = Array.from({ length: 3 }, () => ask(tess.email));
    expect((await Promise.all(places)).map(({ status }) => status)).toEqual([202, 202, 202]);
    const answers: number[] = [];
    for (let n = 0; n < RESET_LIMITS.pair.burst; n++) answers.push((await ask(tess.email)).status);
    expect(answers).toContain(429);
    await platform.api.get(AccountLinks).settle();
    const sent = (await mailbox.letters()).filter(({ recipients }) => recipients.includes(tess.email));
    expect(sent).toHaveLength(RESET_LIMITS.account.burst);
  });
});

describe('a link', () => {
  it('lets nobody in who has none', async () => {
    const answer = await redeem('made up');
    expect([answer.status, answer.json['code']]).toEqual([404, 'account.link-dead']);
  });

  it('ends what could enter before: sessions, access tokens, other links', async () => {
    const browser = await ApiClient.signedIn(platform.url, ada);
    const { token } = (await browser.post('/api/tokens', { name: 'script', scopes: ['read'] })).json;
    const [used, other] = [await linkFor(ada), await linkFor(ada)];
    expect((await redeem(used, 'short')).status).toBe(422);
    expect((await redeem(used)).status).toBe(200);
    expect((await browser.get('/api/me')).status).toBe(401);
    const script = new ApiClient(platform.url, { authorization: `Bearer ${String(token)}` });
    expect((await script.get('/api/me')).status).toBe(401);
    expect((await redeem(other)).status).toBe(404);
    expect((await redeem(used)).status).toBe(404);
  });

  it('is good for one of two who use it at once', async () => {
    const token = await linkFor(ada);
    const answers = await Promise.all([
      redeem(token, 'the first password'),
      redeem(token, 'the second one!'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    await redeem(await linkFor(ada), ada.password.padEnd(12, '.'));
  });

  it('shuts out whoever keeps signing in with the old password while it is used', async () => {
    const token = await linkFor(ben);
    const known = { email: ben.email, password: NEW_PASSWORD };
    const intruders = Array.from({ length: 8 }, () => new ApiClient(platform.url));
    const redeemed = redeem(token, 'and now another one');
    await Promise.all([redeemed, ...intruders.map((intruder) => intruder.post('/api/session', known))]);
    expect((await redeemed).status).toBe(200);
    const still = await Promise.all(intruders.map((intruder) => intruder.get('/api/me')));
    expect(still.map(({ status }) => status)).toEqual(intruders.map(() => 401));
  });

  it('is dead after its time', async () => {
    const token = await linkFor(ada);
    await platform.source.query("UPDATE account_links SET expires_at = now() - interval '1 s'");
    expect((await redeem(token)).status).toBe(404);
  });

  it('is made on the command line by who runs the machine', async () => {
    const made = await assay('user', 'reset-link', tess.email.toUpperCase());
    const [, token = ''] = /^https:\/\/assay\.example\.edu\/password#(\S+)\n$/.exec(made.stdout) ?? [];
    expect([made.status, (await redeem(token)).json]).toEqual([0, { email: tess.email }]);
    expect(await assay('user', 'reset-link', 'nobody@assay.example')).toMatchObject({
      status: 1,
      stdout: '',
    });
  });

  it('comes with an account that is made on the command line: how a course gets its first instructor', async () => {
    const enroll = (...rest: readonly string[]) => assay('user', 'enroll', ...rest);
    expect((await enroll('grace@assay.example', 'no-such-course', 'instructor')).status).toBe(2);
    expect((await enroll('grace@assay.example', 'intro-ml', 'emperor')).status).toBe(2);
    const made = await enroll('Grace@assay.example', 'intro-ml', 'instructor', '--name', 'Grace Hopper');
    const [, token = ''] = /password#(\S+)\n$/.exec(made.stdout) ?? [];
    expect((await redeem(token)).json).toEqual({ email: 'grace@assay.example' });
    const account = { ...ivo, email: 'grace@assay.example', password: NEW_PASSWORD };
    const grace = await ApiClient.signedIn(platform.url, account);
    expect((await grace.get('/api/me')).json).toMatchObject({
      name: 'Grace Hopper',
      enrollments: [{ course: 'intro-ml', role: 'instructor' }],
    });
    const again = await enroll('grace@assay.example', 'intro-ml', 'assistant');
    expect([again.status, again.stdout]).toEqual([0, '']);
  });

  it('that staff made stands in the audit log', async () => {
    await linkFor(tess);
    const staff = await ApiClient.signedIn(platform.url, ivo);
    expect((await staff.get('/api/courses/intro-ml/audit')).json['entries']).toContainEqual(
      expect.objectContaining({ action: 'account.link-made', actor: 'command line', subject: tess.email }),
    );
  });
});

describe('changing the password', () => {
  it('is for who is signed in and knows it', async () => {
    const body = { current: 'not this one', password: NEW_PASSWORD };
    expect((await visitor.post('/api/password', body)).status).toBe(401);
    const browser = await ApiClient.signedIn(platform.url, ivo);
    const wrong = await browser.post('/api/password', body);
    expect([wrong.status, wrong.json['code']]).toEqual([422, 'account.wrong-password']);
    const elsewhere = await browser.post('/api/password', body, { 'sec-fetch-site': 'cross-site' });
    expect([elsewhere.status, elsewhere.json['code']]).toEqual([403, 'auth.cross-site']);
    expect((await browser.get('/api/me')).status).toBe(200);
  });

  it('ends every session and gives the asking browser a new one', async () => {
    const browser = await ApiClient.signedIn(platform.url, ivo);
    const other = await ApiClient.signedIn(platform.url, ivo);
    const before = browser.sessionCookie();
    const body = { current: ivo.password, password: NEW_PASSWORD };
    expect((await browser.post('/api/password', body)).status).toBe(204);
    expect((await browser.get('/api/me')).status).toBe(200);
    expect((await other.get('/api/me')).status).toBe(401);
    expect((await new ApiClient(platform.url, { cookie: before }).get('/api/me')).status).toBe(401);
    expect((await trySignIn(ivo, NEW_PASSWORD)).status).toBe(201);
  });

  it('can not be had by who never had one, nor can such an account be entered', async () => {
    await platform.source.query('UPDATE users SET password_hash = NULL WHERE email = $1', [ivo.email]);
    expect((await new PostgresAccounts(platform.source).findByEmail(ivo.email))?.passwordHash).toBeNull();
    for (const password of [NEW_PASSWORD, ivo.password, 'null']) {
      expect((await trySignIn(ivo, password)).status).toBe(401);
    }
  });
});
