import { randomBytes } from 'node:crypto';
import {
  AttachDemultiplexer,
  decodeResult,
  encodeData,
  encodeFrame,
  encodeStep,
  FrameReader,
  frameMax,
  FrameType,
  nonceBytes,
} from './protocol';

const nonce = randomBytes(nonceBytes);

/** Feeds bytes in pieces of the given size. */
function readAll(reader: FrameReader, bytes: Buffer, piece: number): { type: number; payload: string }[] {
  const frames = [];
  for (let at = 0; at < bytes.length; at += piece) {
    for (const frame of reader.push(bytes.subarray(at, at + piece))) {
      frames.push({ type: frame.type, payload: frame.payload.toString() });
    }
  }
  return frames;
}

describe('FrameReader', () => {
  const bytes = Buffer.concat([
    encodeFrame(nonce, FrameType.stdout, Buffer.from('hello')),
    encodeFrame(nonce, FrameType.stderr, Buffer.alloc(0)),
    encodeFrame(nonce, FrameType.data, Buffer.alloc(frameMax, 'x')),
  ]);

  test.each([1, 7, 24, 25, 1000, 1 << 20])('finds the same frames in pieces of %i bytes', (piece) => {
    expect(readAll(new FrameReader(nonce), bytes, piece)).toEqual([
      { type: FrameType.stdout, payload: 'hello' },
      { type: FrameType.stderr, payload: '' },
      { type: FrameType.data, payload: 'x'.repeat(frameMax) },
    ]);
  });

  test('refuses another nonce', () => {
    const forged = encodeFrame(randomBytes(nonceBytes), FrameType.result, Buffer.alloc(32));
    expect(() => readAll(new FrameReader(nonce), forged, 1000)).toThrow('wrong nonce');
  });

  test('refuses a frame that is too long, before it is there', () => {
    const long = encodeFrame(nonce, FrameType.stdout, Buffer.alloc(0));
    long.writeUInt32LE(frameMax + 1, nonceBytes + 4);
    expect(() => readAll(new FrameReader(nonce), long, 1000)).toThrow('a frame of 65537 bytes');
  });
});

describe('AttachDemultiplexer', () => {
  const piece = (stream: number, text: string): Buffer => {
    const header = Buffer.alloc(8);
    header.writeUInt8(stream, 0);
    header.writeUInt32BE(text.length, 4);
    return Buffer.concat([header, Buffer.from(text)]);
  };
  const bytes = Buffer.concat([piece(1, 'out'), piece(2, ''), piece(2, 'err'), piece(1, 'more')]);

  test.each([1, 3, 9, 100])('separates the streams in pieces of %i bytes', (size) => {
    const demultiplexer = new AttachDemultiplexer();
    const found = { stdout: '', stderr: '' };
    for (let at = 0; at < bytes.length; at += size) {
      for (const part of demultiplexer.push(bytes.subarray(at, at + size))) {
        found[part.stream] += part.bytes.toString();
      }
    }
    expect(found).toEqual({ stdout: 'outmore', stderr: 'err' });
  });

  test('refuses what is no such stream', () => {
    expect(() => [...new AttachDemultiplexer().push(Buffer.from('HTTP/1.1 200 OK'))]).toThrow('stream 72');
  });
});

describe('encoding', () => {
  test('cuts data into frames that fit', () => {
    const frames = [...encodeData(nonce, Buffer.alloc(frameMax + 1, 'a'))];
    expect(frames.map((frame) => frame.length)).toEqual([frameMax + 24, 25]);
    expect([...encodeData(nonce, Buffer.alloc(0))]).toEqual([]);
  });

  test('writes a step as the supervisor reads it', () => {
    const step = encodeStep({
      phase: 'run',
      command: ['./prog', 'ä'],
      env: ['A=1'],
      keep: [],
      collect: ['out'],
      cpuSeconds: 1.5,
      wallSeconds: 5,
      outputBytes: 7,
      stackBytes: 8,
      fileBytes: 9,
    });
    expect([0, 4, 8, 12, 16].map((at) => step.readUInt32LE(at))).toEqual([1, 2, 1, 0, 1]);
    expect([24, 32, 40, 48, 56].map((at) => step.readBigUInt64LE(at))).toEqual([
      1_500_000_000n,
      5_000_000_000n,
      7n,
      8n,
      9n,
    ]);
    expect(step.subarray(64).toString()).toBe('./prog\0ä\0A=1\0out\0');
  });

  test('takes no result that it does not know', () => {
    const result = Buffer.alloc(32);
    result.writeUInt32LE(4, 0);
    result.writeBigUInt64LE(250_000_000n, 8);
    expect(decodeResult(result)).toMatchObject({ kind: 'memory', cpuSeconds: 0.25 });
    result.writeUInt32LE(6, 0);
    expect(() => decodeResult(result)).toThrow('kind 6');
    expect(() => decodeResult(result.subarray(1))).toThrow('31 bytes');
  });
});
