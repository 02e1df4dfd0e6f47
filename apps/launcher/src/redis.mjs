/**
 * The embedded Redis: Debian's binary, a configuration and a folder of its own. Only the package redis-tools is
 * installed, which has the binary; redis-server would add a system service on port 6379
 * (docs/decisions/004-embedded-redis.md).
 */
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { installPackages } from './debian.mjs';
import { ownFile, ownFolder, unprivileged } from './embedded.mjs';
import { startServer, untilReady, which } from './processes.mjs';
import { dataRoot } from './settings.mjs';

/** Path of a redis-server. In redis-tools it is named redis-check-rdb; the name it is called by decides what it does. */
async function binary(update) {
  const installed = which('redis-server');
  if (installed) return installed;
  if (!which('redis-check-rdb')) await installPackages(['redis-tools'], update);
  const link = join(dataRoot, 'bin/redis-server');
  mkdirSync(join(dataRoot, 'bin'), { recursive: true });
  if (!existsSync(link)) symlinkSync(which('redis-check-rdb'), link);
  return link;
}

function configuration({ dir, port, password, durable }) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(dir)}`,
    'daemonize no',
    // A queue must never lose entries because memory is short.
    'maxmemory-policy noeviction',
    'save ""',
    `appendonly ${durable ? 'yes' : 'no'}`,
    // Tests take a database number for each Jest worker.
    'databases 64',
    '',
  ].join('\n');
}

/** One command over a fresh connection; answers the server's text, or null when it can't be reached. */
export function ask({ port, password }, command) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('error', () => resolve(null));
    socket.on('data', (bytes) => (answer += bytes));
    socket.on('close', () => resolve(answer));
    socket.end(`AUTH ${password}\r\n${command}\r\nQUIT\r\n`);
  });
}

/**
 * @param {{ dir: string, kept: import('./embedded.mjs').Kept, durable: boolean, shutdown: import('./shutdown.mjs').Shutdown,
 *   update: (text: string) => void }} options
 * @returns {Promise<string>} the value for REDIS_URL
 */
export async function startRedis({ dir, kept, durable, shutdown, update }) {
  const command = await binary(update);
  ownFolder(dir);
  const port = await kept.port('redis');
  const { password } = kept;
  const file = join(dir, 'redis.conf');
  ownFile(file, configuration({ dir, port, password, durable }), dir);
  const server = startServer({ name: 'redis', command, args: [file], setpriv: unprivileged(dir, command) });
  shutdown.add('Redis', () => server.stop());
  const ready = async () => (await ask({ port, password }, 'PING'))?.includes('+PONG');
  await untilReady(server, ready, { timeoutMs: 30_000, mend: 'See the lines above.' });
  return `redis://:${password}@127.0.0.1:${port}`;
}
