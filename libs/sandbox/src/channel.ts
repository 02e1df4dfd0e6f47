import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type DockerModem from 'docker-modem';
import type Docker from 'dockerode';
import { InfrastructureError } from '#libs/grader-sdk';
import { engineCall } from './engine';
import { AttachDemultiplexer, encodeFrame, type Frame, FrameReader, nonceBytes } from './protocol';

const mend = 'The job is tried again by itself; if it keeps happening, see `assay doctor --sandbox`.';

const attachWithinMs = 30_000;

/** The framed conversation with one container's supervisor, over the streams that the engine attaches. */
export class SupervisorChannel {
  readonly nonce = randomBytes(nonceBytes);
  private readonly demultiplexer = new AttachDemultiplexer();
  private readonly reader = new FrameReader(this.nonce);
  private readonly frames: Frame[] = [];
  private diagnostics = '';
  private ended: InfrastructureError | undefined;
  private wake: (() => void) | undefined;

  private constructor(private readonly stream: Duplex) {
    stream.on('data', (chunk: Buffer) => this.onData(chunk));
    stream.on('end', () => this.end('The sandbox container ended before it answered'));
    stream.on('close', () => this.end('The connection to the sandbox container was closed'));
    stream.on('error', (error) =>
      this.end(`The connection to the sandbox container broke: ${error.message}`),
    );
  }

  static async attach(container: Docker.Container): Promise<SupervisorChannel> {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), attachWithinMs);
    const stream = await engineCall('Attaching to a sandbox container', () =>
      hijack(container, giveUp.signal),
    ).finally(() => clearTimeout(timer));
    return new SupervisorChannel(stream);
  }

  get isOpen(): boolean {
    return this.ended === undefined;
  }

  /** Sends frames; resolves when the engine has taken them. */
  async send(frames: Iterable<readonly [type: number, payload: Uint8Array] | Buffer>): Promise<void> {
    for (const frame of frames) {
      const bytes = Buffer.isBuffer(frame) ? frame : encodeFrame(this.nonce, frame[0], frame[1]);
      if (this.ended) throw this.ended;
      if (!this.stream.write(bytes)) await this.drained();
    }
  }

  /** The next frame. @throws InfrastructureError when there will be none. */
  async receive(): Promise<Frame> {
    for (;;) {
      const frame = this.frames.shift();
      if (frame) {
        if (this.frames.length === 0 && this.stream.isPaused()) this.stream.resume();
        return frame;
      }
      if (this.ended) throw this.ended;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Ends the supervisor's input, and with it the container. */
  close(reason = 'The sandbox session is closed'): void {
    this.end(reason);
    this.stream.destroy();
  }

  private onData(chunk: Buffer): void {
    try {
      for (const piece of this.demultiplexer.push(chunk)) {
        if (piece.stream === 'stderr')
          this.diagnostics = (this.diagnostics + piece.bytes.toString()).slice(0, 2000);
        else this.frames.push(...this.reader.push(piece.bytes));
      }
    } catch (error) {
      this.close(`The sandbox container sent ${error instanceof Error ? error.message : 'nonsense'}`);
    }
    if (this.frames.length > 64) this.stream.pause();
    this.notify();
  }

  private async drained(): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.stream.off('drain', done).off('close', done);
        resolve();
      };
      this.stream.on('drain', done).on('close', done);
    });
  }

  private end(reason: string): void {
    this.ended ??= new InfrastructureError(
      this.diagnostics ? `${reason}: ${this.diagnostics.trim()}` : reason,
      mend,
    );
    this.notify();
  }

  private notify(): void {
    this.wake?.();
    this.wake = undefined;
  }
}

/**
 * container.attach() of dockerode sends a body, or an empty one in chunks, and Podman hands the bytes of that to the
 * program as its input. Given an empty file, the client below it says `Content-Length: 0`.
 */
function hijack(container: Docker.Container, abortSignal: AbortSignal): Promise<Duplex> {
  const modem = container.modem as DockerModem;
  return new Promise((resolve, reject) => {
    modem.dial(
      {
        path: `/containers/${container.id}/attach?`,
        options: { _query: { stream: true, stdin: true, stdout: true, stderr: true } },
        method: 'POST',
        file: Buffer.alloc(0),
        hijack: true,
        isStream: true,
        statusCodes: { 101: true, 200: true, 404: 'no such container', 500: 'server error' },
        abortSignal,
      },
      (error, stream) => (error ? reject(error) : resolve(stream as Duplex)),
    );
  });
}
