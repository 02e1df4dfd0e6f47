/** Signing in at a real OpenID provider: who is let in as whom, and what does not let in. */
import { meSchema } from '#libs/contracts';
import { readSettings } from '../../apps/api/src/settings';
import { ApiClient } from '../support/http';
import { followUntil, ProviderProcess } from '../support/openid-provider';
import { ada, startPlatform, tess, type Platform } from '../support/platform';

const PORTAL = 'https://assay.example.edu';
const CALLBACK = `${PORTAL}/api/sso/callback`;
const CLIENT = { clientId: 'assay', clientSecret: 'a secret of the tests & more: %' };
const PEOPLE = {
  'subject-ada': { email: ada.email.toUpperCase(), email_verified: true, name: 'Ada L.' },
  'subject-impostor': { email: ada.email, email_verified: true, name: 'Ada too' },
  'subject-unverified': { email: tess.email, email_verified: false, name: 'Tess' },
  'subject-stranger': { email: 'stranger@assay.example', email_verified: true, name: 'Stranger\u0007' },
  'subject-silent': { name: 'Nobody' },
};

let provider: ProviderProcess;
let platform: Platform;
const sso = (issuer: string, takesStrangers = false) => ({
  ...CLIENT,
  issuer,
  name: 'Example University',
  takesStrangers,
  portal: PORTAL,
});

beforeAll(async () => {
  provider = await ProviderProcess.start({ ...CLIENT, redirectUri: CALLBACK, people: PEOPLE });
  platform = await startPlatform({ worker: false, sso: sso(provider.issuer) });
});
afterAll(async () => {
  await platform.stop();
  await provider.stop();
});

interface Visit {
  readonly location: string;
  readonly cookies: readonly string[];
}

async function visit(path: string, cookie = '', url = platform.url): Promise<Visit> {
  const response = await fetch(url + path, { redirect: 'manual', headers: { cookie } });
  expect(response.status).toBe(302);
  return {
    location: response.headers.get('location') ?? '',
    cookies: response.headers.getSetCookie().map((set) => set.split(';')[0] ?? ''),
  };
}

const begin = (path = '/api/sso', url = platform.url) => visit(path, '', url);

/** The path of the callback, as the provider sends the browser to it after this person signed in there. */
async function callbackFor(subject: string, begun: Visit): Promise<string> {
  const address = new URL(begun.location);
  address.searchParams.set('login_hint', subject);
  return (await followUntil(address.href, CALLBACK)).slice(PORTAL.length);
}

async function signIn(subject: string, url = platform.url): Promise<Visit> {
  const begun = await begin('/api/sso', url);
  return visit(await callbackFor(subject, begun), begun.cookies.join('; '), url);
}

const sessionOf = ({ cookies }: Visit) => cookies.find((cookie) => /^assay_session=./.test(cookie));

async function emailOf(visited: Visit, url = platform.url): Promise<string> {
  const client = new ApiClient(url, { cookie: sessionOf(visited) ?? '' });
  return meSchema.parse((await client.get('/api/me')).json).email;
}

function refusal(visited: Visit): string | null {
  expect(sessionOf(visited)).toBeUndefined();
  return new URL(visited.location, PORTAL).searchParams.get('problem');
}

describe('nobody is let in', () => {
  it.each([
    ['subject-stranger', 'sso.unknown'],
    ['subject-unverified', 'sso.unverified'],
    ['subject-silent', 'sso.unverified'],
    ['who declines', 'sso.failed'],
  ])('as %s', async (subject, problem) => {
    expect(refusal(await signIn(subject))).toBe(problem);
  });

  it('by the answer to another browser, nor twice by the same', async () => {
    const [begun, other] = [await begin(), await begin()];
    const callback = await callbackFor('subject-ada', begun);
    expect(refusal(await visit(callback))).toBe('sso.failed');
    expect(refusal(await visit(callback, other.cookies.join('; ')))).toBe('sso.failed');
    expect(sessionOf(await visit(callback, begun.cookies.join('; ')))).toBeDefined();
    expect(refusal(await visit(callback, begun.cookies.join('; ')))).toBe('sso.failed');
  });

  it('by a code that belongs to another attempt of the same browser: PKCE and nonce', async () => {
    const [begun, other] = [await begin(), await begin()];
    const stolen = new URL(PORTAL + (await callbackFor('subject-ada', begun))).searchParams;
    const own = new URL(other.location).searchParams.get('state') ?? '';
    stolen.set('state', own);
    const answer = await visit(`/api/sso/callback?${stolen.toString()}`, other.cookies.join('; '));
    expect(refusal(answer)).toBe('sso.failed');
  });

  it.each(['', '?error=server_error', '?code=made-up&state=made-up', '?state', '?code[]=1&state=%00'])(
    'by made-up answers: %j',
    async (query) => {
      const { cookies } = await begin();
      expect(refusal(await visit(`/api/sso/callback${query}`, cookies.join('; ')))).toBe('sso.failed');
      expect(refusal(await visit(`/api/sso/callback${query}`, 'assay_sso=bm9uc2Vuc2U'))).toBe('sso.failed');
    },
  );

  it('while the provider can not be reached, and the page says so', async () => {
    const dead = await startPlatform({ worker: false, sso: sso('http://127.0.0.1:9') });
    expect(refusal(await begin('/api/sso', dead.url))).toBe('sso.unavailable');
    await dead.stop();
  });
});

describe('somebody with a verified address', () => {
  it('gets the account that has it, then keeps it by the subject, and the old session ends', async () => {
    const visited = await signIn('subject-ada');
    expect(await emailOf(visited)).toBe(ada.email);
    await platform.source.query('UPDATE users SET email = $2 WHERE email = $1', [
      ada.email,
      'moved@assay.example',
    ]);
    const begun = await begin();
    const cookies = [...begun.cookies, sessionOf(visited)].join('; ');
    const again = await visit(await callbackFor('subject-ada', begun), cookies);
    expect(await emailOf(again)).toBe('moved@assay.example');
    const before = new ApiClient(platform.url, { cookie: sessionOf(visited) ?? '' });
    expect((await before.get('/api/me')).status).toBe(401);
    await platform.source.query('UPDATE users SET email = $2 WHERE email = $1', [
      'moved@assay.example',
      ada.email,
    ]);
  });

  it('never gets an account that is another subject’s already', async () => {
    await signIn('subject-ada');
    expect(refusal(await signIn('subject-impostor'))).toBe('sso.taken');
  });

  it('gets a new account where the settings say so, which is in no course and has no password', async () => {
    const open = await startPlatform({ worker: false, sso: sso(provider.issuer, true) });
    expect(await emailOf(await signIn('subject-stranger', open.url), open.url)).toBe(
      'stranger@assay.example',
    );
    expect(await emailOf(await signIn('subject-stranger', open.url), open.url)).toBe(
      'stranger@assay.example',
    );
    expect(
      await open.source.query("SELECT name, password_hash FROM users WHERE email LIKE 'stranger%'"),
    ).toEqual([{ name: 'Stranger', password_hash: null }]);
    await open.stop();
  });
});

it('asks the provider for what it checks, and comes back to the configured address only', async () => {
  const { location, cookies } = await begin('/api/sso?next=https://evil.example/');
  const { searchParams, origin } = new URL(location);
  expect(origin).toBe(provider.issuer);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    redirect_uri: CALLBACK,
    response_type: 'code',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
    state: expect.stringMatching(/^[\w-]{43}$/) as string,
    nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
  });
  const back = await visit(await callbackFor('subject-ada', { location, cookies }), cookies.join('; '));
  expect(back.location).toBe('/sign-in?next=https%3A%2F%2Fevil.example%2F');
});

it('is offered where it is configured', async () => {
  expect((await new ApiClient(platform.url).get('/api/sign-in-options')).json).toEqual({
    resetByMail: false,
    sso: 'Example University',
  });
});

describe('settings', () => {
  const env = {
    DATABASE_URL: 'postgres://a@b/c',
    REDIS_URL: 'redis://a',
    ASSAY_PUBLIC_URL: `${PORTAL}/`,
    ASSAY_OIDC_ISSUER: 'https://idp.example.edu/realm',
    ASSAY_OIDC_CLIENT_ID: 'assay',
    ASSAY_OIDC_CLIENT_SECRET: 'secret',
  };

  it('are read', () => {
    expect(readSettings(env).sso).toMatchObject({ portal: PORTAL, takesStrangers: false });
  });

  it.each([
    { ASSAY_OIDC_CLIENT_SECRET: undefined },
    { ASSAY_PUBLIC_URL: undefined },
    { ASSAY_PUBLIC_URL: `${PORTAL}/assay` },
    { ASSAY_OIDC_ISSUER: 'http://idp.example.edu' },
    { ASSAY_OIDC_ISSUER: 'http://localhost.example.edu' },
    { ASSAY_SENDMAIL: '/usr/sbin/sendmail' },
  ])('are refused: %j', (change) => {
    expect(() => readSettings({ ...env, ...change })).toThrow('wrong settings');
  });
});
