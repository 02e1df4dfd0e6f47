/**
 * `node private-server.mjs postgres|redis`: a server in the folder ASSAY_DATA, started as `npm start` does it, durable. When
 * it answers, prints {"url", "pid"} in one line, and keeps it until this process or the server is killed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kept } from '../../apps/launcher/src/embedded.mjs';
import { startPostgres } from '../../apps/launcher/src/postgres.mjs';
import { ask, startRedis } from '../../apps/launcher/src/redis.mjs';
import { dataRoot } from '../../apps/launcher/src/settings.mjs';

const [, , kind] = process.argv;
const dir = join(dataRoot, kind);
// Each has a file of its own: two of these processes must not write the same.
const kept = new Kept(join(dataRoot, `${kind}-kept`));
// Nothing to do at the end: a server's parent-death signal stops it with this process.
const options = { dir, kept, durable: true, shutdown: { add() {} }, update() {} };

async function start() {
  if (kind === 'postgres') {
    const url = await startPostgres(options);
    return { url, pid: Number(readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[0]) };
  }
  const url = await startRedis(options);
  const information = await ask({ port: Number(new URL(url).port), password: kept.password }, 'INFO server');
  return { url, pid: Number(/process_id:(\d+)/.exec(information)[1]) };
}

process.stdout.write(`${JSON.stringify(await start())}\n`);
setInterval(() => {}, 2 ** 30);
