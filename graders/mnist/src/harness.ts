/** One run of the Python harness in the sandbox, and what every mode of it reports. */
import { InfrastructureError, type RunOutcome, type SandboxSession } from '#libs/grader-sdk';
import { type Frame, type FrameOf, FrameReader } from './frames';

/** Where the image keeps the harness; `-I` ignores the student's directory and environment, `-B` writes no bytecode. */
const COMMAND = ['python3', '-I', '-B', '/opt/assay/harness'] as const;

/** One thread: two on a busy host made a step ten times slower. */
const ENVIRONMENT = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', OMP_WAIT_POLICY: 'PASSIVE' };

export interface HarnessRequest {
  readonly mode: 'check' | 'train' | 'strict';
  /** Null in the strict trainer, whose container holds nothing of the student's. */
  readonly source: Uint8Array | null;
  readonly stdin: Uint8Array;
  readonly cpuSeconds: number;
  readonly outputBytes: number;
  readonly onFrame: (frame: Frame) => void;
}

export interface HarnessRun {
  readonly outcome: RunOutcome;
  readonly hello: FrameOf<'hello'>;
  readonly loaded: FrameOf<'loaded'> | null;
  /** An exception while train.py was loaded, or in train(). */
  readonly error: FrameOf<'error'> | null;
  readonly violations: readonly FrameOf<'violation'>[];
  readonly remarks: readonly FrameOf<'remark'>[];
}

export const SOURCE_FILE = 'train.py';
const MAX_VIOLATIONS = 50;

/**
 * @throws InfrastructureError when the harness itself does not come up: until its hello no student code has run, so
 *   whatever went wrong was the platform's. Also when the image's PyTorch is not the patched one.
 */
export async function runHarness(session: SandboxSession, request: HarnessRequest): Promise<HarnessRun> {
  let hello: FrameOf<'hello'> | null = null;
  let loaded: FrameOf<'loaded'> | null = null;
  let error: FrameOf<'error'> | null = null;
  const violations: FrameOf<'violation'>[] = [];
  const remarks: FrameOf<'remark'>[] = [];
  const reader = new FrameReader((frame) => {
    if (frame.t === 'hello') hello ??= frame;
    else if (frame.t === 'loaded') loaded ??= frame;
    else if (frame.t === 'error') error ??= frame;
    else if (frame.t === 'violation' && violations.length < MAX_VIOLATIONS) violations.push(frame);
    else if (frame.t === 'remark' && remarks.length < MAX_VIOLATIONS) remarks.push(frame);
    else request.onFrame(frame);
  });
  const outcome = await session.run({
    command: [...COMMAND, request.mode],
    files: new Map(request.source ? [[SOURCE_FILE, request.source]] : []),
    stdin: request.stdin,
    env: ENVIRONMENT,
    limits: { cpuSeconds: request.cpuSeconds, outputBytes: request.outputBytes },
    onStdout: (chunk) => reader.push(chunk),
  });
  // Written by the callback above, which TypeScript does not see.
  const seen = { hello, loaded, error } as Pick<HarnessRun, 'loaded' | 'error'> & {
    hello: HarnessRun['hello'] | null;
  };
  if (!seen.hello) throw notStarted(outcome);
  if (!seen.hello.guard) throw notGuarded();
  return { outcome, hello: seen.hello, loaded: seen.loaded, error: seen.error, violations, remarks };
}

function notStarted(outcome: RunOutcome): InfrastructureError {
  const said = Buffer.from(outcome.stderr).toString('utf8').slice(-500);
  return new InfrastructureError(
    `the pytorch harness did not start (${outcome.kind}): ${said}`,
    'Rebuild the sandbox image `pytorch` and look at its smoke test.',
  );
}

function notGuarded(): InfrastructureError {
  return new InfrastructureError(
    'the PyTorch of the sandbox image records graphs, so that gradients could be had from autograd',
    'Rebuild the sandbox image `pytorch`: its build patches PyTorch and tries every known way to a gradient.',
  );
}

/** What the program printed, its end only, for the report. */
export function printed(outcome: RunOutcome): string {
  return Buffer.from(outcome.stderr.slice(-4096)).toString('utf8').trim();
}
