/**
 * Writes a ZIP as a stream, entry after entry (APPNOTE.TXT 6.3.10, sections 4.3 and 4.4). Each entry is in memory while it is
 * written, so sizes and checksum stand before it; only its line of the central directory is kept.
 */
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { crc32 } from './crc32';

export interface ZipEntry {
  /** Relative, with `/` between its parts. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const deflate = promisify(deflateRaw);
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** 1980-01-01, the first day that the format knows: the same contents give the same archive. */
const NO_DATE = 0x0021;
/** What fits without the extension to 64 bits. */
const MOST_ENTRIES = 0xffff;
const MOST_BYTES = 0xffff_ffff;

/** @throws RangeError where it would be larger than the format can say: 65,535 entries, 4 GiB */
export async function* writeZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { path, bytes } of entries) {
    const name = Buffer.from(path);
    const packed = await deflate(bytes);
    const facts = factsOf(bytes, packed, name);
    const header = Buffer.concat([u32(0x0403_4b50), facts, u16(0), name]);
    directory.push(
      Buffer.concat([u32(0x0201_4b50), u16(VERSION), facts, u16(0, 0, 0, 0), u32(0, offset), name]),
    );
    yield header;
    yield packed;
    offset += header.length + packed.length;
    if (directory.length > MOST_ENTRIES || offset > MOST_BYTES) throw new RangeError('too much for a ZIP');
  }
  const central = Buffer.concat(directory);
  yield central;
  const count = directory.length;
  yield Buffer.concat([u32(0x0605_4b50), u16(0, 0, count, count), u32(central.length, offset), u16(0)]);
}

/** What local header and central directory have in common, from the version needed to the length of the name. */
function factsOf(bytes: Uint8Array, packed: Buffer, name: Buffer): Buffer {
  return Buffer.concat([
    u16(VERSION, UTF8_NAMES, DEFLATED, 0, NO_DATE),
    u32(crc32(bytes), packed.length, bytes.length),
    u16(name.length),
  ]);
}

function u16(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) buffer.writeUInt16LE(value, 2 * index);
  return buffer;
}

function u32(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) buffer.writeUInt32LE(value, 4 * index);
  return buffer;
}
