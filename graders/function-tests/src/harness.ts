/** One run of the Python harness in the sandbox. */
import {
  BrokenPackError,
  type Files,
  InfrastructureError,
  type RunOutcome,
  type SandboxSession,
} from '#libs/grader-sdk';
import { type Call, encodeCall } from './calls';
import { DRIVERS_FILE } from './config';
import { type Frame, FrameReader } from './frames';

/** `-I` ignores the student's directory and environment, `-B` writes no bytecode. */
const COMMAND = ['python3', '-I', '-B', '/opt/assay/harness'] as const;
/** Of frames, and of what the student's code prints. */
const OUTPUT_BYTES = 16 << 20;
/** For starting and loading, besides the calls. */
export const STARTING_SECONDS = 4;

export interface HarnessRequest {
  readonly files: Files;
  /** `widen` turns floating-point arguments into float64. */
  readonly modules: readonly { readonly name: string; readonly file: string; readonly widen: boolean }[];
  /** Whether the modules may import each other. */
  readonly shared: boolean;
  readonly calls: readonly Call[];
  /** Processor seconds of one call. */
  readonly seconds: number;
  /** Each call is made a second time. */
  readonly twice: boolean;
  readonly cpuSeconds: number;
  readonly onFrame: (frame: Exclude<Frame, { t: 'hello' }>) => void;
}

/** Of the numbers that functions draw by themselves: always the same, so that a result can be repeated. */
const STUDENT_SEED = 20_240_229;

/** @throws InfrastructureError when the harness does not come up: until its hello no code of a pack or student has run. */
export async function runHarness(session: SandboxSession, request: HarnessRequest): Promise<RunOutcome> {
  let started = false;
  const reader = new FrameReader((frame) => {
    if (frame.t === 'hello') started = true;
    else request.onFrame(frame);
  });
  const start = {
    t: 'start',
    seed: STUDENT_SEED,
    modules: request.modules,
    shared: request.shared,
    drivers: request.files.has(DRIVERS_FILE) ? DRIVERS_FILE : null,
  };
  const cases = request.calls.map((call) => encodeCall(call, request.seconds, request.twice));
  const outcome = await session.run({
    command: COMMAND,
    files: request.files,
    stdin: Buffer.from([start, ...cases, { t: 'end' }].map((line) => `${JSON.stringify(line)}\n`).join('')),
    limits: { cpuSeconds: request.cpuSeconds, outputBytes: OUTPUT_BYTES },
    onStdout: (chunk) => reader.push(chunk),
  });
  if (isTrue(started)) return outcome;
  // It comes up once it has loaded the drivers, before any other code of pack or student.
  const line = /drivers\.py", line (\d+)/.exec(printed(outcome))?.[1];
  if (line !== undefined) {
    const said = printed(outcome).split('\n').at(-1) ?? '';
    throw new BrokenPackError(`checks/${DRIVERS_FILE}`, `can't be loaded: ${said}`, Number(line));
  }
  throw new InfrastructureError(
    `the python harness did not start (${outcome.kind}): ${printed(outcome)}`,
    'Rebuild the sandbox image `python`.',
  );
}

/** Written by a callback, which TypeScript does not see. */
function isTrue(value: boolean): boolean {
  return value;
}

/** The end of what the program printed. */
export function printed(outcome: RunOutcome): string {
  return Buffer.from(outcome.stderr.slice(-2000)).toString('utf8').trim();
}
