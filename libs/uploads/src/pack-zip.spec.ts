import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { packZip } from './pack-zip';
import { unpackZip, type UnpackLimits } from './unpack-zip';

const LIMITS: UnpackLimits = {
  entries: 100,
  bytesPerFile: 1 << 20,
  bytesInAll: 1 << 22,
  ratio: 2000,
  names: 'tree',
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

it('writes what is read again, whatever the files hold', async () => {
  const path = fc.stringMatching(/^[a-z]{1,8}(\/[a-z0-9]{1,8}){0,3}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(path, fc.uint8Array({ maxLength: 500 }), { maxKeys: 8 }),
      async (content) => {
        const files = new Map(Object.entries(content));
        const result = await unpackZip(once(packZip(files)), LIMITS);
        expect(result).toEqual({
          kind: 'unpacked',
          files: new Map([...files].map(([name, bytes]) => [name, Buffer.from(bytes)])),
        });
      },
    ),
    { numRuns: 40 },
  );
});

it('is read by other tools, too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  try {
    const path = join(folder, 'a.zip');
    writeFileSync(path, packZip(new Map([['checks/two words.in', Buffer.from('1 2\n')]])));
    const read =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(z.namelist(), z.read("checks/two words.in"))';
    const { stdout } = spawnSync('python3', ['-c', read, path], { encoding: 'utf8' });
    expect(stdout).toBe("['checks/two words.in'] b'1 2\\n'\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const refused = async (name: string) => {
  const result = await unpackZip(once(packZip(new Map([[name, Buffer.from('x')]]))), LIMITS);
  return result.kind === 'refused' ? result.code : result.kind;
};

it.each([
  '../assignment.yaml',
  '/etc/passwd',
  'a/../../b',
  'a\\b',
  'a//b',
  './a',
  'a\0b',
  'C:/a',
  '.git/config',
  'a /b',
  'a./b',
])('keeps %j out of a tree', async (name) => {
  expect(await refused(name)).toBe('bad-name');
});

it('takes an archive in a tree for a file, and opens it not', async () => {
  const inner = packZip(new Map([['a', Buffer.from('x')]]));
  const result = await unpackZip(once(packZip(new Map([['checks/inner.zip', inner]]))), LIMITS);
  expect(result).toMatchObject({ kind: 'unpacked', files: new Map([['checks/inner.zip', inner]]) });
});
