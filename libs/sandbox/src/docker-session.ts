import { constants } from 'node:os';
import {
  type Files,
  InfrastructureError,
  type RunOutcome,
  type RunRequest,
  type SandboxSession,
  type Usage,
} from '#libs/grader-sdk';
import { fixedEnvironment, stackBytes, workBytes } from './container-options';
import type { ReadyContainer } from './container';
import { decodeResult, encodeData, encodeStep, type Frame, FrameType, type StepResult } from './protocol';

const defaultOutputBytes = 1024 * 1024;
/** How long the supervisor may take beyond the step's own wall limit (files in and out on a busy host). */
const graceSeconds = 30;
/** On a busy host the supervisor doesn't count the time that a program waits for a core, up to this many wall limits. */
const wallPatience = 4;

/** Where a number has two names (SIGABRT, SIGIOT), the first one is the usual one. */
const signalNames = new Map(
  Object.entries(constants.signals)
    .reverse()
    .map(([name, number]) => [number, name]),
);

/** One container for one submission. */
export class DockerSession implements SandboxSession {
  readonly imageDigest: string;
  private busy = false;
  private closing: Promise<void> | undefined;
  private readonly onAbort = (): void => {
    this.container.channel.close('The grading was stopped');
  };

  /** @param onClose is told when the container is to go; what it returns settles when it is gone. */
  constructor(
    private readonly container: ReadyContainer,
    readonly device: string,
    private readonly signal: AbortSignal,
    private readonly onClose: () => Promise<void>,
  ) {
    this.imageDigest = container.imageId;
    signal.addEventListener('abort', this.onAbort, { once: true });
    if (signal.aborted) this.onAbort();
  }

  async run(request: RunRequest): Promise<RunOutcome> {
    if (this.busy) throw new Error('A sandbox session runs one command at a time.');
    if (this.closing) throw new InfrastructureError('The sandbox session is closed');
    this.busy = true;
    const wallSeconds = request.limits.wallSeconds ?? 3 * request.limits.cpuSeconds + 1;
    const { channel } = this.container;
    const deadline = setTimeout(
      () => channel.close('The sandbox supervisor did not answer in time'),
      (wallPatience * wallSeconds + graceSeconds) * 1000,
    );
    try {
      // Both directions at once: a refusal can arrive while the files are still on their way.
      const [answers] = await Promise.all([
        this.collectAnswers(request.onStdout),
        channel.send(this.frames(request, wallSeconds)),
      ]);
      return answers;
    } finally {
      clearTimeout(deadline);
      this.busy = false;
    }
  }

  /** Resolves at once; the container goes in the background (Sandbox.close waits for it). */
  close(): Promise<void> {
    this.signal.removeEventListener('abort', this.onAbort);
    this.closing ??= this.onClose();
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  private *frames(
    request: RunRequest,
    wallSeconds: number,
  ): Generator<readonly [number, Uint8Array] | Buffer> {
    const { nonce } = this.container.channel;
    const { kind } = this.container;
    const env = { ...fixedEnvironment(kind), ...request.env };
    const step = encodeStep({
      phase: request.phase ?? 'run',
      command: request.command.map(noNul),
      env: Object.entries(env).map(([name, value]) => noNul(`${name}=${value}`)),
      keep: (request.keep ?? []).map(plainName),
      collect: (request.collect ?? []).map(plainName),
      cpuSeconds: request.limits.cpuSeconds,
      wallSeconds,
      outputBytes: request.limits.outputBytes ?? defaultOutputBytes,
      stackBytes: stackBytes(kind.memoryBytes),
      fileBytes: workBytes(kind.memoryBytes),
    });
    yield [FrameType.step, step];
    for (const [name, content] of request.files ?? []) {
      yield [FrameType.file, Buffer.from(plainName(name), 'utf8')];
      yield* encodeData(nonce, content);
    }
    if (request.stdin) {
      yield [FrameType.stdin, Buffer.alloc(0)];
      yield* encodeData(nonce, request.stdin);
    }
    yield [FrameType.go, Buffer.alloc(0)];
  }

  private async collectAnswers(onStdout?: (chunk: Uint8Array) => void): Promise<RunOutcome> {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const files = new Map<string, Buffer[]>();
    let current: Buffer[] | undefined;
    for (;;) {
      const { type, payload } = await this.container.channel.receive();
      if (type === FrameType.stdout) {
        if (onStdout) onStdout(payload);
        else stdout.push(payload);
      } else if (type === FrameType.stderr) stderr.push(payload);
      else if (type === FrameType.file) files.set(payload.toString('utf8'), (current = []));
      else if (type === FrameType.data && current) current.push(payload);
      else if (type === FrameType.result) {
        return toOutcome(decodeResult(payload), Buffer.concat(stdout), Buffer.concat(stderr), joined(files));
      } else throw unexpected({ type, payload });
    }
  }
}

function unexpected(frame: Frame): InfrastructureError {
  const told =
    frame.type === FrameType.failed ? `: ${frame.payload.toString('utf8')}` : ` (frame ${frame.type})`;
  return new InfrastructureError(`The sandbox supervisor could not do the step${told}`);
}

function joined(files: ReadonlyMap<string, readonly Buffer[]>): Files {
  return new Map([...files].map(([name, parts]) => [name, Buffer.concat(parts)]));
}

function toOutcome(result: StepResult, stdout: Uint8Array, stderr: Uint8Array, files: Files): RunOutcome {
  const { cpuSeconds, wallSeconds, peakMemoryBytes } = result;
  const usage: Usage = { cpuSeconds, wallSeconds, peakMemoryBytes };
  const common = { stdout, stderr, usage };
  switch (result.kind) {
    case 'exited':
      return { kind: 'exited', exitCode: result.code, files, ...common };
    case 'signalled':
      return { kind: 'signalled', signal: signalNames.get(result.code) ?? `SIG${result.code}`, ...common };
    case 'cpu-time':
      return { kind: 'timed-out', limit: 'cpu', ...common };
    case 'wall-time':
      return { kind: 'timed-out', limit: 'wall', ...common };
    case 'memory':
      return { kind: 'memory-exceeded', ...common };
    case 'output':
      return { kind: 'output-exceeded', ...common };
  }
}

/** The supervisor takes one name, never a path. @throws Error a grader asked for something that can't be. */
function plainName(name: string): string {
  if (name === '' || name === '.' || name === '..' || name.includes('/') || Buffer.byteLength(name) > 255) {
    throw new Error(`"${name}" is not a plain file name.`);
  }
  return noNul(name);
}

function noNul(text: string): string {
  if (text.includes('\0')) throw new Error('A command, name or variable holds a NUL character.');
  return text;
}
