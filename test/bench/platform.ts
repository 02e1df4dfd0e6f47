/**
 * How long a student waits, on a platform that runs: `npm start` in one terminal, then
 * `npm run build && node dist/test/bench/platform.js [runs]` in another.
 *
 * Prints medians over the runs (20 unless told otherwise) of the time from upload to report, and the memory that api and
 * worker hold. For Q3 the very runs that the grader asks of the sandbox are recorded and done again bare, interleaved with
 * the sandboxed ones, which gives the sandbox's ratio to the bare work.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { graders } from '#graders';
import { GraderRegistry, gradeSubmission, readPackFolder, SystemClock } from '#libs/grading';
import {
  InfrastructureError,
  Sandbox,
  type Files,
  type RunOutcome,
  type RunRequest,
  type SandboxRequest,
  type SandboxSession,
} from '#libs/grader-sdk';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';
import { median, quantile, timed } from './statistics';

const ROOT = resolve(__dirname, '../../..');
const BASE = process.env['ASSAY_URL'] ?? 'http://127.0.0.1:3000';
const RUNS = Number(process.argv[2] ?? 20);
const PACK = join(ROOT, 'courses/intro-ml/prerequisites');
const PROBLEMS = '/api/courses/intro-ml/assignments/prerequisites/problems';
const DEMO = JSON.parse(readFileSync(join(ROOT, 'apps/cli/demo-accounts.json'), 'utf8')) as {
  email: string;
  password: string;
}[];

async function signIn(): Promise<string> {
  const response = await fetch(`${BASE}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: DEMO[1]?.email, password: DEMO[1]?.password }),
  });
  if (response.status !== 201)
    throw new Error(`signing in at ${BASE}: ${String(response.status)}. Run npm start first.`);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Upload, wait for the end of the live feed, read the report. */
async function submitAndRead(cookie: string, problem: string, body: string | FormData): Promise<void> {
  const headers = { cookie, ...(typeof body === 'string' && { 'content-type': 'application/json' }) };
  const submitted = await fetch(`${BASE}${PROBLEMS}/${problem}/submissions`, {
    method: 'POST',
    headers,
    body,
  });
  const { id } = (await submitted.json()) as { id: string };
  await (await fetch(`${BASE}/api/submissions/${id}/events`, { headers: { cookie } })).text();
  const report = await fetch(`${BASE}/api/submissions/${id}/report`, { headers: { cookie } });
  if (report.status !== 200) throw new Error(`no report of ${problem}: ${await report.text()}`);
}

function solution(problem: string, file: string): string {
  return readFileSync(join(PACK, 'problems', problem, 'solution', file), 'utf8');
}

async function measureWaits(cookie: string): Promise<void> {
  const cForm = () => {
    const form = new FormData();
    form.append('file', new Blob([solution('sort', 'main.c')]), 'main.c');
    return form;
  };
  const answers = {
    'Q1 matrix': () =>
      submitAndRead(
        cookie,
        'matrix-product',
        JSON.stringify({ answers: { c: solution('matrix-product', 'c.txt') } }),
      ),
    'Q2 derivatives': () =>
      submitAndRead(
        cookie,
        'partial-derivatives',
        JSON.stringify({
          answers: {
            y: solution('partial-derivatives', 'y.txt'),
            theta: solution('partial-derivatives', 'theta.txt'),
          },
        }),
      ),
    'Q3 C sort': () => submitAndRead(cookie, 'sort', cForm()),
  };
  for (const [name, submit] of Object.entries(answers)) {
    await submit();
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await timed(submit));
    row(`${name}: upload to report`, `${ms(median(times))}   p90 ${ms(quantile(times, 0.9))}`);
  }
}

/** Resident memory of the platform's processes, from /proc. */
function measureMemory(): void {
  for (const name of ['api', 'worker']) {
    const sizes = readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .flatMap((pid) => {
        try {
          if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`dist/apps/${name}/src/main.js`))
            return [];
          const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
          return kib === undefined ? [] : [Number(kib) / 1024];
        } catch {
          return [];
        }
      });
    row(
      `${name}: resident memory`,
      sizes.map((mib) => `${mib.toFixed(0)} MiB`).join(', ') || 'not running here',
    );
  }
}

interface RecordedRun {
  readonly request: RunRequest;
  readonly sandboxedMs: number;
  readonly kept: Files;
}

/** Remembers every run that a grader asks for, with what earlier runs kept, and how long it took. */
class RecordingSandbox extends Sandbox {
  readonly runs: RecordedRun[] = [];

  constructor(private readonly inner: Sandbox) {
    super();
  }

  async open(request: SandboxRequest, signal: AbortSignal): Promise<SandboxSession> {
    const session = await this.inner.open(request, signal);
    const kept = new Map<string, Uint8Array>();
    const run = async (step: RunRequest): Promise<RunOutcome> => {
      const before = new Map(kept);
      const started = performance.now();
      const outcome = await session.run({
        ...step,
        collect: [...(step.collect ?? []), ...(step.keep ?? [])],
      });
      this.runs.push({ request: step, sandboxedMs: performance.now() - started, kept: before });
      if (outcome.kind === 'exited') for (const name of step.keep ?? []) keep(kept, name, outcome.files);
      return outcome;
    };
    return {
      imageDigest: session.imageDigest,
      device: session.device,
      run,
      close: () => session.close(),
      [Symbol.asyncDispose]: () => session.close(),
    };
  }
}

function keep(kept: Map<string, Uint8Array>, name: string, files: Files): void {
  const bytes = files.get(name);
  if (bytes) kept.set(name, bytes);
}

/** The same command on the same files and input, without any sandbox. */
async function runBare({ request, kept }: RecordedRun): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bare-'));
  try {
    for (const [name, bytes] of [...kept, ...(request.files ?? [])])
      await writeFile(join(folder, name), bytes, { mode: 0o755 });
    const [program, ...args] = request.command;
    return await timed(
      () =>
        new Promise<void>((done) => {
          const child = execFile(program, args, { cwd: folder, maxBuffer: 1 << 28, encoding: 'buffer' }, () =>
            done(),
          );
          child.stdin?.on('error', () => undefined);
          child.stdin?.end(request.stdin);
        }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Programs of the image that this machine lacks can't be compared. */
function canRunBare({ request: { command } }: RecordedRun): boolean {
  const [program] = command;
  return (
    program.startsWith('./') ||
    ['/usr/bin', '/bin', '/usr/local/bin'].some((folder) =>
      existsSync(join(folder, program.replace(/^\/usr\/bin\//, ''))),
    )
  );
}

async function measureSandboxRatio(): Promise<void> {
  const docker = new DockerSandbox(sandboxSettingsFromEnv(process.env, join(ROOT, 'sandbox-images')));
  try {
    const pack = await readPackFolder(PACK);
    const problem = pack.getProblem('sort');
    const grader = new GraderRegistry(graders).configure(problem);
    const content = {
      files: new Map([['main.c', new TextEncoder().encode(solution('sort', 'main.c'))]]),
      answers: new Map<string, string>(),
    };
    const ratios: number[] = [];
    let compared = 0;
    for (let round = 0; round < RUNS; round += 1) {
      const sandbox = new RecordingSandbox(docker);
      await gradeSubmission(
        { submissionId: 'bench', content, assignment: 'prerequisites', pack, problem, grader },
        {
          sandbox,
          datasets: { locate: () => Promise.reject(new InfrastructureError('none')) },
          clock: new SystemClock(),
          secret: 'bench',
        },
        { onCase: () => Promise.resolve(), onProgress: () => undefined },
        new AbortController().signal,
      );
      const runs = sandbox.runs.filter(canRunBare);
      compared = runs.length;
      let bareMs = 0;
      for (const run of runs) bareMs += await runBare(run);
      ratios.push(runs.reduce((sum, { sandboxedMs }) => sum + sandboxedMs, 0) / bareMs);
    }
    row(`Q3: sandboxed / bare, ${String(compared)} equal runs a round`, `${median(ratios).toFixed(2)}×`);
  } finally {
    await docker.close();
  }
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function row(what: string, value: string): void {
  console.log(`${what.padEnd(48)} ${value}`);
}

async function main(): Promise<void> {
  console.log(`medians of ${String(RUNS)} runs against ${BASE}`);
  measureMemory();
  await measureWaits(await signIn());
  await measureSandboxRatio();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
