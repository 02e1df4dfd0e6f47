import { deflateRawSync } from 'node:zlib';
import { crc32 } from './crc32';
import { unpackZip, type UnpackLimits, type UnpackResult } from './unpack-zip';

const MiB = 1024 * 1024;
const limits: UnpackLimits = { entries: 10, bytesPerFile: 4 * MiB, bytesInAll: 6 * MiB, ratio: 100 };

interface Entry {
  readonly name: string | Buffer;
  readonly content: Buffer | string;
  readonly method?: number;
  readonly flags?: number;
  readonly mode?: number;
  readonly centralName?: string;
  readonly claim?: number;
}

/** Writes a ZIP, honest or not. */
function zip(entries: readonly Entry[], tail = ''): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  for (const entry of entries) {
    const { method = 8, flags = 0, mode = 0o100644 } = entry;
    const content = Buffer.from(entry.content);
    const name = Buffer.from(entry.name);
    const packed = method === 8 ? deflateRawSync(content) : content;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(content), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(entry.claim ?? content.length, 8);
    if ((flags & 8) === 0) sizes.copy(local, 14);
    local.writeUInt16LE(name.length, 26);
    locals.push(local, name, packed);
    if ((flags & 8) !== 0) locals.push(Buffer.from([0x50, 0x4b, 7, 8]), sizes);
    const central = Buffer.alloc(46);
    const centralName = Buffer.from(entry.centralName ?? entry.name);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt8(3, 5);
    central.writeUInt16LE(centralName.length, 28);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    centrals.push(central, centralName);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length & 0xffff, 8);
  end.writeUInt16LE(entries.length & 0xffff, 10);
  return Buffer.concat([...locals, ...centrals, end, Buffer.from(tail)]);
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const unpack = (bytes: Buffer, size = 5000): Promise<UnpackResult> =>
  unpackZip(inPieces(bytes, size), limits);

test.each([1, 7, 100_000])('unpacks what ordinary tools write, in pieces of %i bytes', async (size) => {
  const result = await unpack(
    zip([
      { name: 'hw1/', content: '', method: 0, mode: 0o040755 },
      { name: 'hw1/main.c', content: 'int main(){}' },
      { name: 'notes.txt', content: 'stored', method: 0 },
      { name: 'streamed.py', content: 'x = 1\n'.repeat(500), flags: 8 },
      { name: 'empty.txt', content: '', method: 0 },
      { name: '__MACOSX/._main.c', content: 'resource fork' },
    ]),
    size,
  );
  expect(result.kind).toBe('unpacked');
  const files = result.kind === 'unpacked' ? result.files : new Map<string, Uint8Array>();
  expect(
    Object.fromEntries([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])),
  ).toEqual({
    'main.c': 'int main(){}',
    'notes.txt': 'stored',
    'streamed.py': 'x = 1\n'.repeat(500),
    'empty.txt': '',
  });
});

test.each<[string, Buffer, string]>([
  ['text', Buffer.from('int main(){}'), 'not-a-zip'],
  ['nothing', Buffer.alloc(0), 'not-a-zip'],
  ['a name that climbs', zip([{ name: '../../etc/cron.d/x', content: 'x' }]), 'bad-name'],
  ['an absolute name', zip([{ name: '/etc/passwd', content: 'x' }]), 'bad-name'],
  ['a backslash', zip([{ name: '..\\x', content: 'x' }]), 'bad-name'],
  ['a hidden file', zip([{ name: '.bashrc', content: 'x' }]), 'bad-name'],
  ['a name with NUL', zip([{ name: 'a\0.c', content: 'x' }]), 'bad-name'],
  ['a name of 5000 letters', zip([{ name: 'a'.repeat(5000), content: 'x' }]), 'bad-name'],
  ['a name that is not UTF-8', zip([{ name: Buffer.from([0x61, 0xff, 0xfe]), content: 'x' }]), 'bad-name'],
  ['a name of no characters', zip([{ name: '', content: 'x' }]), 'bad-name'],
  [
    'one name twice',
    zip([
      { name: 'a.c', content: '1' },
      { name: 'b/a.c', content: '2' },
    ]),
    'duplicate-name',
  ],
  ['a symbolic link', zip([{ name: 'link', content: '/etc/passwd', mode: 0o120777 }]), 'not-a-file'],
  ['a device', zip([{ name: 'dev', content: '', mode: 0o060644 }]), 'not-a-file'],
  ['an encrypted file', zip([{ name: 'a.c', content: 'x', flags: 1 }]), 'encrypted'],
  ['an archive inside', zip([{ name: 'inner.zip', content: 'PK' }]), 'nested-archive'],
  ['an exotic method', zip([{ name: 'a.c', content: 'x', method: 14 }]), 'unsupported'],
  ['eleven files', zip(Array.from({ length: 11 }, (_, i) => ({ name: `f${i}`, content: '' }))), 'too-many'],
  [
    '100,000 tiny files',
    zip(Array.from({ length: 100_000 }, (_, i) => ({ name: `f${i}`, content: '', method: 0 }))),
    'too-many',
  ],
  ['a bomb', zip([{ name: 'zeros', content: Buffer.alloc(3 * MiB) }]), 'bomb'],
  ['a large file', zip([{ name: 'big', content: Buffer.alloc(5 * MiB, 'x'), method: 0 }]), 'too-large'],
  ['a file larger than it says', zip([{ name: 'liar', content: Buffer.alloc(2000), claim: 10 }]), 'damaged'],
  ['a second meaning in the directory', zip([{ name: 'a.c', content: 'x', centralName: 'b.c' }]), 'damaged'],
  ['something behind the end', zip([{ name: 'a.c', content: 'x' }], 'PK again'), 'damaged'],
  ['half an archive', zip([{ name: 'a.c', content: 'int x;'.repeat(99) }]).subarray(0, 60), 'damaged'],
])('refuses %s', async (_, bytes, code) => {
  expect(await unpack(bytes)).toMatchObject({ kind: 'refused', code });
});

test('refuses bytes in all, not only bytes of one file', async () => {
  const content = Buffer.alloc(3.5 * MiB, 'x');
  const bytes = zip([
    { name: 'a', content, method: 0 },
    { name: 'b', content, method: 0 },
  ]);
  expect(await unpack(bytes)).toMatchObject({ kind: 'refused', code: 'too-large' });
});

test('a damaged archive of any kind ends in an answer', async () => {
  const good = zip([
    { name: 'main.c', content: 'int main(void) { return 0; }'.repeat(20) },
    { name: 'b', content: 'b', flags: 8 },
  ]);
  for (let at = 0; at < good.length; at++) {
    const bad = Buffer.from(good);
    bad.writeUInt8(bad.readUInt8(at) ^ 0x5a, at);
    const result = await unpack(bad, 64);
    expect(['unpacked', 'refused']).toContain(result.kind);
  }
}, 30_000);
