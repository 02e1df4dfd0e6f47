import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataFormatError, parseIdx, readVerified } from './idx';
import { readMnist } from './mnist-data';

const header = (...dimensions: number[]) => {
  const bytes = Buffer.alloc(4 + 4 * dimensions.length);
  bytes.set([0, 0, 8, dimensions.length]);
  dimensions.forEach((d, i) => bytes.writeUInt32BE(d, 4 + 4 * i));
  return bytes;
};
const idx = (dimensions: number[], data: number[]) =>
  Buffer.concat([header(...dimensions), Buffer.from(data)]);

describe('parseIdx', () => {
  it('reads dimensions and bytes', () => {
    const array = parseIdx(idx([2, 1, 3], [1, 2, 3, 4, 5, 255]));
    expect(array.shape).toEqual([2, 1, 3]);
    expect([...array.data]).toEqual([1, 2, 3, 4, 5, 255]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a header cut short', idx([2, 2], [1, 2, 3, 4]).subarray(0, 9)],
    ['another magic number', Buffer.from([1, 0, 8, 1, 0, 0, 0, 0])],
    ['floats', Buffer.from([0, 0, 0x0d, 1, 0, 0, 0, 0])],
    ['rank 0', Buffer.from([0, 0, 8, 0])],
    ['data cut short', idx([2, 2], [1, 2, 3])],
    ['data left over', idx([2, 2], [1, 2, 3, 4, 5])],
    ['dimensions whose product overflows', idx([0xffffffff, 0xffffffff, 0xffffffff], [])],
  ])('refuses %s', (_what, bytes) => {
    expect(() => parseIdx(bytes)).toThrow(DataFormatError);
  });
});

describe('readVerified', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'idx-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const content = Buffer.from('the bytes that were published');
  const digest = createHash('sha256').update(content).digest('hex');

  it.each([
    ['plain', content],
    ['packed', gzipSync(content)],
  ])('reads a %s file whose unpacked digest is right', async (_what, stored) => {
    await writeFile(join(folder, 'file'), stored);
    expect(Buffer.from(await readVerified(join(folder, 'file'), digest))).toEqual(content);
  });

  it.each([
    ['a changed byte', Buffer.from('The bytes that were published')],
    ['a gzip stream cut short', gzipSync(content).subarray(0, 30)],
  ])('refuses %s', async (_what, stored) => {
    await writeFile(join(folder, 'file'), stored);
    await expect(readVerified(join(folder, 'file'), digest)).rejects.toThrow(DataFormatError);
  });

  it('says what is missing of MNIST', async () => {
    await expect(readMnist(folder, 'train')).rejects.toThrow(/train-images-idx3-ubyte/);
  });
});
