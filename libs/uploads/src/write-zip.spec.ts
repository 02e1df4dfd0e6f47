import { execFileSync } from 'node:child_process';
import { unpackZip } from './unpack-zip';
import { writeZip, type ZipEntry } from './write-zip';

async function* entriesOf(...entries: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  for (const entry of entries) yield await Promise.resolve(entry);
}

async function zipOf(...entries: readonly ZipEntry[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of writeZip(entriesOf(...entries))) parts.push(part);
  return Buffer.concat(parts);
}

async function* streamOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

const LIMITS = { entries: 100, bytesPerFile: 1e6, bytesInAll: 1e6, ratio: 1e6 };

describe('writeZip', () => {
  const text = { path: 'main.c', bytes: Buffer.from('int main(void) {}\n'.repeat(100)) };
  const empty = { path: 'empty.txt', bytes: Buffer.alloc(0) };
  const binary = {
    path: 'weights.bin',
    bytes: Buffer.from(Array.from({ length: 999 }, (_, n) => (n * n) % 256)),
  };

  it('is read back to the byte by the strict reader of uploads', async () => {
    const result = await unpackZip(streamOf(await zipOf(text, empty, binary)), LIMITS);
    if (result.kind === 'refused') throw new Error(result.message);
    expect([...result.files].map(([path, bytes]) => ({ path, bytes: Buffer.from(bytes) }))).toEqual([
      text,
      empty,
      binary,
    ]);
  });

  it('is read by another implementation, folders and other letters included', async () => {
    const zip = await zipOf({ path: 'ordner/größe.txt', bytes: Buffer.from('π') }, empty);
    const script = [
      'import io, sys, zipfile',
      'z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))',
      'assert z.testzip() is None',
      'print([(i.filename, z.read(i).decode()) for i in z.infolist()])',
    ].join('\n');
    const read = execFileSync('python3', ['-c', script], {
      input: zip,
      env: { ...process.env, PYTHONUTF8: '1' },
    });
    expect(read.toString().trim()).toBe("[('ordner/größe.txt', 'π'), ('empty.txt', '')]");
  });

  it('is an archive of nothing where there is nothing', async () => {
    expect(await zipOf()).toEqual(Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex'));
  });
});
