import { addToLogContext, withLogContext } from './log-context';
import { PlatformLogger } from './platform-logger';

const written: string[] = [];

beforeEach(() => {
  written.length = 0;
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const lines = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);

it('writes one JSON object a line, whatever the message holds', () => {
  new PlatformLogger('json', ['log']).log('two\nlines "quoted"', { status: 200 }, 'Api');
  expect(written).toHaveLength(1);
  expect(written[0]?.trimEnd()).not.toContain('\n');
  expect(lines()[0]).toMatchObject({
    level: 'log',
    message: 'two\nlines "quoted"',
    context: 'Api',
    status: 200,
  });
});

it('says which request and job a line belongs to, also later and when two are mixed', async () => {
  const logger = new PlatformLogger('json', ['log']);
  const work = (requestId: string, jobId: string) =>
    withLogContext({ requestId }, async () => {
      await Promise.resolve();
      addToLogContext({ jobId });
      await new Promise((done) => setTimeout(done, 1));
      logger.log('graded');
    });
  await Promise.all([work('a', '1'), work('b', '2')]);
  expect(lines()).toMatchObject([
    { requestId: 'a', jobId: '1' },
    { requestId: 'b', jobId: '2' },
  ]);
});

it('knows no ids outside of any work, and nothing of levels that are off', () => {
  const logger = new PlatformLogger('json', ['error']);
  addToLogContext({ jobId: '1' });
  logger.log('not asked for');
  expect(written).toEqual([]);
});
