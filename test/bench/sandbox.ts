/**
 * What the sandbox costs a submission: compile a heap sort, run it on ten inputs of up to 100,000 integers, hand the outputs
 * back. All ways of doing so are measured side by side, each round in random order, so that a busy machine hits them
 * alike; read the ratios (medians of the rounds' own ratios). Run:
 * `npm run build && node --expose-gc dist/test/bench/sandbox.js [rounds [submissions]]`
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import Docker from 'dockerode';
import type { RunOutcome } from '#libs/grader-sdk';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';

const rounds = Number(process.argv[2] ?? 30);
/** So many submissions for the memory's sake; 2,000 take a quarter of an hour. */
const memorySubmissions = Number(process.argv[3] ?? 250);
const MiB = 1024 * 1024;
const execute = promisify(execFile);
const never = new AbortController().signal;
const settings = {
  ...sandboxSettingsFromEnv(process.env, resolve('sandbox-images')),
  platform: `assay-bench-${process.pid}`,
};

const source = `
#include <stdio.h>
#include <stdlib.h>
static void sift(int *a, int i, int n) {
  for (int c; (c = 2 * i + 1) < n; i = c) {
    if (c + 1 < n && a[c + 1] > a[c]) c++;
    if (a[i] >= a[c]) return;
    int t = a[i]; a[i] = a[c]; a[c] = t;
  }
}
int main(void) {
  int n;
  if (scanf("%d", &n) != 1) return 1;
  int *a = malloc((n + 1) * sizeof *a);
  for (int i = 0; i < n; i++) if (scanf("%d", a + i) != 1) return 1;
  for (int i = n / 2; i-- > 0;) sift(a, i, n);
  for (int i = n; i-- > 1;) { int t = a[0]; a[0] = a[i]; a[i] = t; sift(a, 0, i); }
  for (int i = 0; i < n; i++) printf("%d\\n", a[i]);
  return 0;
}`;

/** The same for every way and round: a linear congruence (Numerical Recipes). */
function inputs(): readonly Buffer[] {
  let state = 1;
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0);
  return [0, 1, 2, 10, 100, 1_000, 10_000, 50_000, 100_000, 100_000].map((n) =>
    Buffer.from(`${n}\n${Array.from({ length: n }, next).join(' ')}\n`),
  );
}
const cases = inputs();

async function bare(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  await writeFile(join(folder, 'main.c'), source);
  await execute('gcc', ['-O2', '-w', '-o', 'prog', 'main.c'], { cwd: folder });
  for (const input of cases) await pipe(join(folder, 'prog'), [], input);
  await rm(folder, { recursive: true });
}

/** Feeds a program and reads its output to the end. */
function pipe(command: string, args: readonly string[], input: Uint8Array): Promise<Buffer> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stdin.on('error', () => undefined); // it may end before it has read everything
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? done(Buffer.concat(output)) : fail(new Error(`${command} ended with ${String(code)}`)),
    );
    child.stdin.end(input);
  });
}

async function inSandbox(sandbox: DockerSandbox): Promise<void> {
  const session = await sandbox.open({ image: 'c' }, never);
  const limits = { cpuSeconds: 20, outputBytes: 4 << 20 };
  const files = new Map([['main.c', Buffer.from(source)]]);
  const command = ['gcc', '-O2', '-w', '-o', 'prog', 'main.c'] as const;
  await session.run({ phase: 'build', command, files, limits, keep: ['prog'] });
  for (const stdin of cases) {
    const outcome = await session.run({ command: ['./prog'], stdin, limits });
    if (outcome.kind !== 'exited' || outcome.exitCode !== 0) throw new Error(`a run ended: ${outcome.kind}`);
  }
  await session.close();
}

/** One `docker run` for the whole submission, as a script would do it: all in by tar, all out by stdout. */
async function dockerRun(image: string): Promise<void> {
  const script =
    'cd /tmp && cat > all && head -c $1 all > main.c && gcc -O2 -w -o prog main.c && shift && at=$(($(stat -c %s main.c)+1)) && for size; do tail -c +$at all | head -c $size | ./prog; at=$((at+size)); done';
  const flags = [
    '--rm',
    '-i',
    '--network=none',
    '--cap-drop=ALL',
    '--user=62000',
    '--memory=512m',
    '--pids-limit=64',
  ];
  const tmpfs = ['--tmpfs', '/tmp:exec,size=128m', '--entrypoint', '/bin/sh'];
  const sizes = [Buffer.byteLength(source), ...cases.map(({ length }) => length)].map(String);
  const args = ['run', ...flags, ...tmpfs, image, '-c', script, 'sh', ...sizes];
  await pipe('docker', args, Buffer.concat([Buffer.from(source), ...cases]));
}

/** ioi/isolate, where it is installed: one box, a run for the compiler and one for each input. */
async function isolate(): Promise<void> {
  const { stdout } = await execute('isolate', ['--init']);
  const box = join(stdout.trim(), 'box');
  await writeFile(join(box, 'main.c'), source);
  const run = ['--run', '--processes=64', '--silent', '--env=PATH=/usr/bin:/bin', '--'];
  await execute('isolate', [...run, '/usr/bin/gcc', '-O2', '-w', '-o', 'prog', 'main.c']);
  for (const input of cases) await pipe('isolate', [...run, './prog'], input);
  await execute('isolate', ['--cleanup']);
}

/** CPU seconds so far of the engine's daemons and of their ended children. */
function engineCpu(): number {
  const ofEngine = /^(?:dockerd|containerd|containerd-shim.*|runc)$/u;
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      if (!ofEngine.test(name)) continue;
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      ticks += fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    } catch {
      // It ended while we looked.
    }
  }
  return ticks / 100;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function perMinute(workers: number, seconds: number, work: () => Promise<void>): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() < end) {
      await work();
      done++;
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: workers }, loop));
  return (60_000 * done) / (performance.now() - start);
}

/** Memory of a waiting container, by its cgroup where that is found, else of its supervisor. */
async function idleBytes(engine: Docker): Promise<number> {
  const [waiting] = await engine.listContainers({
    filters: { label: [`assay.platform=${settings.platform}`] },
  });
  if (!waiting) return NaN;
  const { State } = await engine.getContainer(waiting.Id).inspect();
  const status = readFileSync(`/proc/${State.Pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) * 1024;
}

async function main(): Promise<void> {
  const warm = new DockerSandbox({ ...settings, warmContainers: 2 });
  const cold = new DockerSandbox({ ...settings, warmContainers: 0 });
  const image = await warm.images.ensure('c', console.error);
  warm.prewarm([{ image: 'c' }, { image: 'c' }]);
  const ways = new Map<string, () => Promise<void>>([
    ['bare', bare],
    ['warm pool', () => inSandbox(warm)],
    ['cold container', () => inSandbox(cold)],
    ['docker run', () => dockerRun(image)],
    ...(existsSync('/usr/bin/isolate') ? [['isolate', isolate] as const] : []),
  ]);
  const times = new Map([...ways.keys()].map((name) => [name, [] as number[]]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, work] of [...ways].sort(() => Math.random() - 0.5)) {
      await pause(600); // clean-up and refill of the way before
      const ms = await timed(work);
      if (round >= 0) times.get(name)?.push(ms); // the first round only warms caches
    }
  }
  report(times);
  await reportMore(warm, image);
  await reportPytorch();
  await reportMemory(warm, memorySubmissions);
  await Promise.all([warm.close(), cold.close()]);
}

function report(times: ReadonlyMap<string, readonly number[]>): void {
  const base = times.get('bare') ?? [];
  console.log(`| way | median ms | × bare | + ms |  (${rounds} rounds)\n|---|---|---|---|`);
  for (const [name, ms] of times) {
    const ratio = median(ms.map((value, round) => value / (base[round] ?? NaN)));
    const more = median(ms.map((value, round) => value - (base[round] ?? NaN)));
    console.log(`| ${name} | ${median(ms).toFixed(0)} | ${ratio.toFixed(2)} | ${more.toFixed(0)} |`);
  }
}

/** Start to end of a script that needs PyTorch: in a container with it imported ahead, and in one that imports it itself. */
async function reportPytorch(): Promise<void> {
  const sandbox = new DockerSandbox({ ...settings, warmContainers: 1 });
  await sandbox.images.ensure('pytorch', console.error);
  const files = new Map([['main.py', Buffer.from('import torch\nprint(torch.ones(2).sum().item())\n')]]);
  const limits = { cpuSeconds: 30 };
  const [ahead, itself]: [number[], number[]] = [[], []];
  for (let round = 0; round < Math.min(rounds, 10); round++) {
    sandbox.prewarm([{ image: 'pytorch' }]);
    await pause(4000); // until it waits
    ahead.push(
      await timed(async () => {
        await using session = await sandbox.open({ image: 'pytorch' }, never);
        expectSum(await session.run({ command: ['python3', 'main.py'], files, limits }));
      }),
    );
    await using session = await sandbox.open({ image: 'pytorch' }, never);
    await session.run({ phase: 'build', command: ['true'], limits }); // ends the template
    itself.push(
      await timed(async () =>
        expectSum(await session.run({ command: ['python3', 'main.py'], files, limits })),
      ),
    );
  }
  await sandbox.close();
  console.log(
    `PyTorch script, median of ${ahead.length}: ${median(ahead).toFixed(0)} ms where it was imported ahead, ${median(itself).toFixed(0)} ms where not`,
  );
}

function expectSum(outcome: RunOutcome): void {
  if (outcome.kind !== 'exited' || !Buffer.from(outcome.stdout).toString().startsWith('2.0'))
    throw new Error(`the script ended: ${outcome.kind}`);
}

/** Memory of this process, which is the worker's side of the sandbox, over many submissions; of the live objects with --expose-gc. */
async function reportMemory(sandbox: DockerSandbox, submissions: number): Promise<void> {
  const command = ['sort', '-n'] as const;
  const input = Buffer.from('3\n1\n2\n');
  for (let done = 0; done <= submissions; done++) {
    if (done % 250 === 0) {
      globalThis.gc?.();
      const { rss, heapUsed } = process.memoryUsage();
      const live = globalThis.gc ? `, ${(heapUsed / MiB).toFixed(1)} MiB live` : '';
      console.log(`after ${done} submissions: ${(rss / MiB).toFixed(0)} MiB resident${live}`);
    }
    await using session = await sandbox.open({ image: 'c' }, never);
    await session.run({ command, stdin: input, limits: { cpuSeconds: 2 } });
  }
}

async function reportMore(warm: DockerSandbox, image: string): Promise<void> {
  const engine = new Docker({ socketPath: settings.engine.replace('unix://', '') });
  await pause(1000);
  console.log(`idle warm container: ${((await idleBytes(engine)) / MiB).toFixed(1)} MiB resident`);
  const before = engineCpu();
  for (let i = 0; i < 10; i++) await inSandbox(warm);
  await pause(2000);
  console.log(`engine CPU: ${(100 * (engineCpu() - before)).toFixed(0)} ms a submission`);
  const pooled = await perMinute(2, 10, () => inSandbox(warm));
  const separate = await perMinute(2, 10, () => dockerRun(image));
  console.log(
    `2 workers: ${pooled.toFixed(0)} submissions/min, docker run ${separate.toFixed(0)}/min, ratio ${(pooled / separate).toFixed(2)}`,
  );
}

void main();
