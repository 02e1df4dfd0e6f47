import { deflateRawSync } from 'node:zlib';
import { crc32 } from './crc32';

const SIGNATURES = { entry: 0x0403_4b50, central: 0x0201_4b50, end: 0x0605_4b50 };
const DEFLATED = 8;
const UTF8_NAMES = 0x0800;
const MADE_ON_UNIX = 3;
const REGULAR_FILE = 0o100_644;
/** 1980-01-01, the first that the format has: the same files give the same archive. */
const DATE = 0x21;

/**
 * A ZIP of files by path, in the form that unpackZip reads (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
 * @throws RangeError where they are more or larger than the plain format can say
 */
export function packZip(files: ReadonlyMap<string, Uint8Array>): Buffer {
  if (files.size > 0xffff) throw new RangeError('too many files for a ZIP');
  const entries: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of files) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content);
    const common = commonHeader(name, content, packed);
    const entry = Buffer.concat([word(SIGNATURES.entry), common, Buffer.alloc(2), name, packed]);
    directory.push(centralEntry(common, name, offset));
    entries.push(entry);
    offset += entry.length;
  }
  const central = Buffer.concat(directory);
  if (offset + central.length > 0xffff_ffff) throw new RangeError('too large for a ZIP');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(SIGNATURES.end, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...entries, central, end]);
}

/** From "version needed" to the length of the name, which both kinds of entry have. */
function commonHeader(name: Buffer, content: Uint8Array, packed: Buffer): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(UTF8_NAMES, 2);
  header.writeUInt16LE(DEFLATED, 4);
  header.writeUInt16LE(DATE, 8);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

function centralEntry(common: Buffer, name: Buffer, offset: number): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(SIGNATURES.central, 0);
  head.writeUInt8(20, 4);
  head.writeUInt8(MADE_ON_UNIX, 5);
  const rest = Buffer.alloc(16);
  rest.writeUInt32LE((REGULAR_FILE << 16) >>> 0, 8);
  rest.writeUInt32LE(offset, 12);
  return Buffer.concat([head, common, rest, name]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
