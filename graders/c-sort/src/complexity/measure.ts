import { InfrastructureError, type RunOutcome, type SandboxSession } from '#libs/grader-sdk';
import type { Layout } from '../inputs';
import type { Measured } from './instrument';

/** Bits of a run's mode; they mirror sandbox-images/c/instrument/protocol.h. */
const ADVERSARY = 1;
const MIRRORED = 2;
const NO_SUB = 4;
const TRACE = 8;
const LEARN = 16;

export type Strategy = 'small-pivots' | 'large-pivots';

/** One execution of the instrumented program. */
export type Job =
  | {
      readonly kind: 'run';
      readonly values: Int32Array;
      /** What the program's clock shows and its random numbers are drawn from. Default 0. */
      readonly second?: number;
    }
  /** The adversary finds the keys; they are base, …, base + n − 1 in an order that it chooses. */
  | {
      readonly kind: 'adversary';
      readonly n: number;
      readonly base: number;
      readonly strategy: Strategy;
      /** Leave subtractions alone, for programs that use them for more than comparing. */
      readonly comparisonsOnly?: boolean;
      /** Ask for the keys that were frozen. */
      readonly wantKeys?: boolean;
    }
  /** Logs how far apart in memory the keys of each comparison lie. @param values base, …, base + n − 1, permuted */
  | { readonly kind: 'trace'; readonly values: Int32Array; readonly base: number }
  /** Lists the numbers that the program compares, keys and others. */
  | { readonly kind: 'learn'; readonly values: Int32Array; readonly base: number };

export type Status = 'ended' | 'over' | 'crashed' | 'hung' | 'foreign-call';

export interface Measurement {
  readonly n: number;
  readonly status: Status;
  /**
   * Counted instructions of the student's code, library calls charged by the bytes that they move; what the program does
   * for N = 1 is left out, once it is known: a large table to clear would hide how the rest grows.
   */
  readonly cost: number;
  /** Comparisons between two keys; counted with an adversary or a trace only. */
  readonly comparisons: number;
  /** Whether the output held the sorted keys. */
  readonly sorted: boolean;
  /** With an adversary: what the frozen keys cost without it. */
  readonly replay?: { readonly status: Status; readonly cost: number };
  /** Frozen keys in input order, or traced distances in bytes. */
  readonly numbers?: Int32Array;
  /** The numbers that were compared, each once, in the order in which they first came. */
  readonly compared?: Float64Array;
}

/**
 * Work that no O(N log N) program comes near; it grows with n. The constant lets a linear sort clear a large table at small n.
 */
export function budgetFor(n: number): number {
  const steps = (size: number): number => size * Math.log2(Math.max(2, size));
  return Math.ceil(3e7 + (n <= 8192 ? 4000 * steps(n) : Math.max(4000 * steps(8192), 1000 * steps(n))));
}

const HEADER_BYTES = 32;

function encode(job: Job, layout: Layout): Buffer[] {
  const n = job.kind === 'adversary' ? job.n : job.values.length;
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(modeOf(job), 0);
  header.writeUInt32LE(n, 4);
  header.writeBigUInt64LE(BigInt(budgetFor(n)), 8);
  header.writeBigUInt64LE(BigInt(job.kind === 'run' ? (job.second ?? 0) : 0), 16);
  header.writeInt32LE(job.kind === 'run' ? 0 : job.base, 24);
  header.writeUInt32LE((layout === 'lines' ? 1 : 0) | (wantsNumbers(job) ? 2 : 0), 28);
  if (job.kind === 'adversary') return [header];
  return [header, Buffer.from(job.values.buffer, job.values.byteOffset, job.values.byteLength)];
}

function modeOf(job: Job): number {
  if (job.kind === 'run') return 0;
  if (job.kind === 'trace') return TRACE;
  if (job.kind === 'learn') return LEARN;
  return (
    ADVERSARY | (job.strategy === 'large-pivots' ? MIRRORED : 0) | (job.comparisonsOnly === true ? NO_SUB : 0)
  );
}

const wantsNumbers = (job: Job): boolean =>
  job.kind === 'trace' || job.kind === 'learn' || (job.kind === 'adversary' && job.wantKeys === true);

const STATUSES: ReadonlySet<string> = new Set<Status>(['ended', 'over', 'crashed', 'hung', 'foreign-call']);
const isStatus = (word: string | undefined): word is Status => word !== undefined && STATUSES.has(word);

/** Reads the answers; the list ends early where the output does. */
function decode(jobs: readonly Job[], stdout: string): Measurement[] {
  const lines = stdout.split('\n');
  const measurements: Measurement[] = [];
  for (const job of jobs) {
    const [status, cost, comparisons, sorted, replayStatus, replayCost] = (lines.shift() ?? '').split(' ');
    if (!isStatus(status)) break;
    measurements.push({
      n: job.kind === 'adversary' ? job.n : job.values.length,
      status,
      cost: Number(cost),
      comparisons: Number(comparisons),
      sorted: sorted === '1',
      ...(isStatus(replayStatus) && { replay: { status: replayStatus, cost: Number(replayCost) } }),
      ...(wantsNumbers(job) && readNumbers(job, lines.shift() ?? '')),
    });
  }
  return measurements;
}

function readNumbers(job: Job, line: string): Pick<Measurement, 'numbers' | 'compared'> {
  const words = line.trim() === '' ? [] : line.trim().split(' ');
  return job.kind === 'learn'
    ? { compared: Float64Array.from(words, Number) }
    : { numbers: Int32Array.from(words, Number) };
}

/** The whole series of measurements took more time than any honest program needs. */
export class MeasuringStopped extends Error {
  override readonly name = 'MeasuringStopped';
}

const SECONDS_PER_BATCH = 12;

/** The instrumented program of one submission, ready to be run on many inputs at once. */
export class MeasuredProgram {
  private overhead = 0;

  constructor(
    private readonly session: SandboxSession,
    private readonly name: Measured,
    private readonly layout: Layout,
    /** Seconds of processor time that all batches together may take. */
    private secondsLeft: number,
  ) {}

  /** Measures what the program does whatever its input; later costs are without it. @throws MeasuringStopped */
  async setOverheadAside(): Promise<void> {
    const [least] = await this.measure([{ kind: 'run', values: Int32Array.of(7) }]);
    if (least?.status === 'ended') this.overhead = least.cost;
  }

  /** @throws MeasuringStopped when time is up */
  async measure(jobs: readonly Job[]): Promise<readonly Measurement[]> {
    if (jobs.length === 0) return [];
    if (this.secondsLeft <= 0) throw new MeasuringStopped('no time left');
    const cpuSeconds = Math.ceil(Math.min(SECONDS_PER_BATCH, this.secondsLeft));
    const outcome = await this.session.run({
      command: [`./${this.name}`],
      stdin: Buffer.concat(jobs.flatMap((job) => encode(job, this.layout))),
      limits: { cpuSeconds, wallSeconds: 4 * cpuSeconds, outputBytes: 32 << 20 },
      // Its runtime starts a process for each job.
      phase: 'build',
    });
    this.secondsLeft -= outcome.usage.cpuSeconds;
    return this.read(outcome, jobs);
  }

  private read(outcome: RunOutcome, jobs: readonly Job[]): readonly Measurement[] {
    const measurements = decode(jobs, new TextDecoder().decode(outcome.stdout));
    if (measurements.length === jobs.length) return measurements.map((one) => this.withoutOverhead(one));
    if (outcome.kind !== 'exited' || measurements.at(-1)?.status === 'hung')
      throw new MeasuringStopped('hung');
    const stderr = new TextDecoder().decode(outcome.stderr).slice(0, 200);
    throw new InfrastructureError(`the measuring runtime ended early (${outcome.exitCode}): ${stderr}`);
  }

  private withoutOverhead({ replay, ...measurement }: Measurement): Measurement {
    const less = (cost: number): number => Math.max(1, cost - this.overhead);
    return {
      ...measurement,
      cost: less(measurement.cost),
      ...(replay && { replay: { ...replay, cost: less(replay.cost) } }),
    };
  }
}
