import type { CreatedToken, CreateToken, Token } from '#libs/contracts';
import { ACCESS_SCOPES } from '#libs/domain';
import { authoriseUser, notFound, type Actor } from './authorise';
import type { AccessToken, Accounts } from './ports/accounts';
import type { Clock } from './ports/clock';
import { accept, type Result } from './result';
import { hashSecret, newSecret } from './secrets';

/** Starts every token, so that scanners for leaked secrets can know one. */
export const ACCESS_TOKEN_PREFIX = 'assay_pat_';
const DAY_MS = 24 * 60 * 60 * 1000;

/** Personal access tokens, for scripts that act as their user, within the token's scopes and until it expires. */
export class ManageAccessTokens {
  constructor(
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, { name, scopes, expiresInDays }: CreateToken): Promise<Result<CreatedToken>> {
    const user = authoriseUser(actor);
    if (!user.ok) return user;
    const token = newSecret(ACCESS_TOKEN_PREFIX);
    const createdAt = this.clock.now();
    const created = await this.accounts.createAccessToken({
      userId: user.value.id,
      name,
      scopes: ACCESS_SCOPES.filter((scope) => scopes.includes(scope)),
      tokenHash: hashSecret(token),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + expiresInDays * DAY_MS),
    });
    return accept({ ...tokenView(created), token });
  }

  async list(actor: Actor): Promise<Result<Token[]>> {
    const user = authoriseUser(actor);
    if (!user.ok) return user;
    return accept((await this.accounts.listAccessTokens(user.value.id)).map(tokenView));
  }

  async revoke(actor: Actor, tokenId: string): Promise<Result<null>> {
    const user = authoriseUser(actor);
    if (!user.ok) return user;
    return (await this.accounts.deleteAccessToken(user.value.id, tokenId)) ? accept(null) : notFound();
  }
}

function tokenView({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: AccessToken): Token {
  return {
    id,
    name,
    scopes: [...scopes],
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
