import type { JobEvent } from './ports/submissions';
import { ProgressWriter } from './progress-writer';

const metric = (x: number) => ({ name: 'loss', x, y: 1 / x });

function writer(): { progress: ProgressWriter; written: JobEvent[] } {
  const written: JobEvent[] = [];
  const append = async (event: JobEvent) => {
    await new Promise((done) => setTimeout(done, event.type === 'case' ? 0 : 5));
    written.push(event);
  };
  return { progress: new ProgressWriter(append, () => undefined), written };
}

it('makes one event of many messages and drops no metric', async () => {
  const { progress, written } = writer();
  for (let x = 1; x <= 50; x += 1) progress.add({ message: `step ${String(x)}`, metrics: [metric(x)] });
  await progress.flush();
  expect(written).toHaveLength(1);
  expect(written[0]).toMatchObject({
    message: 'step 50',
    metrics: Array.from({ length: 50 }, (_none, n) => metric(n + 1)),
  });
});

it('writes by itself after a while', async () => {
  const { progress, written } = writer();
  progress.add({ message: 'alone' });
  await new Promise((done) => setTimeout(done, 300));
  expect(written).toHaveLength(1);
});

it('keeps the order of messages and cases', async () => {
  const { progress, written } = writer();
  progress.add({ message: 'before' });
  await progress.write({ type: 'case', done: 1, of: 1, result: null });
  progress.add({ message: 'after' });
  await progress.flush();
  expect(written.map((event) => ('message' in event ? event.message : event.type))).toEqual([
    'before',
    'case',
    'after',
  ]);
});
