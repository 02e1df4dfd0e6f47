/** Keeps a server running: one that ends unasked is told of, with the end of its log, and started again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openLog, startServer, tailOf } from './processes.mjs';
import { dim, say, yellow } from './terminal.mjs';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A server that ran this long was well: the pause starts anew. */
const WELL_AFTER_MS = 60_000;

/**
 * @param {{ name: string, args: readonly string[], env: NodeJS.ProcessEnv }} options arguments of Node
 * @param {import('./shutdown.mjs').Shutdown} shutdown
 * @returns {{ current: () => ReturnType<typeof startServer> }}
 */
export function supervise({ name, args, env }, shutdown) {
  const log = openLog(name);
  let server = null;
  let stopped = false;
  const start = () => {
    server = startServer({ name, command: process.execPath, args, env, log });
    return server.exited;
  };
  const keep = async () => {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const started = Date.now();
      const how = await start();
      if (stopped) return;
      if (Date.now() - started > WELL_AFTER_MS) pause = FIRST_PAUSE_MS;
      for (const line of tailOf(log.path, 12)) say(dim(`  │ ${line}`));
      say(yellow(`! The ${name} ${how}; it is started again in ${pause / 1000} s. All of it: ${log.path}`));
      await sleep(pause);
      if (stopped) return;
    }
  };
  shutdown.add(name, () => {
    stopped = true;
    return server?.stop('SIGTERM', 15_000);
  });
  void keep();
  return { current: () => server };
}
