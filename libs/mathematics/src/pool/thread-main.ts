/** Runs in a thread of the pool: one task at a time, each a function of a module of ours. */
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { type PoolTask, type Reply } from './deadline-pool';

const load = createRequire(__filename);

function work({ module, name, input }: PoolTask): unknown {
  // The module is only known here; its path comes from the caller's code, never from an answer.
  const loaded: unknown = load(module);
  const exported = new Map<string, unknown>(Object.entries(loaded as object));
  const run = exported.get(name);
  if (typeof run !== 'function') throw new TypeError(`${module} exports no function ${name}`);
  return (run as (input: unknown) => unknown)(input);
}

function reply(message: Reply): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (task: PoolTask) => {
  try {
    reply({ kind: 'done', output: work(task) });
  } catch (error) {
    reply({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
  }
});
reply({ kind: 'ready' });
