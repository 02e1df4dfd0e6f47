/** The two processes of the platform: api and worker. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataRoot, root, Trouble } from './settings.mjs';
import { tailOf } from './processes.mjs';
import { supervise } from './supervise.mjs';

const READY_MS = 90_000;

/**
 * The environment of everything that is started. Containers carry the installation's name, so that two clones on one
 * machine leave each other's alone.
 */
export function platformEnvironment(settings) {
  const clone = createHash('sha256').update(root).digest('hex').slice(0, 8);
  return {
    NODE_ENV: 'production',
    NO_COLOR: '1',
    ASSAY_PLATFORM: `assay-${clone}`,
    ...process.env,
    ASSAY_DATA: dataRoot,
    ...settings,
  };
}

async function isHealthy(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/**
 * @param {NodeJS.ProcessEnv} env with PORT, and ASSAY_WORKER_PORT for the worker's health
 * @param {import('./shutdown.mjs').Shutdown} shutdown
 */
export function startPlatform(env, shutdown) {
  const parts = [
    { name: 'api', health: `http://127.0.0.1:${env.PORT}/healthz` },
    { name: 'worker', health: `http://127.0.0.1:${env.ASSAY_WORKER_PORT}/healthz` },
  ].map(({ name, health }) => ({
    name,
    health,
    process: supervise(
      { name, args: ['--enable-source-maps', `dist/apps/${name}/src/main.js`], env },
      shutdown,
    ),
  }));
  return {
    /** @throws {Trouble} with the end of the log of the one that is not */
    async untilReady() {
      const deadline = Date.now() + READY_MS;
      for (const { name, health, process: server } of parts) {
        while (!(await isHealthy(health))) {
          if (Date.now() > deadline) {
            const { log } = server.current();
            throw new Trouble(
              `The ${name} did not get ready within ${READY_MS / 1000} s`,
              `All of it: ${log}`,
              tailOf(log),
            );
          }
          await sleep(50);
        }
      }
    },
  };
}
