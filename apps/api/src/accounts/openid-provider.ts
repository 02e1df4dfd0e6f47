import { InfrastructureError } from '#libs/grader-sdk';
import { IdentityProvider, type Identity, type SignInAttempt } from '#libs/grading';
import * as openid from 'openid-client';
import { z } from 'zod';
import type { SingleSignOn } from '../settings';

/** Where the provider sends browsers back to; to be registered there. */
export const CALLBACK_PATH = '/api/sso/callback';
const TIMEOUT_SECONDS = 10;

/**
 * OpenID Connect by the authorization code flow with PKCE (RFC 7636). `openid-client` checks state, nonce, issuer, audience
 * and signature; no address is taken from a request. The access token serves to read the person's claims and is then
 * forgotten.
 */
export class OpenIdProvider extends IdentityProvider {
  private discovered: Promise<openid.Configuration> | null = null;

  /** @param warn hears why somebody was not let in, without anything that is secret */
  constructor(
    private readonly settings: SingleSignOn,
    private readonly warn: (message: string) => void,
  ) {
    super();
  }

  async begin(): Promise<{ address: URL; attempt: SignInAttempt }> {
    const configuration = await this.configuration();
    const attempt = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      codeVerifier: openid.randomPKCECodeVerifier(),
    };
    const address = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.portal + CALLBACK_PATH,
      scope: 'openid email profile',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(attempt.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { address, attempt };
  }

  async complete(query: string, attempt: SignInAttempt): Promise<Identity | null> {
    const configuration = await this.configuration();
    try {
      return await this.exchange(configuration, query, attempt);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw unreachable(error);
      this.warn(`nobody was let in: ${refusal}`);
      return null;
    }
  }

  private async exchange(
    configuration: openid.Configuration,
    query: string,
    { state, nonce, codeVerifier }: SignInAttempt,
  ): Promise<Identity | null> {
    const address = new URL(`${this.settings.portal}${CALLBACK_PATH}?${query}`);
    const tokens = await openid.authorizationCodeGrant(configuration, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) return null;
    // Most providers tell the address only when they are asked with the access token.
    const person =
      claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
        ? await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : claims;
    return {
      issuer: claims.iss,
      subject: claims.sub,
      verifiedEmail: person['email_verified'] === true ? emailOf(person['email']) : null,
      name: textOf(person['name']),
    };
  }

  /** Fetched when first needed, and again after a failure: the provider may start later than this platform. */
  private configuration(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const server = new URL(issuer);
    this.discovered ??= openid
      .discovery(server, clientId, undefined, openid.ClientSecretBasic(clientSecret), {
        timeout: TIMEOUT_SECONDS,
        execute: server.protocol === 'http:' ? [openid.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        this.discovered = null;
        throw unreachable(error);
      });
    return this.discovered;
  }
}

function emailOf(claim: unknown): string | null {
  const parsed = z.email().max(254).safeParse(claim);
  return parsed.success ? parsed.data.toLowerCase() : null;
}

/** A line that can be shown; null where there is none. */
function textOf(claim: unknown): string | null {
  if (typeof claim !== 'string') return null;
  const line = claim.replace(/[\p{Cc}\p{Cs}]/gu, '').trim();
  return line === '' ? null : line.slice(0, 100);
}

/** Why the provider's answer lets nobody in; null where there was none. */
function refusalOf(error: unknown): string | null {
  if (error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError) {
    return `${error.code} ${error.error}`;
  }
  const isOfProtocol = error instanceof openid.ClientError && error.code !== 'OAUTH_TIMEOUT';
  return isOfProtocol ? (error.code ?? error.name) : null;
}

function unreachable(error: unknown): InfrastructureError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new InfrastructureError(
    `the OpenID provider does not answer (${code})`,
    'Check ASSAY_OIDC_ISSUER, ASSAY_OIDC_CLIENT_ID and ASSAY_OIDC_CLIENT_SECRET, and that this machine reaches the provider.',
    { cause: error },
  );
}
