/**
 * The port through which graders run students' programs. One session is one fresh container that no other
 * submission ever sees; it has no network and nothing of the platform. Expected outputs never enter it: a grader
 * takes what a run returns and compares outside.
 */
export type SandboxImage = 'c' | 'cpp' | 'python' | 'pytorch';

/** File contents by plain name (no folders); never paths of the host. */
export type Files = ReadonlyMap<string, Uint8Array>;

export interface SandboxRequest {
  readonly image: SandboxImage;
  /** Of all processes together, files in the work directory included. Default 512 MiB. */
  readonly memoryBytes?: number;
  /** Cores. Default 1. */
  readonly cpus?: number;
  /** Processes and threads at once. Default 64. */
  readonly processes?: number;
  /** Asks for a GPU; where there is none, the same session runs on the CPU (see SandboxSession.device). */
  readonly gpu?: boolean;
}

export interface RunLimits {
  /** User and system seconds of every process of the step. */
  readonly cpuSeconds: number;
  /** Backstop for programs that sleep. Default 3 × cpuSeconds + 1. */
  readonly wallSeconds?: number;
  /** Of stdout and stderr each. Default 1 MiB. */
  readonly outputBytes?: number;
}

export interface RunRequest {
  /** Program and arguments; the working directory is the wiped, writable /work. No shell in between. */
  readonly command: readonly [string, ...string[]];
  readonly limits: RunLimits;
  /** Written into /work before the command starts. */
  readonly files?: Files;
  readonly stdin?: Uint8Array;
  /** Added to the fixed environment (PATH, HOME, LANG). */
  readonly env?: Readonly<Record<string, string>>;
  /** Files of /work that later runs of this session find there again, read-only; all else is wiped after the run. */
  readonly keep?: readonly string[];
  /** Files of /work to hand back in RunOutcome.files; regular files only, missing ones are left out. */
  readonly collect?: readonly string[];
  /** Compilers need more system calls than programs: 'build' allows processes, 'run' is the strict one. Default 'run'. */
  readonly phase?: 'build' | 'run';
  /** Gets stdout as it comes, for live progress; it is then not kept for the outcome, whose stdout is empty. */
  readonly onStdout?: (chunk: Uint8Array) => void;
}

export interface Usage {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakMemoryBytes: number;
}

interface RunResult {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly usage: Usage;
}

/** What came of one run. The output up to the end is always there; a limit that was hit is told apart from a crash. */
export type RunOutcome =
  | (RunResult & { readonly kind: 'exited'; readonly exitCode: number; readonly files: Files })
  | (RunResult & { readonly kind: 'signalled'; readonly signal: string })
  | (RunResult & { readonly kind: 'timed-out'; readonly limit: 'cpu' | 'wall' })
  | (RunResult & { readonly kind: 'memory-exceeded' })
  | (RunResult & { readonly kind: 'output-exceeded' });

export interface SandboxSession extends AsyncDisposable {
  /** The image's content digest, for the report. */
  readonly imageDigest: string;
  /** Where the work runs: 'cpu', or the GPU's name. */
  readonly device: string;
  /** One run at a time. @throws InfrastructureError, never for what the student's program does. */
  run(request: RunRequest): Promise<RunOutcome>;
  /** Destroys the container. Safe to call twice. */
  close(): Promise<void>;
}

export abstract class Sandbox {
  /** Takes a fresh container. @throws InfrastructureError when the engine or the image is missing. */
  abstract open(request: SandboxRequest, signal: AbortSignal): Promise<SandboxSession>;

  /** A single run in a container of its own. */
  async run(request: SandboxRequest & RunRequest, signal: AbortSignal): Promise<RunOutcome> {
    const session = await this.open(request, signal);
    try {
      return await session.run(request);
    } finally {
      await session.close();
    }
  }
}
