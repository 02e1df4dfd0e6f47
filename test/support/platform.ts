/**
 * The whole platform for a test file: a database of its own, the api, and on demand a worker, all in this process but
 * otherwise as in production, with the shipped course and four accounts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { LogLevel } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { graders } from '#graders';
import { GraderRegistry, LoadCourse, SystemClock } from '#libs/grading';
import type { LogFormat } from '#libs/logging';
import {
  Argon2PasswordHasher,
  openDatabase,
  type Database,
  PostgresAccounts,
  PostgresCatalog,
} from '#libs/persistence';
import { createApp } from '../../apps/api/src/app';
import type { MailSettings, SingleSignOn } from '../../apps/api/src/settings';
import accounts from '../../apps/cli/demo-accounts.json';
import { createWorker } from '../../apps/worker/src/worker';
import { createTestDatabase, testRedisUrl, type TestDatabase } from './services';

/** Tests and benches run in the repository's root. */
const ROOT = resolve();

export interface Account {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const [ada, ben, tess, ivo] = accounts as unknown as [Account, Account, Account, Account];

export interface Platform {
  /** http://127.0.0.1:<port> */
  readonly url: string;
  readonly database: TestDatabase;
  readonly redisUrl: string;
  readonly source: Database;
  /** The api itself, for tests that look at its routes. */
  readonly api: NestExpressApplication;
  /** Where the worker in this process answers health checks; null where there is none. */
  readonly workerUrl: string | null;
  /** Settings for a worker in a process of its own. */
  readonly workerEnv: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Warnings are part of what tests provoke; errors never are. */
const LOGGED: LogLevel[] = ['error'];

export async function startPlatform(options: {
  worker: boolean;
  redisUrl?: string;
  submissionsPerMinute?: number;
  sso?: SingleSignOn;
  mail?: MailSettings;
  log?: { format: LogFormat; levels: readonly LogLevel[] };
}): Promise<Platform> {
  const database = await createTestDatabase();
  const redisUrl = await testRedisUrl();
  const source = await openDatabase(database.url);
  const data = await mkdtemp(join(tmpdir(), 'assay-test-'));
  await loadCourse(source);
  const api = await createApp(
    {
      databaseUrl: database.url,
      redisUrl: options.redisUrl ?? redisUrl,
      queuePrefix: 'test',
      logFormat: options.log?.format ?? 'text',
      port: 0,
      host: '127.0.0.1',
      secureCookie: false,
      trustedProxies: 0,
      submissionsPerMinute: options.submissionsPerMinute ?? 100_000,
      metrics: { port: 0, host: '127.0.0.1' },
      portalFolder: join(ROOT, 'dist/portal'),
      receiptKeyFile: join(data, 'receipt-key.pem'),
      mail: options.mail ?? null,
      sso: options.sso ?? null,
    },
    options.log?.levels ?? LOGGED,
  );
  await api.listen(0, '127.0.0.1');
  const worker = options.worker ? await startWorker(database.url, redisUrl, data) : null;
  return {
    url: addressOf(api),
    database,
    redisUrl,
    source,
    api,
    workerUrl: worker && addressOf(worker),
    workerEnv: {
      DATABASE_URL: database.url,
      REDIS_URL: redisUrl,
      ASSAY_QUEUE_PREFIX: 'test',
      ASSAY_GRADING_SECRET: SECRET,
      ASSAY_WORKER_PORT: '0',
      ASSAY_PLATFORM: `assay-${basename(data).toLowerCase()}`,
      ASSAY_DATA: data,
    },
    async stop() {
      await worker?.close();
      await api.close();
      await source.destroy();
      await database.drop();
      await rm(data, { recursive: true });
    },
  };
}

const SECRET = 'a-secret-of-the-tests';

async function startWorker(
  databaseUrl: string,
  redisUrl: string,
  data: string,
): Promise<NestExpressApplication> {
  const given = process.env['ASSAY_DATASETS'];
  const worker = await createWorker(
    {
      databaseUrl,
      redisUrl,
      queuePrefix: 'test',
      logFormat: 'text',
      gradingSecret: SECRET,
      port: 0,
      host: '127.0.0.1',
      classes: ['cpu'],
      concurrency: 2,
      datasets: { given: given ? resolve(given) : null, cache: join(data, 'datasets') },
    },
    LOGGED,
  );
  await worker.listen(0, '127.0.0.1');
  return worker;
}

function addressOf(app: NestExpressApplication): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  return `http://127.0.0.1:${String(port)}`;
}

/** The shipped course and the four accounts, in an empty database. */
export async function loadCourse(source: Database): Promise<void> {
  const registry = new GraderRegistry(graders);
  await new LoadCourse(new PostgresCatalog(source), registry, new SystemClock()).load(
    join(ROOT, 'courses/intro-ml'),
  );
  const users = new PostgresAccounts(source);
  const hasher = new Argon2PasswordHasher();
  for (const { role, name, email, password } of [ada, ben, tess, ivo]) {
    const user = await users.saveUser({ email, name, passwordHash: await hasher.hash(password) });
    await users.enroll(user.id, 'intro-ml', role as 'student' | 'assistant' | 'instructor', {
      name: 'a test',
      reason: 'to try it out',
    });
  }
}
