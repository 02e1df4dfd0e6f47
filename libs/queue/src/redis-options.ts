import type { QueueOptions } from 'bull';

/**
 * Understands `redis://[user:password@]host:port[/db]`, `rediss://…` and `unix:///path/to.sock[?db=n]`. Bull hands `url`
 * to ioredis only as a TCP address, so a socket path is given as `path`.
 */
export function redisOptions(url: string): Exclude<QueueOptions['redis'], string | undefined> {
  const parsed = new URL(url);
  const common = {
    // Fail a command soon when Redis is away instead of holding an upload for minutes.
    maxRetriesPerRequest: 2,
    connectTimeout: 2_000,
    retryStrategy: (times: number) => Math.min(times * 200, 2_000),
  };
  if (parsed.protocol === 'unix:') {
    return {
      ...common,
      path: decodeURIComponent(parsed.pathname),
      db: Number(parsed.searchParams.get('db') ?? 0),
    };
  }
  if (parsed.protocol !== 'redis:' && parsed.protocol !== 'rediss:') {
    throw new Error(`REDIS_URL must start with redis://, rediss:// or unix://, not ${parsed.protocol}//`);
  }
  return {
    ...common,
    host: parsed.hostname,
    port: Number(parsed.port || 6379),
    db: Number(parsed.pathname.slice(1) || 0),
    ...(parsed.username && { username: decodeURIComponent(parsed.username) }),
    ...(parsed.password && { password: decodeURIComponent(parsed.password) }),
    ...(parsed.protocol === 'rediss:' && { tls: {} }),
  };
}
