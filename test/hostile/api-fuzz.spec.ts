/**
 * Sends the api what its own OpenAPI document describes, spoiled in every way we know: wrong types and sizes, encodings, NUL
 * and lone surrogates, deep and huge JSON, broken forms, cookies, tokens and headers. None may bring it to an error of its
 * own, and no answer may show its inside.
 *
 * ASSAY_FUZZ_REQUESTS sets how many (5000 for a full run), ASSAY_FUZZ_SEED which.
 */
import { resolve } from 'node:path';
import { Argon2PasswordHasher } from '#libs/persistence';
import { ApiClient } from '../support/http';
import { Random } from '../support/fuzz/random';
import { describe as describeRequest, sendRaw, type RawAnswer } from '../support/fuzz/raw-http';
import { RequestMaker, type OpenApiDocument } from '../support/fuzz/requests';
import { People } from '../support/people';
import { startPlatform, type Platform } from '../support/platform';

const REQUESTS = Number(process.env['ASSAY_FUZZ_REQUESTS'] ?? 1_000);
const SEED = Number(process.env['ASSAY_FUZZ_SEED'] ?? 7);
const AT_ONCE = 4;
const ROOT = resolve(__dirname, '../..');

jest.setTimeout(60_000 + REQUESTS * 100);

/** What only the inside knows: stack frames, paths, the database's and the framework's words. */
const INSIDE = new RegExp(
  [
    '\\n\\s+at ',
    'node_modules',
    ROOT.replaceAll(/[/.]/g, '\\$&'),
    '\\.[cm]?[jt]s:\\d',
    'QueryFailed',
    'relation "',
    'syntax error',
    'invalid (?:input|byte)',
    'ECONNREFUSED',
    'Cannot read propert',
    'is not a function',
    'ENOENT',
  ].join('|'),
);

/** What the api serves besides: the portal, health. */
const OTHER_PATHS: OpenApiDocument['paths'] = {
  '/{file}': { get: {} },
  '/assets/{file}': { get: {} },
  '/api/docs/{file}': { get: {} },
  '/healthz': { get: {} },
};

let platform: Platform;
let maker: RequestMaker;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  const people = new People(platform, await new Argon2PasswordHasher().hash('nobody guesses this'));
  const course = 'intro-ml';
  const student = await people.add('student', course);
  const instructor = await people.add('instructor', course);
  const headers = [
    await people.sessionOf(student),
    await people.sessionOf(instructor),
    (await people.accessTokenOf(student)).headers,
  ];
  const submissions = [
    await people.submissionOf(student, course, true),
    await people.submissionOf(student, course, false),
    await people.submissionOf(instructor, course, true),
  ];
  const document = (await new ApiClient(platform.url).get('/api/docs-json'))
    .json as unknown as OpenApiDocument;
  maker = new RequestMaker(
    { paths: { ...document.paths, ...OTHER_PATHS } },
    {
      parameters: {
        course: [course],
        assignment: ['prerequisites', 'prerequisites', 'prerequisites', 'mnist'],
        problem: ['matrix-product', 'matrix-product', 'sort'],
        id: submissions,
        file: ['main.c'],
        name: ['c.txt', 'c'],
      },
      credentials: headers.flatMap((header) => Object.entries(header)),
    },
    new Random(SEED),
  );
});
afterAll(() => platform.stop());

/** Why the answer is a fault of ours, or null. */
function faultOf({ status, contentType, body }: RawAnswer): string | null {
  if (status >= 500) return `status ${String(status)}`;
  if (status < 400) return null;
  if (INSIDE.test(body)) return `shows its inside: ${body.slice(0, 300)}`;
  // What Node's own parser refuses has no body.
  if (body !== '' && !contentType.startsWith('application/problem+json')) return `is ${contentType}`;
  return null;
}

test(`${String(REQUESTS)} requests from the api's own description, spoiled`, async () => {
  const port = Number(new URL(platform.url).port);
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  const fuzz = async (): Promise<void> => {
    for (let left = REQUESTS / AT_ONCE; left > 0; left--) {
      const request = maker.next();
      const answer = await sendRaw(port, request).catch(() => null);
      statuses.set(answer?.status ?? -1, (statuses.get(answer?.status ?? -1) ?? 0) + 1);
      const fault = answer ? faultOf(answer) : 'no answer in time';
      if (fault !== null) faults.push(`${describeRequest(request)}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fuzz));
  const counts = [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${String(status)}: ${String(count)}`);
  process.stdout.write(
    `fuzzer: ${String(REQUESTS)} requests, ${String(faults.length)} faults; ${counts.join(', ')}\n`,
  );
  expect(faults.slice(0, 20)).toEqual([]);
  expect((await new ApiClient(platform.url).get('/healthz')).status).toBe(200);
});
