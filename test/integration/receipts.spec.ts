import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { receiptSchema, receiptStatementSchema, type Receipt } from '#libs/contracts';
import { publicKeyOf, signReceipt } from '#libs/grading';
import { ApiClient, fileForm } from '../support/http';
import { ada, startPlatform, type Platform } from '../support/platform';

const SORT = '/api/courses/intro-ml/assignments/prerequisites/problems/sort/submissions';
const ROOT = resolve(__dirname, '../..');
const SOURCE = 'int main(void) { return 0; }\n';

let platform: Platform;
let folder: string;
let receipt: Receipt;
let publicKey: string;
let student: ApiClient;
let id: string;

/** `assay receipt verify`, with no database, no network, nothing but files. */
async function verify(
  what: unknown,
  key: unknown,
  files: Readonly<Record<string, string>> = {},
): Promise<{ status: number; output: string }> {
  const paths = Object.keys(files).map((name) => join(folder, name));
  await writeFile(join(folder, 'receipt.json'), JSON.stringify(what));
  await writeFile(join(folder, 'key.json'), JSON.stringify(key));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const args = [
    'apps/cli/assay.mjs',
    'receipt',
    'verify',
    join(folder, 'receipt.json'),
    join(folder, 'key.json'),
  ];
  return new Promise((done) => {
    const env = { PATH: process.env['PATH'] };
    execFile(process.execPath, [...args, ...paths], { cwd: ROOT, env }, (error, stdout, stderr) =>
      done({ status: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  folder = await mkdtemp(join(tmpdir(), 'assay-receipts-'));
  student = await ApiClient.signedIn(platform.url, ada);
  id = String((await student.post(SORT, fileForm('main.c', SOURCE))).json['id']);
  receipt = receiptSchema.parse((await student.get(`/api/submissions/${id}/receipt`)).json);
  publicKey = String((await student.get('/api/receipt-key')).json['publicKey']);
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true });
});

it('does not hold when anything in it was changed', async () => {
  const earlier = receipt.statement.replace(/"receivedAt":"\d{4}/, '"receivedAt":"2001');
  expect(earlier).not.toBe(receipt.statement);
  expect((await verify({ ...receipt, statement: earlier }, { publicKey })).status).toBe(1);
  const signature = Buffer.from(receipt.signature, 'base64');
  signature[10]! ^= 1;
  const bent = { ...receipt, signature: signature.toString('base64') };
  expect((await verify(bent, { publicKey })).status).toBe(1);
});

it('does not hold when a student signed it with a key of their own', async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const forged = signReceipt(receiptStatementSchema.parse(JSON.parse(receipt.statement)), privateKey);
  expect(forged.publicKey).toBe(publicKeyOf(privateKey));
  expect((await verify(forged, { publicKey })).status).toBe(1);
  expect((await verify({ ...forged, publicKey }, { publicKey })).status).toBe(1);
});

it('does not take another file for the one that was received', async () => {
  expect(await verify(receipt, { publicKey }, { 'main.c': `${SOURCE} ` })).toMatchObject({
    status: 1,
    output: expect.stringContaining('not what was received') as string,
  });
});

it('says what is no receipt and no key', async () => {
  expect((await verify({ hello: 1 }, { publicKey })).status).toBe(2);
  expect((await verify(receipt, 7)).status).toBe(2);
});

it('proves what was received when, also years later and without the platform', async () => {
  const statement = receiptStatementSchema.parse(JSON.parse(receipt.statement));
  const view = (await student.get(`/api/submissions/${id}`)).json;
  expect(statement).toMatchObject({
    submission: id,
    receivedAt: view['receivedAt'],
    files: view['files'],
    version: 1,
  });
  expect(await verify(receipt, { publicKey }, { 'main.c': SOURCE })).toMatchObject({ status: 0 });
  const again = receiptSchema.parse((await student.get(`/api/submissions/${id}/receipt`)).json);
  expect(again).toEqual(receipt);
});
