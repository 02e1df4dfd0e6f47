/**
 * Worker threads that run pure functions under a hard deadline and a memory limit.
 *
 * Theory of operation. A function that judges a hostile text bounds itself (characters, tokens, depth, units of work),
 * and those bounds decide the verdict, the same on every machine. This pool is the wall behind them: a thread that has
 * not answered when its time is up is terminated, wherever it hangs, and its heap is limited by V8 (resourceLimits,
 * Node manual, worker_threads), so neither a loop nor a leak can hold up the process or the next answer. Time starts
 * when a thread that is ready takes the task. On a starved machine the clock runs without the thread, so a deadline
 * counts only as far as this process was given that much processor time for each busy thread.
 *
 * Idle threads are unreferenced: they never keep a process alive. Tasks name a module file and a function in it; both
 * come from this code base, never from an answer. Compiled, the thread loads JavaScript; from source (tests) it
 * registers swc for TypeScript first.
 */
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface PoolLimits {
  readonly threads: number;
  readonly deadlineMs: number;
  readonly memoryMiB: number;
  /** Modules that a thread loads before it is ready, so that no task pays for that. */
  readonly preload?: readonly string[];
}

/** What a thread is asked to do. */
export interface PoolTask {
  /** Absolute path of a module, without its extension. */
  readonly module: string;
  /** The name of a function that the module exports; it takes and returns plain data. */
  readonly name: string;
  readonly input: unknown;
}

export type PoolOutcome =
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'memory-exceeded' };

export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly error: Error };

const FROM_SOURCE = extname(__filename) === '.ts';
/** Even a starved machine ends a task at this multiple of its deadline. */
const PATIENCE = 10;

const BOOT = `
const { workerData } = require('node:worker_threads');
if (workerData.fromSource) {
  const { transformSync } = require(workerData.swc);
  const { readFileSync } = require('node:fs');
  require.extensions['.ts'] = (module, filename) => {
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      filename,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    module._compile(code, filename);
  };
}
for (const module of workerData.preload) require(module);
require(workerData.main);
`;

interface Job {
  readonly task: PoolTask;
  readonly resolve: (outcome: PoolOutcome) => void;
  readonly reject: (error: Error) => void;
}

export class DeadlinePool {
  private readonly threads = new Set<Thread>();
  private readonly waiting: Job[] = [];

  constructor(private readonly limits: PoolLimits) {}

  /** @throws Error when the function throws, which is a bug, or when no thread can be started. */
  run(task: PoolTask): Promise<PoolOutcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, resolve, reject });
      this.serve();
    });
  }

  /** Ends all threads; waiting tasks fail. */
  async close(): Promise<void> {
    for (const job of this.waiting.splice(0)) job.reject(new Error('the pool is closed'));
    await Promise.all([...this.threads].map((thread) => thread.end()));
  }

  private serve(): void {
    while (this.waiting.length > 0) {
      const idle = [...this.threads].find((thread) => thread.isIdle) ?? this.start();
      const job = idle && this.waiting.shift();
      if (!idle || !job) return;
      idle.take(job);
    }
  }

  private start(): Thread | undefined {
    if (this.threads.size >= this.limits.threads) return undefined;
    const thread = new Thread(this.limits, {
      onFree: () => this.serve(),
      onGone: () => {
        this.threads.delete(thread);
        this.serve();
      },
      busy: () => [...this.threads].filter(({ isIdle }) => !isIdle).length,
    });
    this.threads.add(thread);
    return thread;
  }
}

interface Surroundings {
  readonly onFree: () => void;
  readonly onGone: () => void;
  /** Threads at work now. */
  readonly busy: () => number;
}

class Thread {
  private readonly worker: Worker;
  private ready = false;
  private job: Job | undefined;
  private timer: NodeJS.Timeout | undefined;
  private gone = false;

  constructor(
    private readonly limits: PoolLimits,
    private readonly around: Surroundings,
  ) {
    this.worker = new Worker(BOOT, {
      eval: true,
      execArgv: FROM_SOURCE ? ['--conditions=source'] : [],
      workerData: {
        main: join(__dirname, 'thread-main'),
        fromSource: FROM_SOURCE,
        preload: limits.preload ?? [],
        ...(FROM_SOURCE && { swc: require.resolve('@swc/core') }),
      },
      resourceLimits: {
        maxOldGenerationSizeMb: limits.memoryMiB,
        maxYoungGenerationSizeMb: Math.ceil(limits.memoryMiB / 4),
        stackSizeMb: 4,
      },
    });
    this.worker.on('message', (reply: Reply) => this.hear(reply));
    this.worker.on('error', (error: Error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('a thread ended by itself')));
  }

  get isIdle(): boolean {
    return this.job === undefined && !this.gone;
  }

  take(job: Job): void {
    this.job = job;
    this.worker.ref();
    if (this.ready) this.send(job);
  }

  async end(): Promise<void> {
    this.gone = true;
    clearTimeout(this.timer);
    this.job?.reject(new Error('the pool is closed'));
    await this.worker.terminate();
  }

  private send(job: Job): void {
    this.worker.postMessage(job.task);
    this.watch(performance.now(), process.cpuUsage(), this.limits.deadlineMs);
  }

  private watch(startedAt: number, usedBefore: NodeJS.CpuUsage, waitMs: number): void {
    this.timer = setTimeout(() => {
      const { user, system } = process.cpuUsage(usedBefore);
      const given = (user + system) / 1000 / Math.max(1, this.around.busy());
      const missing = this.limits.deadlineMs - given;
      const patient = performance.now() - startedAt < PATIENCE * this.limits.deadlineMs;
      if (missing > 1 && patient) this.watch(startedAt, usedBefore, missing);
      else this.stop({ kind: 'timed-out' });
    }, waitMs);
  }

  private hear(reply: Reply): void {
    if (reply.kind === 'ready') {
      this.ready = true;
      if (this.job) this.send(this.job);
      else this.worker.unref();
      return;
    }
    const job = this.release();
    if (reply.kind === 'done') job?.resolve(reply);
    else job?.reject(reply.error);
    this.around.onFree();
  }

  private release(): Job | undefined {
    clearTimeout(this.timer);
    const { job } = this;
    this.job = undefined;
    this.worker.unref();
    return job;
  }

  /** Ends the thread because of what it does; the pool starts another when one is needed. */
  private stop(outcome: PoolOutcome): void {
    if (this.gone) return;
    this.gone = true;
    const job = this.release();
    void this.worker.terminate();
    job?.resolve(outcome);
    this.around.onGone();
  }

  private fail(error: Error): void {
    if (this.gone) return;
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      this.stop({ kind: 'memory-exceeded' });
      return;
    }
    this.gone = true;
    this.release()?.reject(error);
    this.around.onGone();
  }
}
