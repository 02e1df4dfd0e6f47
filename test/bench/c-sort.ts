/**
 * How long a whole report on a sorting program takes: `npm run build && node dist/test/bench/c-sort.js [rounds]`.
 *
 * Grades the right and the slow samples of the course in turn, one at a time, in the real sandbox. Prints the time to the first
 * verdict on correctness and to the last, and the platform's share: what comes on top of the time that the very same
 * compilers and programs ran in the container, measured in the same run.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { graders } from '#graders';
import {
  Datasets,
  InfrastructureError,
  Sandbox,
  type SandboxRequest,
  type SandboxSession,
} from '#libs/grader-sdk';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';
import { median, quantile } from './statistics';

const ROOT = resolve(__dirname, '../../..');
const SAMPLES = join(ROOT, 'courses/intro-ml/prerequisites/problems/sort/samples');
const ROUNDS = Number(process.argv[2] ?? 3);

/** Adds up the seconds for which steps ran inside the container. */
class MeteredSandbox extends Sandbox {
  wallSeconds = 0;
  cpuSeconds = 0;

  constructor(private readonly inner: Sandbox) {
    super();
  }

  async open(request: SandboxRequest, signal: AbortSignal): Promise<SandboxSession> {
    const session = await this.inner.open(request, signal);
    return {
      imageDigest: session.imageDigest,
      device: session.device,
      run: async (step) => {
        const outcome = await session.run(step);
        this.wallSeconds += outcome.usage.wallSeconds;
        this.cpuSeconds += outcome.usage.cpuSeconds;
        return outcome;
      },
      close: () => session.close(),
      [Symbol.asyncDispose]: () => session.close(),
    };
  }
}

class NoDatasets extends Datasets {
  locate(name: string): Promise<never> {
    return Promise.reject(new InfrastructureError(`there is no data set ${name}`));
  }
}

interface Timing {
  readonly first: number;
  readonly total: number;
  readonly inside: number;
  readonly cpu: number;
}

async function time(sandbox: Sandbox, sample: string): Promise<Timing> {
  const metered = new MeteredSandbox(sandbox);
  const grader = graders.find(({ id }) => id === 'c-sort');
  if (!grader) throw new Error('no grader c-sort');
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const running = grader.configure({}).grade({
    files: new Map([['main.c', readFileSync(join(SAMPLES, sample, 'main.c'))]]),
    answers: new Map(),
    checks: new Map(),
    sandbox: metered,
    datasets: new NoDatasets(),
    seed: 'bench',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  let first = 0;
  for (let step = await running.next(); !step.done; step = await running.next()) {
    if (step.value.name === 'small random') first = seconds();
  }
  return { first, total: seconds(), inside: metered.wallSeconds, cpu: metered.cpuSeconds };
}

async function main(): Promise<void> {
  const sandbox = new DockerSandbox({
    ...sandboxSettingsFromEnv(process.env, join(ROOT, 'sandbox-images')),
    platform: `assay-bench-${process.pid}`,
  });
  await sandbox.images.ensure('c', console.log);
  const samples = readdirSync(SAMPLES).filter((name) =>
    /^(right|quadratic|randomised|shellsort|n-log)/.test(name),
  );
  const timings: Timing[] = [];
  try {
    await time(sandbox, samples[0] ?? '');
    for (let round = 0; round < ROUNDS; round++) {
      for (const sample of samples) timings.push(await time(sandbox, sample));
    }
  } finally {
    await sandbox.close();
  }
  const show = (name: string, pick: (timing: Timing) => number): void => {
    const values = timings.map(pick);
    const [middle, high, most] = [median(values), quantile(values, 0.95), Math.max(...values)];
    console.log(
      `${name.padEnd(34)} median ${middle.toFixed(2)}  p95 ${high.toFixed(2)}  max ${most.toFixed(2)}`,
    );
  };
  console.log(`${String(timings.length)} reports on ${String(samples.length)} programs, seconds`);
  show('first verdict on correctness', ({ first }) => first);
  show('whole report', ({ total }) => total);
  show('processor time in the container', ({ cpu }) => cpu);
  show('whole report / time inside', ({ total, inside }) => total / inside);
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
