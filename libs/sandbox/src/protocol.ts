/**
 * The conversation with the supervisor in the container; the other end is sandbox-images/supervisor/protocol.h, which
 * describes it. Everything that arrives is checked: a frame that isn't as written there ends the session as a failure
 * of the platform and never becomes a result.
 */
export const protocolVersion = 1;
export const nonceBytes = 16;
export const frameMax = 65_536;
const headerBytes = nonceBytes + 8;

export const FrameType = {
  hello: 1,
  step: 2,
  file: 3,
  data: 4,
  stdin: 5,
  go: 6,
  ready: 16,
  stdout: 17,
  stderr: 18,
  result: 19,
  failed: 20,
} as const;

export interface Frame {
  readonly type: number;
  readonly payload: Buffer;
}

export interface Step {
  readonly phase: 'build' | 'run';
  readonly command: readonly string[];
  readonly env: readonly string[];
  readonly keep: readonly string[];
  readonly collect: readonly string[];
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly outputBytes: number;
  readonly stackBytes: number;
  readonly fileBytes: number;
}

const stepKinds = ['exited', 'signalled', 'cpu-time', 'wall-time', 'memory', 'output'] as const;

export interface StepResult {
  readonly kind: (typeof stepKinds)[number];
  /** Exit code, or signal number. */
  readonly code: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakMemoryBytes: number;
}

export function encodeFrame(nonce: Uint8Array, type: number, payload: Uint8Array): Buffer {
  const frame = Buffer.alloc(headerBytes + payload.length);
  frame.set(nonce, 0);
  frame.writeUInt32LE(type, nonceBytes);
  frame.writeUInt32LE(payload.length, nonceBytes + 4);
  frame.set(payload, headerBytes);
  return frame;
}

/** DATA frames of a content of any size. */
export function* encodeData(nonce: Uint8Array, content: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < content.length; at += frameMax) {
    yield encodeFrame(nonce, FrameType.data, content.subarray(at, at + frameMax));
  }
}

const nanoseconds = (seconds: number): bigint => BigInt(Math.round(seconds * 1e9));

export function encodeStep(step: Step): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(step.phase === 'run' ? 1 : 0, 0);
  [step.command, step.env, step.keep, step.collect].forEach((list, i) =>
    header.writeUInt32LE(list.length, 4 + 4 * i),
  );
  header.writeBigUInt64LE(nanoseconds(step.cpuSeconds), 24);
  header.writeBigUInt64LE(nanoseconds(step.wallSeconds), 32);
  header.writeBigUInt64LE(BigInt(step.outputBytes), 40);
  header.writeBigUInt64LE(BigInt(step.stackBytes), 48);
  header.writeBigUInt64LE(BigInt(step.fileBytes), 56);
  const strings = [...step.command, ...step.env, ...step.keep, ...step.collect];
  return Buffer.concat([header, ...strings.map((text) => Buffer.from(`${text}\0`, 'utf8'))]);
}

export function decodeResult(payload: Buffer): StepResult {
  if (payload.length !== 32) throw new Error(`a result of ${payload.length} bytes`);
  const kind = stepKinds[payload.readUInt32LE(0)];
  if (kind === undefined) throw new Error(`a result of kind ${payload.readUInt32LE(0)}`);
  return {
    kind,
    code: payload.readUInt32LE(4),
    cpuSeconds: Number(payload.readBigUInt64LE(8)) / 1e9,
    wallSeconds: Number(payload.readBigUInt64LE(16)) / 1e9,
    peakMemoryBytes: Number(payload.readBigUInt64LE(24)),
  };
}

/** Cuts a byte stream into frames. */
export class FrameReader {
  private pending: Buffer[] = [];
  private pendingBytes = 0;

  constructor(private readonly nonce: Uint8Array) {}

  /** @throws Error at the first frame that isn't one. */
  *push(chunk: Buffer): Generator<Frame> {
    this.pending.push(chunk);
    this.pendingBytes += chunk.length;
    for (let frame = this.next(); frame !== undefined; frame = this.next()) yield frame;
  }

  private next(): Frame | undefined {
    if (this.pendingBytes < headerBytes) return undefined;
    const header = this.peek(headerBytes);
    if (!header.subarray(0, nonceBytes).equals(this.nonce)) throw new Error('a frame with a wrong nonce');
    const length = header.readUInt32LE(nonceBytes + 4);
    if (length > frameMax) throw new Error(`a frame of ${length} bytes`);
    if (this.pendingBytes < headerBytes + length) return undefined;
    const frame = this.peek(headerBytes + length);
    this.drop(headerBytes + length);
    return {
      type: frame.readUInt32LE(nonceBytes),
      payload: frame.subarray(headerBytes, headerBytes + length),
    };
  }

  /** The first `length` bytes in one piece. */
  private peek(length: number): Buffer {
    const [first] = this.pending;
    if (first && first.length >= length) return first;
    this.pending = [Buffer.concat(this.pending)];
    return this.pending[0] ?? Buffer.alloc(0);
  }

  private drop(length: number): void {
    const [first] = this.pending;
    if (first) this.pending[0] = first.subarray(length);
    this.pendingBytes -= length;
    if (this.pending[0]?.length === 0) this.pending.shift();
  }
}

/** Takes stdout out of the engine's stream of stdout and stderr: `kind u8, 0, 0, 0, length u32 big-endian, bytes`. */
export class AttachDemultiplexer {
  private header = Buffer.alloc(0);
  private left = 0;
  private kind = 0;

  /** Pieces of the two streams in the order in which they came. @throws Error if it isn't such a stream. */
  *push(chunk: Buffer): Generator<{ readonly stream: 'stdout' | 'stderr'; readonly bytes: Buffer }> {
    let at = 0;
    while (at < chunk.length) {
      if (this.left === 0) {
        const wanted = 8 - this.header.length;
        this.header = Buffer.concat([this.header, chunk.subarray(at, at + wanted)]);
        at += wanted;
        if (this.header.length < 8) return;
        this.kind = this.header.readUInt8(0);
        if (this.kind !== 1 && this.kind !== 2) throw new Error(`a piece of stream ${this.kind}`);
        this.left = this.header.readUInt32BE(4);
        this.header = Buffer.alloc(0);
        continue;
      }
      const bytes = chunk.subarray(at, at + this.left);
      at += bytes.length;
      this.left -= bytes.length;
      yield { stream: this.kind === 1 ? 'stdout' : 'stderr', bytes };
    }
  }
}
