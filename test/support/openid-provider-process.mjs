/**
 * A real OpenID provider in a process of its own (it is an ES module, which Jest can't load on Node 20).
 * Argument: JSON `{clientId, clientSecret, redirectUri, people: {subject: claims}}`. Prints its issuer, then serves until it is
 * killed. Whoever `login_hint` names is signed in without being asked, a hint that is no subject is a person who declines;
 * without a hint a page asks who it is.
 */
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { clientId, clientSecret, redirectUri, people } = JSON.parse(process.argv[2] ?? '{}');
const SCOPE = 'openid email profile';

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
  cookies: { keys: ['a key of the tests'] },
  claims: { email: ['email', 'email_verified'], profile: ['name'] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  findAccount: (_context, subject) => ({
    accountId: subject,
    claims: () => ({ sub: subject, ...people[subject] }),
  }),
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client.clientId,
      accountId: oidc.session.accountId,
    });
    grant.addOIDCScope(SCOPE);
    await grant.save();
    return grant;
  },
});

const serve = provider.callback();
server.on('request', async (request, response) => {
  if (!request.url.startsWith('/interaction/')) {
    serve(request, response);
    return;
  }
  const { params } = await provider.interactionDetails(request, response);
  const subject = params.login_hint ?? new URL(request.url, issuer).searchParams.get('as');
  if (subject === null) {
    const links = Object.keys(people).map((each) => `<li><a href="?as=${each}">${each}</a></li>`);
    response.setHeader('content-type', 'text/html').end(`<!doctype html><ul>${links.join('')}</ul>`);
    return;
  }
  const result =
    subject in people
      ? { login: { accountId: subject } }
      : { error: 'access_denied', error_description: 'declined' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
});

console.log(issuer);
