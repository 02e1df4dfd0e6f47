/** PostgreSQL, Redis and the Docker Engine: the real parts that everything else stands on. */
import { join } from 'node:path';
import { ensureEngine } from './docker.mjs';
import { Kept } from './embedded.mjs';
import { installNodeModules } from './node-modules.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { dataRoot } from './settings.mjs';
import { step } from './terminal.mjs';

/** What is named in an address, without its password. */
function shown(url) {
  const { protocol, hostname, port, pathname } = new URL(url);
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${pathname}`;
}

/**
 * Brings up what no setting replaces.
 * @param {import('./shutdown.mjs').Shutdown} shutdown
 * @param {{ area?: string, durable?: boolean, engine?: boolean }} [options] `area`: folder inside the data folder, so
 *   that tests and a running platform don't share a database
 * @returns {Promise<{ DATABASE_URL: string, REDIS_URL: string }>} the environment for everything that is started next
 */
export async function startServices(shutdown, { area = '', durable = true, engine = true } = {}) {
  const base = join(dataRoot, area);
  const kept = new Kept(base);
  await step('Dependencies', installNodeModules);
  const DATABASE_URL = await serviceUrl('PostgreSQL', process.env.DATABASE_URL, () =>
    startPostgres({ dir: join(base, 'postgres'), kept, durable, shutdown }),
  );
  const REDIS_URL = await serviceUrl('Redis', process.env.REDIS_URL, (update) =>
    startRedis({ dir: join(base, 'redis'), kept, durable, shutdown, update }),
  );
  if (engine) await step('Docker Engine', (update) => ensureEngine(shutdown, update));
  return { DATABASE_URL, REDIS_URL };
}

async function serviceUrl(name, given, start) {
  let url = '';
  await step(name, async (update) => {
    url = given || (await start(update));
    return shown(url);
  });
  return url;
}
