import { join } from 'node:path';
import { DeadlinePool } from './deadline-pool';

const tasks = join(__dirname, '../../../../test/support/pool-tasks');
const pool = new DeadlinePool({ threads: 2, deadlineMs: 150, memoryMiB: 32 });

afterAll(() => pool.close());

const run = (name: string, input?: unknown) => pool.run({ module: tasks, name, input });

test('runs a function of a module in another thread', async () => {
  expect(await run('addOne', 41)).toEqual({ kind: 'done', output: 42 });
});

test('an endless loop is ended at the deadline and stalls nobody else', async () => {
  await Promise.all([run('addOne', 1), run('addOne', 1)]);
  const started = performance.now();
  const [loop, other] = await Promise.all([run('loopForever'), run('addOne', 1)]);
  expect(loop).toEqual({ kind: 'timed-out' });
  expect(other).toEqual({ kind: 'done', output: 2 });
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('a memory bomb is ended by the heap limit', async () => {
  const roomy = new DeadlinePool({ threads: 1, deadlineMs: 10_000, memoryMiB: 16 });
  expect(await roomy.run({ module: tasks, name: 'eatMemory', input: undefined })).toEqual({
    kind: 'memory-exceeded',
  });
  await roomy.close();
});

test('a bug is an error, and the thread goes on', async () => {
  await expect(run('fail')).rejects.toThrow('a bug');
  await expect(run('missing')).rejects.toThrow('exports no function');
  expect(await run('addOne', 1)).toEqual({ kind: 'done', output: 2 });
});

test('more tasks than threads are all done, in order', async () => {
  const outcomes = await Promise.all(Array.from({ length: 40 }, (_, index) => run('addOne', index)));
  expect(outcomes.map((outcome) => outcome.kind === 'done' && outcome.output)).toEqual(
    Array.from({ length: 40 }, (_, index) => index + 1),
  );
});
