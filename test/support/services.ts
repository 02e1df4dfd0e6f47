/**
 * The real PostgreSQL and Redis for tests, each test file with a database of its own.
 *
 * Migrations run once, in a template database; a test file's database is a copy of it, which PostgreSQL makes in some
 * tens of milliseconds (CREATE DATABASE … TEMPLATE). The template's name carries a digest of the migrations, so that a
 * changed migration makes a new template.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { migrate } from '#libs/persistence';

const migrationsFolder = resolve(__dirname, '../../migrations');
/** Any number, the same in all processes: one of them makes the template while the others wait. */
const TEMPLATE_LOCK = 761_204;
const TEMPLATE_PREFIX = 'assay_template_';
/** `npm test` looks for databases of this name at the end: one that is left over is a leak. */
const DATABASE_PREFIX = 'assay_test_';

export interface TestDatabase {
  /** For DATABASE_URL. */
  readonly url: string;
  /** Ends what is still connected and drops the database. */
  drop(): Promise<void>;
}

function setting(name: 'DATABASE_URL' | 'REDIS_URL'): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(
    `${name} is not set. Run all tests with "npm test", or start PostgreSQL and Redis with ` +
      '"node apps/launcher/services.mjs" and export in this shell what it prints.',
  );
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function onServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: setting('DATABASE_URL') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function templateName(): string {
  const digest = createHash('sha256');
  for (const file of readdirSync(migrationsFolder).sort()) {
    digest.update(file).update(readFileSync(join(migrationsFolder, file)));
  }
  return `${TEMPLATE_PREFIX}${digest.digest('hex').slice(0, 16)}`;
}

/** A template that is only half made is not named like one: it is renamed when its migrations are through. */
async function ensureTemplate(client: Client): Promise<string> {
  const name = templateName();
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return name;
    const unfinished = `${name}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished}`);
    await client.query(`CREATE DATABASE ${unfinished}`);
    await migrate(withDatabase(setting('DATABASE_URL'), unfinished));
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
    return name;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

/** A fresh, migrated, empty database. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `${DATABASE_PREFIX}${randomBytes(6).toString('hex')}`;
  await onServer(async (client) => {
    const template = await ensureTemplate(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: withDatabase(setting('DATABASE_URL'), name),
    drop: () =>
      onServer(async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

/** Sends one command over a fresh connection. @throws Error with the server's own words. */
async function askRedis(url: URL, ...commands: readonly string[]): Promise<void> {
  const login = url.password ? [`AUTH ${decodeURIComponent(url.password)}`] : [];
  const answer = await new Promise<string>((done, fail) => {
    const socket = connect(Number(url.port || 6379), url.hostname);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.on('error', fail);
    socket.on('close', () => done(text));
    socket.end([...login, ...commands, 'QUIT', ''].join('\r\n'));
  });
  if (answer.includes('-ERR') || answer.includes('-NOAUTH')) throw new Error(`Redis: ${answer.trim()}`);
}

/**
 * REDIS_URL with a database number of this Jest worker's own, emptied. One test file at a time runs in a worker, so no
 * two of them ever share one.
 */
export async function testRedisUrl(): Promise<string> {
  const url = new URL(setting('REDIS_URL'));
  const number = process.env['JEST_WORKER_ID'] ?? '1';
  await askRedis(url, `SELECT ${number}`, 'FLUSHDB');
  url.pathname = `/${number}`;
  return url.href;
}
