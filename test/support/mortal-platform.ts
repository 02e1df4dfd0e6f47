/**
 * A whole platform of which every part is a process that a test may kill: PostgreSQL and Redis with folders of their own,
 * api, worker, and a proxy that stands for the container engine. What was built runs: `npm run build` first.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { migrate, openDatabase } from '#libs/persistence';
import { loadCourse } from './platform';
import { stopProcess } from './worker-process';

/** Tests and benches run in the repository's root. */
const ROOT = resolve();
const ENGINE = (process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock').replace('unix://', '');
const STARTED_WITHIN_MS = 60_000;
/** A server that says nothing for so long is started again. */
const SILENT_MS = 20_000;

export const PARTS = ['worker', 'api', 'redis', 'postgres', 'engine'] as const;
export type PartName = (typeof PARTS)[number];

/** One part: SIGKILLed and started again at the same address. */
export interface Part {
  /** Of its process now. */
  readonly pid: number;
  /** Resolves when it answers (the worker: when it runs). */
  start(): Promise<void>;
  kill(): Promise<void>;
}

export interface MortalPlatform {
  /** http://127.0.0.1:<port> of the api. */
  readonly url: string;
  readonly databaseUrl: string;
  /** As of a worker's environment; its ASSAY_PLATFORM labels the containers. */
  readonly workerEnv: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<PartName, Part>>;
  /** Redis forgets everything that it keeps on disk. Only while it is dead. */
  emptyRedis(): void;
  /** What the api said last of its own mistakes. */
  lastErrors(): string;
  stop(): Promise<void>;
}

export async function startMortalPlatform(env: Readonly<Record<string, string>>): Promise<MortalPlatform> {
  const data = mkdtempSync(join(tmpdir(), 'assay-mortal-'));
  const postgres = new KeptServer('postgres', data);
  const redis = new KeptServer('redis', data);
  await Promise.all([postgres.start(), redis.start()]);
  await prepare(postgres.url);
  const socket = join(data, 'engine.sock');
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const settings = {
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    ASSAY_DATA: data,
    ASSAY_PORTAL: join(ROOT, 'dist/portal'),
    ASSAY_SUBMISSIONS_PER_MINUTE: '100000',
    ASSAY_GRADING_SECRET: 'a-secret-of-the-tests',
    ASSAY_PLATFORM: basename(data).toLowerCase(),
    ASSAY_WORKER_PORT: '0',
    DOCKER_HOST: `unix://${socket}`,
    PORT: String(port),
    ...env,
  };
  const api = new NodeProgram('api', data, ['dist/apps/api/src/main.js'], settings, () => answers(url));
  const worker = new NodeProgram('worker', data, ['dist/apps/worker/src/main.js'], settings);
  const engine = new NodeProgram('engine', data, ['test/support/engine-proxy.mjs', socket, ENGINE], settings);
  const parts = { worker, api, redis, postgres, engine };
  await Promise.all([engine.start(), api.start(), worker.start()]).catch(async (error: unknown) => {
    for (const name of PARTS) await parts[name].kill();
    throw error;
  });
  return {
    url,
    databaseUrl: postgres.url,
    workerEnv: settings,
    parts,
    emptyRedis: () => rmSync(join(data, 'redis'), { recursive: true }),
    lastErrors: () => lastErrors(join(data, 'logs/api.log')),
    async stop() {
      for (const name of PARTS) await parts[name].kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** What the api said last of its own mistakes: a failing test shows it, as the logs go with the platform. */
function lastErrors(log: string): string {
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /error/i.test(line))
    .slice(-5)
    .join('\n');
}

async function prepare(databaseUrl: string): Promise<void> {
  await migrate(databaseUrl);
  const source = await openDatabase(databaseUrl);
  await loadCourse(source);
  await source.destroy();
}

/** A Node program of ours, with its output in `<data>/logs/`. */
class NodeProgram implements Part {
  private child: ChildProcess | null = null;

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  constructor(
    private readonly name: PartName,
    private readonly data: string,
    private readonly args: readonly string[],
    private readonly env: Readonly<Record<string, string>>,
    private readonly isReady: () => Promise<boolean> = () => Promise.resolve(true),
  ) {}

  async start(): Promise<void> {
    mkdirSync(join(this.data, 'logs'), { recursive: true });
    const log = openSync(join(this.data, 'logs', `${this.name}.log`), 'a');
    const child = spawn(process.execPath, this.args, {
      cwd: ROOT,
      env: { ...process.env, ...this.env },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.child = child;
    await within(STARTED_WITHIN_MS, `the ${this.name} to start`, async () => {
      if (child.exitCode !== null) throw new Error(`the ${this.name} ended with ${String(child.exitCode)}`);
      return this.isReady();
    });
  }

  async kill(): Promise<void> {
    if (this.child) await stopProcess(this.child, 'SIGKILL');
  }
}

/** PostgreSQL or Redis, at the same address whenever it starts. */
class KeptServer implements Part {
  url = '';
  private keeper: ChildProcess | null = null;
  pid = 0;

  constructor(
    private readonly name: 'postgres' | 'redis',
    private readonly data: string,
  ) {}

  /** Tries again: PostgreSQL does not start while children of the killed one still end. */
  async start(): Promise<void> {
    await within(STARTED_WITHIN_MS, `${this.name} to start`, async () => {
      const keeper = spawn(process.execPath, [join(ROOT, 'test/support/private-server.mjs'), this.name], {
        env: { ...process.env, ASSAY_DATA: this.data },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      this.keeper = keeper;
      const line = await firstLine(keeper);
      if (line === null) {
        await stopProcess(keeper, 'SIGKILL');
        return false;
      }
      const { url, pid } = JSON.parse(line) as { url: string; pid: number };
      this.pid = pid;
      this.url = url;
      return true;
    });
  }

  async kill(): Promise<void> {
    if (this.pid === 0) return;
    kill(this.pid);
    await within(10_000, `${this.name} to die`, () => Promise.resolve(!kill(this.pid)));
    this.pid = 0;
    if (this.keeper) await stopProcess(this.keeper, 'SIGKILL');
  }
}

/** SIGKILLs a process; false when there is none. */
function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

/** Null when it ends without one, or is silent. */
function firstLine(child: ChildProcess): Promise<string | null> {
  return new Promise((done) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\n')) done(text.split('\n')[0] ?? null);
    });
    child.once('exit', () => done(null));
    setTimeout(() => done(null), SILENT_MS).unref();
  });
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    (response) => response.ok,
    () => false,
  );
}

async function within(ms: number, what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${String(ms / 1_000)} s for ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
