/** What the browser keeps while its user is at the provider; the provider's answer must fit to it. */
export interface SignInAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Somebody whom the provider vouches for. */
export interface Identity {
  readonly issuer: string;
  /** Never given to somebody else by this issuer, other than an address. */
  readonly subject: string;
  /** In lower case; null where the provider does not say that it belongs to this person. */
  readonly verifiedEmail: string | null;
  readonly name: string | null;
}

/** Signs people in elsewhere (OpenID Connect). @throws InfrastructureError where it can't be reached */
export abstract class IdentityProvider {
  abstract begin(): Promise<{ address: URL; attempt: SignInAttempt }>;
  /** @param query of the address to which the provider sent the browser back. Null where it vouches for nobody. */
  abstract complete(query: string, attempt: SignInAttempt): Promise<Identity | null>;
}
