/**
 * Unpacks an uploaded ZIP in one pass, and refuses everything that is not plain (APPNOTE.TXT 6.3.10 sections 4.3, 4.4).
 *
 * Theory of operation. Two parsers that read one archive differently are how forbidden files get past a check, so
 * there is one: it reads local entries, then the central directory, then the end record, each directly after the other
 * as ordinary tools write them, and the central directory must name the same files as the entries did. Limits count
 * bytes that were really produced, never sizes that headers claim, and stop the inflation in its middle. Nothing is
 * written anywhere: the result is a map of names to contents.
 */
import { createInflateRaw } from 'node:zlib';
import { ByteReader } from './byte-reader';
import { crc32 } from './crc32';

export interface UnpackLimits {
  /** Files and folders, discarded ones too. */
  readonly entries: number;
  readonly bytesPerFile: number;
  readonly bytesInAll: number;
  /** Produced bytes per archive byte, looked at above 1 MiB. */
  readonly ratio: number;
  /**
   * `flat` (unless said otherwise): folders are let go, archives inside are refused; what students hand in. `tree`: names are
   * paths, and an archive inside is a file like any other, which nobody opens.
   */
  readonly names?: 'flat' | 'tree';
}

export type UnpackRefusal =
  | 'not-a-zip'
  | 'damaged'
  | 'encrypted'
  | 'unsupported'
  | 'bad-name'
  | 'duplicate-name'
  | 'not-a-file'
  | 'nested-archive'
  | 'too-many'
  | 'too-large'
  | 'bomb';

export type UnpackResult =
  | { readonly kind: 'unpacked'; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'refused'; readonly code: UnpackRefusal; readonly message: string };

const signatures = { entry: 0x0403_4b50, central: 0x0201_4b50, end: 0x0605_4b50, descriptor: 0x0807_4b50 };
const plainName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/u;
/** Authors name a case's files after the case, blanks and all. */
const treeName = /^[A-Za-z0-9_](?:[A-Za-z0-9_. +-]{0,98}[A-Za-z0-9_+-])?$/u;
const archiveName = /\.(?:zip|tar|gz|tgz|bz2|xz|7z|rar|jar)$/iu;
const ratioFrom = 1024 * 1024;

class Refusal extends Error {
  constructor(
    readonly code: UnpackRefusal,
    message: string,
  ) {
    super(message);
  }
}

/** Never throws for what the bytes are; rejects only if the source does. */
export async function unpackZip(
  source: AsyncIterable<Uint8Array>,
  limits: UnpackLimits,
): Promise<UnpackResult> {
  const reader = new ByteReader(source);
  try {
    return { kind: 'unpacked', files: await new Unpacker(reader, limits).unpack() };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', code: error.code, message: error.message };
    throw error;
  } finally {
    await reader.close();
  }
}

class Unpacker {
  private readonly files = new Map<string, Uint8Array>();
  /** Raw names of all entries in order, as the central directory has to repeat them. */
  private readonly entries: string[] = [];
  private produced = 0;

  constructor(
    private readonly reader: ByteReader,
    private readonly limits: UnpackLimits,
  ) {}

  async unpack(): Promise<ReadonlyMap<string, Uint8Array>> {
    let signature = await this.signature('not-a-zip');
    if (signature !== signatures.entry && signature !== signatures.end) {
      throw new Refusal('not-a-zip', 'This is not a ZIP archive.');
    }
    for (; signature === signatures.entry; signature = await this.signature('damaged')) await this.entry();
    let listed = 0;
    for (; signature === signatures.central; signature = await this.signature('damaged')) {
      await this.centralEntry(listed++);
    }
    if (signature !== signatures.end || listed !== this.entries.length) throw damaged();
    await this.end();
    return this.files;
  }

  private async entry(): Promise<void> {
    const header = await this.exactly(26);
    const flags = header.readUInt16LE(2);
    const method = header.readUInt16LE(4);
    const name = await this.name(header.readUInt16LE(22));
    await this.exactly(header.readUInt16LE(24));
    if ((flags & 0x2041) !== 0) throw new Refusal('encrypted', `${shown(name)} is encrypted.`);
    if (this.entries.push(name) > this.limits.entries) {
      throw new Refusal('too-many', `The archive holds more than ${this.limits.entries} files.`);
    }
    const streamed = (flags & 0x8) !== 0;
    const sizes = {
      crc: header.readUInt32LE(10),
      packed: header.readUInt32LE(14),
      full: header.readUInt32LE(18),
    };
    if (
      sizes.packed === 0xffff_ffff ||
      sizes.full === 0xffff_ffff ||
      (streamed && method === 0 && !isFolder(name))
    ) {
      throw new Refusal(
        'unsupported',
        'The archive uses a form of ZIP that is not read here; pack it again.',
      );
    }
    const target = targetOf(name, this.limits.names === 'tree');
    const start = this.reader.consumed;
    const content = await this.content(method, streamed ? undefined : sizes.packed, name);
    const packed = this.reader.consumed - start;
    const told = streamed ? await this.descriptor() : sizes;
    if (told.packed !== packed || told.full !== content.length || told.crc !== crc32(content))
      throw damaged();
    if (target === undefined) return;
    if (this.files.has(target))
      throw new Refusal('duplicate-name', `The archive holds ${shown(target)} twice.`);
    this.files.set(target, content);
  }

  private async content(method: number, packed: number | undefined, name: string): Promise<Buffer> {
    if (method === 0) return this.stored(packed ?? 0, name);
    if (method === 8) return this.deflated(packed, name);
    throw new Refusal(
      'unsupported',
      `${shown(name)} is packed in a way that is not read here; use plain ZIP.`,
    );
  }

  private async stored(size: number, name: string): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = size; left > 0;) {
      const part = await this.reader.some(left);
      if (part === undefined) throw damaged();
      left -= part.length;
      parts.push(part);
      this.count(part.length, size - left, name);
    }
    return Buffer.concat(parts);
  }

  /** Inflates up to the end that the data itself marks, or `packed` bytes where the header tells. */
  private async deflated(packed: number | undefined, name: string): Promise<Buffer> {
    const inflate = createInflateRaw();
    const parts: Buffer[] = [];
    let size = 0;
    const state: { ended: boolean; failure?: Error } = { ended: false };
    inflate.on('data', (part: Buffer) => {
      size += part.length;
      try {
        this.count(part.length, size, name);
        parts.push(part);
      } catch (error) {
        state.failure = error instanceof Error ? error : damaged();
        inflate.destroy();
      }
    });
    inflate.on('end', () => (state.ended = true));
    inflate.on('error', () => (state.failure ??= damaged()));
    for (let left = packed ?? Infinity; !state.ended && left > 0;) {
      const chunk = await this.reader.some(Math.min(left, 16_384));
      if (chunk === undefined) throw damaged();
      const before = inflate.bytesWritten;
      await feed(inflate, chunk);
      if (state.failure) throw state.failure;
      const used = inflate.bytesWritten - before;
      this.reader.giveBack(chunk.subarray(used));
      left -= used;
      if (used < chunk.length) break; // the data has marked its end
    }
    await finish(inflate);
    if (state.failure) throw state.failure;
    return Buffer.concat(parts);
  }

  private count(bytes: number, inFile: number, name: string): void {
    this.produced += bytes;
    if (inFile > this.limits.bytesPerFile) {
      throw new Refusal('too-large', `${shown(name)} is larger than ${this.limits.bytesPerFile} bytes.`);
    }
    if (this.produced > this.limits.bytesInAll) {
      throw new Refusal('too-large', `The archive unpacks to more than ${this.limits.bytesInAll} bytes.`);
    }
    if (this.produced > ratioFrom && this.produced > this.limits.ratio * this.reader.consumed) {
      throw new Refusal('bomb', 'The archive unpacks to far more than its size.');
    }
  }

  private async descriptor(): Promise<{ crc: number; packed: number; full: number }> {
    const marked = (await this.signature('damaged')) === signatures.descriptor;
    if (!marked) throw damaged();
    const fields = await this.exactly(12);
    return { crc: fields.readUInt32LE(0), packed: fields.readUInt32LE(4), full: fields.readUInt32LE(8) };
  }

  private async centralEntry(index: number): Promise<void> {
    const header = await this.exactly(42);
    const name = await this.name(header.readUInt16LE(24));
    await this.exactly(header.readUInt16LE(26) + header.readUInt16LE(28));
    if (name !== this.entries[index]) throw damaged();
    // The upper half is a Unix mode where the archive was made on such a system: file, folder, or nothing.
    const kind = (header.readUInt32LE(34) >>> 16) & 0o170000;
    const madeOnUnix = header.readUInt8(1) === 3 || header.readUInt8(1) === 19;
    if (madeOnUnix && ![0, 0o100000, isFolder(name) ? 0o040000 : 0o100000].includes(kind)) {
      throw new Refusal('not-a-file', `${shown(name)} is a link or a device, not a file.`);
    }
  }

  private async end(): Promise<void> {
    const record = await this.exactly(18);
    if (record.readUInt16LE(6) !== this.entries.length) throw damaged();
    await this.exactly(record.readUInt16LE(16));
    if ((await this.reader.some(1)) !== undefined) throw damaged();
  }

  private async signature(code: 'not-a-zip' | 'damaged'): Promise<number> {
    const bytes = await this.reader.exactly(4);
    if (bytes) return bytes.readUInt32LE(0);
    throw code === 'damaged' ? damaged() : new Refusal('not-a-zip', 'This is not a ZIP archive.');
  }

  private async exactly(count: number): Promise<Buffer> {
    const bytes = await this.reader.exactly(count);
    if (!bytes) throw damaged();
    return bytes;
  }

  private async name(length: number): Promise<string> {
    const bytes = await this.exactly(length);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      throw new Refusal('bad-name', 'A file name is not UTF-8.');
    }
  }
}

/** What becomes of an entry: its name, or its path; undefined for folders and what file managers add by themselves. */
function targetOf(name: string, asTree: boolean): string | undefined {
  if (name.startsWith('__MACOSX/')) return undefined;
  const allowed = asTree ? treeName : plainName;
  const parts = name.split('/');
  const file = parts.pop() ?? '';
  if (
    name === '' ||
    parts.length > 8 ||
    parts.some((part) => !allowed.test(part)) ||
    (file !== '' && file !== '.DS_Store' && !allowed.test(file))
  ) {
    throw new Refusal(
      'bad-name',
      `${shown(name)} is not a name that is accepted here; use letters, digits, _ - and a dot.`,
    );
  }
  if (file === '' || file === '.DS_Store') return undefined;
  if (asTree) return name;
  if (archiveName.test(file))
    throw new Refusal('nested-archive', `${shown(name)} is an archive inside the archive.`);
  return file;
}

const isFolder = (name: string): boolean => name.endsWith('/');
const damaged = (): Refusal =>
  new Refusal('damaged', 'The archive is damaged, or not what it says; pack it again.');

/** A student's file name in a message: short, and nothing that a terminal or page would act on. */
function shown(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}

function feed(inflate: NodeJS.WritableStream, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => {
    inflate.once('close', resolve);
    inflate.write(chunk, () => {
      inflate.off('close', resolve);
      resolve();
    });
  });
}

/** Waits for what is still to come out. */
function finish(inflate: ReturnType<typeof createInflateRaw>): Promise<void> {
  return new Promise((resolve) => {
    if (inflate.closed || inflate.destroyed) resolve();
    else inflate.once('close', resolve).end();
  });
}
